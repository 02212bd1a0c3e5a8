import type { Day } from './customer.ts';

/** The first instant of a calendar day in a zone, daylight saving included. */
export function startOf(day: Day, zone: string): Date {
  const midnight = new Date(`${day}T00:00:00Z`).getTime();
  // The offset may differ between midnight UTC and midnight there, so the guess is corrected once.
  const guess = midnight - offset(new Date(midnight), zone);
  return new Date(midnight - offset(new Date(guess), zone));
}

/** Whole days from one calendar day to another. */
export const daysBetween = (from: Day, to: Day): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);

/** How far the zone is ahead of UTC at that instant, in milliseconds. */
export function offset(at: Date, zone: string): number {
  const parts = new Intl.DateTimeFormat('en', {
    timeZone: zone,
    timeZoneName: 'longOffset',
  }).formatToParts(at);
  const [, sign, hours = '0', minutes = '0'] =
    /GMT([+-])(\d\d):(\d\d)/.exec(parts.find(({ type }) => type === 'timeZoneName')?.value ?? '') ??
    [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}
