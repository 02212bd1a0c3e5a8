import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { HOUR } from '../../../crm/time/durations.ts';

/** Zones whose clocks are set at night, at midnight, by half an hour, by a day, often, or never. */
const NAMES = [
  'Europe/Berlin',
  'America/New_York',
  'America/Sao_Paulo',
  'America/Havana',
  'America/St_Johns',
  'Africa/Cairo',
  'Africa/Casablanca',
  'Asia/Beirut',
  'Asia/Kathmandu',
  'Asia/Tokyo',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Pacific/Auckland',
  'Pacific/Kiritimati',
  'UTC',
  '+05:45',
];
export const ZONES = fc.constantFrom(...NAMES);

/** Some of the instants at which clocks are set, in any of these zones. */
const CHANGES = NAMES.flatMap((zone) => {
  const changes: number[] = [];
  let next: Temporal.ZonedDateTime | null = zoned(new Date('2009-06-01T00:00:00Z'), zone);
  while (next && changes.length < 40) {
    next = next.getTimeZoneTransition('next');
    if (next) changes.push(next.epochMilliseconds);
  }
  return changes;
});

/** Half of them lie within two days of a change of the clocks, in whole minutes. */
export const INSTANTS = fc.oneof(
  fc.date({
    min: new Date('1960-01-01T00:00:00Z'),
    max: new Date('2099-12-31T00:00:00Z'),
    noInvalidDate: true,
  }),
  fc
    .tuple(fc.constantFrom(...CHANGES), fc.integer({ min: -48 * 4, max: 48 * 4 }))
    .map(([change, quarters]) => new Date(change + (quarters * HOUR) / 4)),
);

export const CLOCKS = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`);

/** The instant as Temporal sees it there. */
export function zoned(at: Date, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone);
}
