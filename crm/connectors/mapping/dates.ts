import { type Day, dayIn, dayOfWall } from '../../time/day.ts';
import { HOUR, MINUTE } from '../../time/durations.ts';
import { instantOfWall } from '../../time/zone.ts';

/** Reading dates as files write them. A date without a zone is a wall clock's, read in the mapping's zone. */

/** A local date and time, in milliseconds as if it were UTC, and the offset if the text carries one. */
interface Wall {
  wall: number;
  /** Minutes east of UTC. */
  offset: number | null;
  /** Without an hour. */
  isDay: boolean;
}

type Reader = (text: string) => Wall | null;
const readers = new Map<string, Reader>([
  ['iso', readIso],
  ['unix', readUnix],
]);

/** The instant that a text means, or null where it does not follow the format. */
export function instantOf(
  text: string,
  { dates, zone }: { dates: string; zone: string },
): Date | null {
  const read = readerOf(dates)(text);
  return read && new Date(millisecondsOf(read, zone));
}

/** At this time of UTC nearly the whole world, from Honolulu to Auckland, has the same day. */
const SAME_DAY = 10 * HOUR;

/** As `instantOf`, but a day without an hour is that day for every reader, wherever they are. */
export function momentOf(
  text: string,
  { dates, zone }: { dates: string; zone: string },
): Date | null {
  const read = readerOf(dates)(text);
  return read && new Date(read.isDay ? read.wall + SAME_DAY : millisecondsOf(read, zone));
}

function millisecondsOf({ wall, offset }: Wall, zone: string): number {
  if (offset !== null) return wall - offset * MINUTE;
  return zone === 'UTC' ? wall : instantOfWall(wall, zone);
}

/** The day that a text means, `YYYY-MM-DD` in the zone, or null. */
export function dayOf(text: string, { dates, zone }: { dates: string; zone: string }): Day | null {
  const read = readerOf(dates)(text);
  if (!read) return null;
  return read.offset === null
    ? dayOfWall(read.wall)
    : dayIn(new Date(read.wall - read.offset * MINUTE), zone);
}

/** Whether a format can be read: `iso`, `unix`, or a pattern such as `m/d/yyyy` or `dd.mm.yyyy hh:mm`. */
export const isDateFormat = (dates: string): boolean =>
  dates === 'iso' || dates === 'unix' || /^(?=.*y)(?=.*m)(?=.*d)[ymdhs/.,: T-]+$/i.test(dates);

function readerOf(dates: string): Reader {
  const known = readers.get(dates);
  if (known) return known;
  const reader = patternReader(dates);
  readers.set(dates, reader);
  return reader;
}

const ISO =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?(?: ?(Z|[+-]\d\d(?::?\d\d)?))?)?$/;

function readIso(text: string): Wall | null {
  const [, year, month, day, hours, minute = '0', second = '0', fraction = '', offset] =
    ISO.exec(text) ?? [];
  if (!year || !month || !day) return null;
  const hour = hours ?? '0';
  const wall = wallOf([year, month, day, hour, minute, second].map(Number));
  if (wall === null) return null;
  return {
    wall: wall + (fraction === '' ? 0 : Number(fraction.padEnd(3, '0').slice(0, 3))),
    offset: offset === undefined ? null : minutesEast(offset),
    isDay: hours === undefined,
  };
}

function readUnix(text: string): Wall | null {
  if (!/^\d{1,13}(\.\d+)?$/.test(text)) return null;
  const number = Number(text);
  return { wall: number > 1e11 ? number : Math.round(number * 1000), offset: 0, isDay: false };
}

function minutesEast(offset: string): number {
  if (offset === 'Z') return 0;
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(3).replace(':', '') || 0);
  return offset.startsWith('-') ? -minutes : minutes;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** `m` before an `h` is a month, after it minutes; `mmm` is a month's English name. A time may always follow a date. */
function patternReader(dates: string): Reader {
  const order: string[] = [];
  let timed = false;
  const source = dates.replace(/y+|m+|d+|h+|s+|[^ymdhs]/gi, (token) => {
    const letter = token.charAt(0).toLowerCase();
    if (!/[ymdhs]/.test(letter)) return letter.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    if (letter === 'h') timed = true;
    order.push(letter === 'm' && timed ? 'minute' : letter);
    if (letter === 'y') return token.length === 2 ? '(\\d\\d)' : '(\\d{4})';
    return letter === 'm' && token.length === 3 ? '([A-Za-z]{3})[a-z]*' : '(\\d{1,2})';
  });
  const pattern = new RegExp(
    `^${source}${timed ? '(?:\\s*([AaPp])\\.?[Mm]\\.?)?' : '(?:[T ]+(\\d{1,2}):(\\d\\d)(?::(\\d\\d))?(?:\\s*([AaPp])\\.?[Mm]\\.?)?)?'}$`,
  );
  const names = timed ? [...order, 'half'] : [...order, 'h', 'minute', 's', 'half'];
  return (text) => {
    const match = pattern.exec(text);
    if (!match) return null;
    const part = (name: string) =>
      names.includes(name) ? match[names.indexOf(name) + 1] : undefined;
    const month = part('m') ?? '';
    const year = Number(part('y'));
    const half = part('half')?.toLowerCase();
    const hour = Number(part('h') ?? 0);
    const wall = wallOf([
      part('y')?.length === 2 ? fullYear(year) : year,
      /\D/.test(month) ? MONTHS.indexOf(month.toLowerCase()) + 1 : Number(month),
      Number(part('d')),
      half ? (hour % 12) + (half === 'p' ? 12 : 0) : hour,
      Number(part('minute') ?? 0),
      Number(part('s') ?? 0),
    ]);
    return wall === null ? null : { wall, offset: null, isDay: part('h') === undefined };
  };
}

/** Two digits are 1969 to 2068, as POSIX reads them. */
const fullYear = (digits: number): number => digits + (digits < 69 ? 2000 : 1900);

/** Null for a day that no calendar has, such as 30 February, and for a year that stands for none. */
function wallOf([
  year = 0,
  month = 0,
  day = 0,
  hour = 0,
  minute = 0,
  second = 0,
]: readonly number[]): number | null {
  if (
    month < 1 ||
    month > 12 ||
    day < 1 ||
    day > 31 ||
    hour > 24 ||
    minute > 59 ||
    second > 60 ||
    year < 1000 ||
    year > 9998
  )
    return null;
  const wall = Date.UTC(year, month - 1, day, hour, minute, second);
  return new Date(Date.UTC(year, month - 1, day)).getUTCDate() === day ? wall : null;
}
