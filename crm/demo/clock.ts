import type { Day } from '../customer.ts';

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

const MINUTE = 60_000;
const DAY = 86_400_000;
/** When everything that happens today has happened. */
const MORNING_DONE = 9 * 60 + 30;
const FRIDAY_CLOSES = 17 * 60 + 30;
const MONDAY_OPENS = 7 * 60 + 15;
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const SEASONS = ['Winter', 'Spring', 'Summer', 'Autumn'];

export function clockAt(now: Date): Clock {
  const zones = new Map<string, (at: number) => number>();
  const noons = new Map<string, number>();
  const offset = (zone: string, at: number) =>
    (zones.get(zone) ?? remember(zones, zone, offsetsOf(zone)))(at);
  // Summer time begins and ends at night, so noon's offset holds all day long; asking once a day keeps the start fast.
  const offsetOn = (zone: string, midnight: number) =>
    noons.get(`${zone} ${midnight}`) ??
    remember(noons, `${zone} ${midnight}`, offset(zone, midnight + DAY / 2));

  const today = Math.floor((now.getTime() + offset(HOME, now.getTime())) / DAY) * DAY;
  const date = (days: number) => new Date(today + days * DAY);
  const isWeekend = (days: number) => date(-days).getUTCDay() % 6 === 0;

  function ago(days: number, time: string, zone = HOME): Date {
    if (days <= 0) return thisMorning(minutesOf(time));
    const midnight = today - days * DAY;
    const at = midnight + minutesOf(time) * MINUTE - offsetOn(zone, midnight);
    // Yesterday's afternoon in New York may not be over when Berlin wakes up.
    return new Date(at > now.getTime() ? at - DAY : at);
  }

  function thisMorning(minutes: number): Date {
    const start = today - offset(HOME, today - offset(HOME, today));
    const done = today + MORNING_DONE * MINUTE - offsetOn(HOME, today);
    if (now.getTime() >= done)
      return new Date(today + Math.min(minutes, MORNING_DONE) * MINUTE - offsetOn(HOME, today));
    return new Date(
      start +
        Math.floor(((now.getTime() - start) * Math.min(minutes, MORNING_DONE)) / MORNING_DONE),
    );
  }

  function workday(days: number, time: string, zone?: string): Date {
    if (!isWeekend(days)) return ago(days, time, zone);
    const saturday = isWeekend(days + 1) ? days + 1 : days;
    const late = Math.floor(minutesOf(time) / 24);
    if (saturday === days) return ago(days + 1, wallClock(FRIDAY_CLOSES + late), zone);
    // Yesterday's Monday is not there yet.
    return days > 1
      ? ago(days - 1, wallClock(MONDAY_OPENS + late), zone)
      : ago(days + 2, wallClock(FRIDAY_CLOSES + 60 + late), zone);
  }

  return {
    now,
    ago,
    workday,
    isWeekend,
    day: (days) => date(days).toISOString().slice(0, 10),
    say: (days) => `${date(days).getUTCDate()} ${MONTHS[date(days).getUTCMonth()]?.slice(0, 3)}`,
    month: (days) => `${MONTHS[date(days).getUTCMonth()]}`,
    season: (days) => `${SEASONS[Math.floor(((date(days).getUTCMonth() + 1) % 12) / 3)]}`,
  };
}

export const after = (at: Date, minutes: number): Date => new Date(at.getTime() + minutes * MINUTE);

/** `40 min`, `4 h`, `3 days`. */
export function lasting(minutes: number): string {
  if (minutes < 60) return `${minutes} min`;
  return minutes < 48 * 60
    ? `${Math.round(minutes / 60)} h`
    : `${Math.round(minutes / 60 / 24)} days`;
}

export const wallClock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

/** Milliseconds that a zone's wall clock is ahead of UTC at an instant. */
function offsetsOf(zone: string): (at: number) => number {
  const wall = new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeZoneName: 'longOffset' });
  return (at) => {
    const name = wall.format(at).split('GMT')[1] ?? '';
    if (!name) return 0;
    const minutes = minutesOf(name.slice(1));
    return (name.startsWith('-') ? -minutes : minutes) * MINUTE;
  };
}

function remember<T>(map: Map<string, T>, key: string, value: T): T {
  map.set(key, value);
  return value;
}
