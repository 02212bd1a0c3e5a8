import * as chrono from 'chrono-node';
import { offset, startOf } from '../crm/days.ts';

export interface WhenWords {
  at: Date;
  /** Only a day was said, so `at` is the end of that working day. */
  wholeDay: boolean;
}

const DAY = 86_400_000;
/** A day's end, where no hour is said: still in working time. */
const CLOSE = 17;
/** Times that people say and a calendar does not know. */
const SPOKEN: readonly (readonly [RegExp, string])[] = [
  [/^(?:eod|end of (?:the )?day)$/i, 'today'],
  [/^(?:eow|end of (?:the )?week)$/i, 'friday'],
  [/\b(?:in the )?morning$/i, '9am'],
  [/\b(?:in the )?afternoon$/i, '3pm'],
  [/\b(?:in the )?evening$/i, '6pm'],
];

/** `friday 3pm`, `tomorrow`, `in 2 hours`, `12 dec` → the instant that is meant in this zone; the next one, where several could be. Null where it is no time. */
export function whenWords(
  words: string,
  { now, zone }: { now: Date; zone: string },
): WhenWords | null {
  const text = SPOKEN.reduce(
    (said, [pattern, meant]) => said.replace(pattern, meant),
    words.trim(),
  );
  const [found] = chrono.parse(
    text,
    { instant: now, timezone: offset(now, zone) / 60_000 },
    { forwardDate: true },
  );
  // "friday about the renewal" is more than a time, so nothing of it is thrown away.
  if (!found || found.index > 0 || found.text.length < text.length) return null;
  const { start } = found;
  const wholeDay = !start.isCertain('hour') && !start.isCertain('minute');
  const at = instantOf(start, zone, wholeDay);
  if (at > now) return { at, wholeDay };
  return { at: later(start, at, { now, zone, wholeDay }), wholeDay };
}

/** The calendar's fields in the zone, so that daylight saving between now and then is counted. */
function instantOf(start: chrono.ParsedComponents, zone: string, wholeDay: boolean): Date {
  if (start.isCertain('timezoneOffset')) return start.date();
  const [year, month, date] = [start.get('year'), start.get('month'), start.get('day')];
  const day = `${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;
  return clockOn(
    day,
    wholeDay ? CLOSE : (start.get('hour') ?? CLOSE),
    wholeDay ? 0 : (start.get('minute') ?? 0),
    zone,
  );
}

/** Said in the afternoon of a Friday, "friday 3pm" is next week's, "9am" tomorrow's, and "today" lasts till midnight. */
function later(
  start: chrono.ParsedComponents,
  at: Date,
  { now, zone, wholeDay }: { now: Date; zone: string; wholeDay: boolean },
): Date {
  const isToday = dayIn(at, zone) === dayIn(now, zone);
  if (!isToday || start.isCertain('timezoneOffset')) return at;
  if (start.isCertain('weekday')) return movedBy(at, 7, zone);
  if (start.isCertain('day')) return wholeDay ? clockOn(dayIn(now, zone), 23, 59, zone) : at;
  return movedBy(at, 1, zone);
}

/** The same hour so many days on. */
function movedBy(at: Date, days: number, zone: string): Date {
  const minutes = Math.floor((at.getTime() - startOf(dayIn(at, zone), zone).getTime()) / 60_000);
  return clockOn(
    new Date(Date.parse(dayIn(at, zone)) + days * DAY).toISOString().slice(0, 10),
    Math.floor(minutes / 60),
    minutes % 60,
    zone,
  );
}

/** An hour of a calendar day in a zone. */
export function clockOn(day: string, hour: number, minute: number, zone: string): Date {
  const wall = Date.parse(`${day}T00:00:00Z`) + (hour * 60 + minute) * 60_000;
  const guess = wall - offset(new Date(wall), zone);
  return new Date(wall - offset(new Date(guess), zone));
}

const dayIn = (at: Date, zone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' }).format(at);
