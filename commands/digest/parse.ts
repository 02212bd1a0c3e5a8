import type { DigestSchedule } from '../../crm/digest/schedule.ts';
import { clockOfMinutes, minutesOf } from '../../crm/time/clock.ts';
import { DAY, MINUTE } from '../../crm/time/durations.ts';
import { isZone } from '../../crm/time/zone.ts';

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const WORKDAYS = [1, 2, 3, 4, 5];
const FILLER = new Set('a at on every each the in of digest and day month o’clock'.split(' '));
const CLOCK = /^(\d{1,2})(?:[:.](\d{2}))? ?(am|pm)?$/;
const DATE = /^(\d{1,2})(?:st|nd|rd|th)$/;
const STEP = 5;

type Rhythm =
  | { every: 'day'; weekdays: number[] }
  | { every: 'week'; weekday: number }
  | { every: 'month'; date: number };

/** `monthly 2nd 9:00 Asia/Tokyo skip holidays`, in any order, over what is set already; null where a word is none of it. */
export function readSchedule(typed: string, before: DigestSchedule): DigestSchedule | null {
  const { clock, zone, onHoliday } = before;
  const common = { clock, zone, onHoliday };
  let rhythm: Rhythm = rhythmOf(before);
  const words = typed
    .trim()
    .replace(/\b(\d{1,2}(?::\d{2})?)\s+(am|pm)\b/gi, '$1$2')
    .replace(/\b(skip|move)\s+(?:on\s+)?holidays?\b/gi, '$1')
    .replace(/\bevery (?:working )?day\b/gi, 'daily')
    .split(/\s+/)
    .filter(Boolean);
  for (const word of words) {
    const low = word.toLowerCase().replace(/[,.]$/, '');
    const read = readRhythm(low);
    const time = readClock(low);
    if (read) rhythm = read;
    else if (time) common.clock = time;
    else if (low === 'skip' || low === 'move') common.onHoliday = low;
    else if (/[/]|^utc$/i.test(word) && isZone(word)) common.zone = word;
    else if (!FILLER.has(low)) return null;
  }
  return { ...rhythm, ...common };
}

function rhythmOf(schedule: DigestSchedule): Rhythm {
  if (schedule.every === 'day') return { every: 'day', weekdays: schedule.weekdays };
  if (schedule.every === 'week') return { every: 'week', weekday: schedule.weekday };
  return { every: 'month', date: schedule.date };
}

function readRhythm(word: string): Rhythm | null {
  if (/^(?:daily|workdays|weekdays)$/.test(word)) return { every: 'day', weekdays: WORKDAYS };
  if (/^weekly$/.test(word)) return { every: 'week', weekday: 1 };
  if (/^monthly$/.test(word)) return { every: 'month', date: 1 };
  const date = Number(DATE.exec(word)?.[1]);
  if (date >= 1 && date <= 31) return { every: 'month', date };
  const name = word.replace(/s$/, '');
  const weekday =
    name.length >= 3 ? WEEKDAYS.findIndex((day) => day === name || day.slice(0, 3) === name) : -1;
  return weekday >= 0 ? { every: 'week', weekday: weekday + 1 } : null;
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
