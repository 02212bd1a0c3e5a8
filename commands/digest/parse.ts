import type { DigestSchedule, OnHoliday } from '../../crm/digest/schedule.ts';
import { clockOfMinutes, minutesOf } from '../../crm/time/clock.ts';
import { DAY, MINUTE } from '../../crm/time/durations.ts';
import { isZone, zoneName } from '../../crm/time/zone.ts';

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const WORKDAYS = [1, 2, 3, 4, 5];
const FILLER = new Set('a at on every each the in of digest and o’clock'.split(' '));
const CLOCK = /^(\d{1,2})(?:[:.](\d{2}))? ?(am|pm)?$/;
const DATE = /^(\d{1,2})(?:st|nd|rd|th)$/;
const STEP = 5;

type Rhythm =
  | { every: 'day'; weekdays: number[] }
  | { every: 'week'; weekday: number }
  | { every: 'month'; date: number };

const RHYTHMS: ReadonlyMap<string, Rhythm['every']> = new Map([
  ['daily', 'day'],
  ['workdays', 'day'],
  ['weekdays', 'day'],
  ['weekly', 'week'],
  ['monthly', 'month'],
]);

/**
 * `monthly 2nd 9:00 Asia/Tokyo skip holidays`, in any order, over what is set already; null where a word is none of it,
 * or two contradict. A time without a zone is one of `zone`, the clock of the colleague who typed it.
 */
export function readSchedule(
  typed: string,
  before: DigestSchedule,
  zone: string,
): DigestSchedule | null {
  const found = {
    rhythms: new Set<Rhythm['every']>(),
    weekdays: new Set<number>(),
    dates: new Set<number>(),
    clocks: new Set<string>(),
    zones: new Set<string>(),
    holidays: new Set<OnHoliday>(),
  };
  for (const word of wordsOf(typed)) {
    const low = word.toLowerCase().replace(/[,.]$/, '');
    const every = RHYTHMS.get(low);
    const weekday = readWeekday(low);
    const date = readDate(low);
    const time = readClock(low);
    if (every) found.rhythms.add(every);
    else if (weekday) found.weekdays.add(weekday);
    else if (date) found.dates.add(date);
    else if (time) found.clocks.add(time);
    else if (low === 'skip' || low === 'move') found.holidays.add(low);
    else if (/[/]|^utc$/i.test(word) && isZone(word)) found.zones.add(zoneName(word));
    else if (!FILLER.has(low)) return null;
  }
  const { clocks, zones, holidays } = found;
  const rhythm = rhythmIn(found, before);
  if (!rhythm || [clocks, zones, holidays].some(({ size }) => size > 1)) return null;
  const [clock = before.clock] = clocks;
  const [named = clocks.size > 0 ? zone : before.zone] = zones;
  const [onHoliday = before.onHoliday] = holidays;
  return { ...rhythm, clock, zone: named, onHoliday };
}

const wordsOf = (typed: string): string[] =>
  typed
    .trim()
    .replace(/\b(\d{1,2}(?::\d{2})?)\s+(am|pm)\b/gi, '$1$2')
    .replace(/\b(skip|move)\s+(?:on\s+)?holidays?\b/gi, '$1')
    .replace(/\b(?:every|each|the|a) (?:working )?day\b/gi, 'daily')
    .replace(/\b(?:every|each|the|a) week\b/gi, 'weekly')
    .replace(/\b(?:every|each|the|a) month\b/gi, 'monthly')
    .split(/\s+/)
    .filter(Boolean);

/** Several days of the week are those on which it comes; null where they contradict each other. */
function rhythmIn(
  {
    rhythms,
    weekdays,
    dates,
  }: Record<'weekdays' | 'dates', ReadonlySet<number>> & { rhythms: ReadonlySet<Rhythm['every']> },
  before: DigestSchedule,
): Rhythm | null {
  const named = new Set(rhythms);
  if (weekdays.size > 0) named.add('week');
  if (dates.size > 0) named.add('month');
  if (named.size > 1 || dates.size > 1) return null;
  const [every] = named;
  if (!every) return rhythmOf(before);
  if (every === 'day') return { every, weekdays: WORKDAYS };
  const [date = 1] = dates;
  if (every === 'month') return { every, date };
  const [weekday = 1, ...others] = [...weekdays].toSorted();
  return others.length > 0 ? { every: 'day', weekdays: [weekday, ...others] } : { every, weekday };
}

function rhythmOf(schedule: DigestSchedule): Rhythm {
  if (schedule.every === 'day') return { every: 'day', weekdays: schedule.weekdays };
  if (schedule.every === 'week') return { every: 'week', weekday: schedule.weekday };
  return { every: 'month', date: schedule.date };
}

function readDate(word: string): number | null {
  const date = Number(DATE.exec(word)?.[1]);
  return date >= 1 && date <= 31 ? date : null;
}

/** 1 is Monday, 7 Sunday. */
function readWeekday(word: string): number | null {
  const name = word.replace(/s$/, '');
  const found =
    name.length >= 3 ? WEEKDAYS.findIndex((day) => day === name || day.slice(0, 3) === name) : -1;
  return found >= 0 ? found + 1 : null;
}

/** `8`, `8:30`, `8.30`, `8am`: on the next minute at which the clock looks. */
export function readClock(word: string): string | null {
  const [, hours, minutes = '0', half] = CLOCK.exec(word.trim().toLowerCase()) ?? [];
  if (hours === undefined || Number(minutes) > 59) return null;
  const hour = half ? (Number(hours) % 12) + (half === 'pm' ? 12 : 0) : Number(hours);
  if (hour > 23 || (half && Number(hours) > 12)) return null;
  const typed = minutesOf(`${String(hour).padStart(2, '0')}:${minutes.padStart(2, '0')}`);
  const at = Math.ceil(typed / STEP) * STEP;
  return clockOfMinutes(at < DAY / MINUTE ? at : 0);
}
