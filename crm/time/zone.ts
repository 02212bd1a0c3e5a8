import { Temporal } from 'temporal-polyfill';
import { DAY } from './durations.ts';

/** From an instant on (milliseconds), how far a zone's clocks are ahead of UTC. */
interface Offset {
  from: number;
  ahead: number;
}

const MOST_ZONES = 1000;
const zones = new Map<string, Map<number, readonly Offset[]>>();

/** Whether this Node knows the zone: an IANA name, or an offset such as `+02:00`. */
export function isZone(zone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }));
  } catch {
    return false;
  }
}

/** Whether two names mean one zone: `Asia/Calcutta` is `Asia/Kolkata`. Both exist. */
export const isSameZone = (one: string, other: string): boolean =>
  zoneName(one) === zoneName(other);

/** The zone's own name. Throws RangeError for an unknown zone. */
export const zoneName = (zone: string): string =>
  new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;

/** The zone of this name in any case, with its place: `europe/berlin`. Null where there is none. */
export const zoneCalled = (typed: string): string | null =>
  typed.includes('/') && isZone(typed) ? zoneName(typed) : null;

/** The zone that is named after this city: `new york`. Null where there is none. */
export function zoneOfCity(typed: string): string | null {
  const city = `/${typed.trim().toLowerCase().replace(/\s+/g, '_')}`;
  return (
    Intl.supportedValuesOf('timeZone').find((zone) => zone.toLowerCase().endsWith(city)) ?? null
  );
}

/**
 * How far the zone's clocks are ahead of UTC, all in milliseconds. Throws RangeError for an unknown zone. Temporal
 * takes 20 µs to answer, and a file has millions of dates: the few offsets of a year are asked for once.
 */
export function offsetAt(instant: number, zone: string): number {
  const offsets = offsetsIn(new Date(instant).getUTCFullYear(), zone);
  for (let i = offsets.length - 1; i > 0; i -= 1) {
    const offset = offsets[i];
    if (offset && offset.from <= instant) return offset.ahead;
  }
  return offsets[0]?.ahead ?? 0;
}

function offsetsIn(year: number, zone: string): readonly Offset[] {
  const known = zones.get(zone)?.get(year);
  if (known) return known;
  const offsets = readOffsets(year, zone);
  if (zones.size >= MOST_ZONES) zones.clear();
  zones.set(zone, (zones.get(zone) ?? new Map()).set(year, offsets));
  return offsets;
}

/** The first offset holds when the year begins in UTC, each other one from a change of the clocks on. */
function readOffsets(year: number, zone: string): Offset[] {
  const offsets: Offset[] = [];
  const ends = Date.UTC(year + 1, 0);
  let next: Temporal.ZonedDateTime | null = Temporal.Instant.fromEpochMilliseconds(
    Date.UTC(year, 0),
  ).toZonedDateTimeISO(zone);
  while (next && next.epochMilliseconds < ends) {
    offsets.push({ from: next.epochMilliseconds, ahead: next.offsetNanoseconds / 1e6 });
    next = next.getTimeZoneTransition('next');
  }
  return offsets;
}

/**
 * The instants (milliseconds) at which the zone's clocks show this; `wall` is written as if the clocks were UTC's.
 * There are two where the clocks are turned back over it, earlier one first, and none where they leave it out.
 */
export const instantsOfWall = (wall: number, zone: string): number[] =>
  guessesOf(wall, zone).filter((guess) => guess + offsetAt(guess, zone) === wall);

/** The one instant of a wall time: the first where there are two; as much later as clocks are put forward where there is none. */
export function instantOfWall(wall: number, zone: string): number {
  const [first = wall, second = first] = guessesOf(wall, zone);
  return first + offsetAt(first, zone) === wall ? first : second;
}

/** By the offsets of the day before and the day after, in order: a zone is never more than a day away from UTC. */
function guessesOf(wall: number, zone: string): number[] {
  const before = wall - offsetAt(wall - DAY, zone);
  const after = wall - offsetAt(wall + DAY, zone);
  if (before === after) return [before];
  return before < after ? [before, after] : [after, before];
}
