/** A day that has tripped somebody before, at a time when its trouble is near. UTC. */
export interface Day {
  at: string;
  what: string;
  zone: string;
}

/** Each day in a time zone of the machine, so that every zone is seen on some. */
export const DAYS: readonly Day[] = [
  { at: '2026-11-28 10:00:00', what: 'a Saturday', zone: 'UTC' },
  { at: '2028-02-29 10:00:00', what: 'a leap day', zone: 'Asia/Kolkata' },
  { at: '2027-03-28 00:30:00', what: "Berlin's spring change", zone: 'Pacific/Auckland' },
  { at: '2026-10-25 00:30:00', what: "Berlin's autumn change", zone: 'America/New_York' },
  { at: '2027-03-14 06:30:00', what: "New York's spring change", zone: 'America/New_York' },
  { at: '2026-11-01 05:30:00', what: "New York's autumn change", zone: 'UTC' },
  { at: '2026-12-31 22:30:00', what: 'the last day of a year', zone: 'Pacific/Auckland' },
  { at: '2029-06-13 10:00:00', what: 'three years on', zone: 'Asia/Kolkata' },
];

/** The short version, as `npm run chaos` runs it. */
export const FEW_DAYS = DAYS.filter(({ at }) => /^(?:2026-11-28|2028-02-29|2027-03-28)/.test(at));
