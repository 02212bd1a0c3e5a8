import { clockOfMinutes, instantAt, minutesOf } from '../../crm/time/clock.ts';
import { addDays, type Day, dayIn, startOfDay, weekdayOf } from '../../crm/time/day.ts';
import { MINUTE } from '../../crm/time/durations.ts';
import { MONTH_NAMES } from '../../crm/time/month-names.ts';

/** The zone in which the demo organisation counts its days. */
export const HOME = 'Europe/Berlin';

/** Every instant of the demo, counted back from one `now`. Times are wall clocks, `HH:MM`. */
export interface Clock {
  now: Date;
  /** That many calendar days ago; never later than now. Today's times lie before 09:30 and move up when it is earlier than that. */
  ago(days: number, time: string, zone?: string): Date;
  /** The same; a Saturday's becomes late on Friday, a Sunday's early on Monday, so that a story keeps its order. */
  workday(days: number, time: string, zone?: string): Date;
  isWeekend(days: number): boolean;
  /** Positive is to come, negative is past. */
  day(offset: number): Day;
  /** `1 Dec`, for what people write to one another. */
  say(offset: number): string;
  /** `March`. */
  month(offset: number): string;
  /** `Autumn`, as marketing names its releases. */
  season(offset: number): string;
}

/** When everything that happens today has happened. */
const MORNING_DONE = minutesOf('09:30');
const FRIDAY_CLOSES = minutesOf('17:30');
const MONDAY_OPENS = minutesOf('07:15');
const SEASONS = ['Winter', 'Spring', 'Summer', 'Autumn'];

export function clockAt(now: Date): Clock {
  const today = dayIn(now, HOME);
  const date = (days: number): Day => addDays(today, days);
  const isWeekend = (days: number) => weekdayOf(date(-days)) > 5;

  function ago(days: number, time: string, zone = HOME): Date {
    if (days <= 0) return thisMorning(minutesOf(time));
    const at = instantAt(date(-days), time, zone);
    // Yesterday's afternoon in New York may not be over when Berlin wakes up.
    return at > now ? instantAt(date(-days - 1), time, zone) : at;
  }

  function thisMorning(minutes: number): Date {
    const time = Math.min(minutes, MORNING_DONE);
    if (now >= instantAt(today, clockOfMinutes(MORNING_DONE), HOME))
      return instantAt(today, clockOfMinutes(time), HOME);
    const start = startOfDay(today, HOME).getTime();
    return new Date(start + Math.floor(((now.getTime() - start) * time) / MORNING_DONE));
  }

  function workday(days: number, time: string, zone?: string): Date {
    if (!isWeekend(days)) return ago(days, time, zone);
    const saturday = isWeekend(days + 1) ? days + 1 : days;
    const late = Math.floor(minutesOf(time) / 24);
    if (saturday === days) return ago(days + 1, clockOfMinutes(FRIDAY_CLOSES + late), zone);
    // Yesterday's Monday is not there yet.
    return days > 1
      ? ago(days - 1, clockOfMinutes(MONDAY_OPENS + late), zone)
      : ago(days + 2, clockOfMinutes(FRIDAY_CLOSES + 60 + late), zone);
  }

  return {
    now,
    ago,
    workday,
    isWeekend,
    day: date,
    say: (days) => `${Number(date(days).slice(8))} ${monthOf(date(days)).slice(0, 3)}`,
    month: (days) => monthOf(date(days)),
    season: (days) => `${SEASONS[Math.floor((monthNumber(date(days)) % 12) / 3)]}`,
  };
}

const monthNumber = (day: Day): number => Number(day.slice(5, 7));
const monthOf = (day: Day): string => `${MONTH_NAMES[monthNumber(day) - 1]}`;

export const after = (at: Date, minutes: number): Date => new Date(at.getTime() + minutes * MINUTE);

/** `40 min`, `4 h`, `3 days`. */
export function lasting(minutes: number): string {
  if (minutes < 60) return `${minutes} min`;
  return minutes < 48 * 60
    ? `${Math.round(minutes / 60)} h`
    : `${Math.round(minutes / 60 / 24)} days`;
}
