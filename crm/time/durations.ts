/** Lengths of time in milliseconds. A DAY is 24 hours: a calendar day may be shorter or longer, see day.ts. */
export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
export const WEEK = 7 * DAY;
