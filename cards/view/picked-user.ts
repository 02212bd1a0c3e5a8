/** A colleague whom somebody picked, as the platform calls them; the front door looks up who that is. */
export const pickedUser = (user: string): string => `<@${user}>`;

const PICKED = /^<@([^<>@\s][^<>\s]{0,199})>$/;

/** Undefined where the value is none. */
export const userOfPicked = (value: string): string | undefined => PICKED.exec(value)?.[1];
