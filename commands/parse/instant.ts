import * as chrono from 'chrono-node';
import { clockOfMinutes, instantAt, minutesIn } from '../../crm/time/clock.ts';
import { addDays, type Day, dayFromFields, dayIn } from '../../crm/time/day.ts';
import { MINUTE } from '../../crm/time/durations.ts';
import { offsetAt } from '../../crm/time/zone.ts';

export interface WhenWords {
  at: Date;
  /** Only a day was said, so `at` is the end of that working day. */
  wholeDay: boolean;
}

/** A day's end, where no hour is said: still in working time. */
const CLOSE = '17:00';
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
  const found = spokenTime(text, { now, zone, forwardDate: true });
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
  const minutes = (start.get('hour') ?? 0) * 60 + (start.get('minute') ?? 0);
  return instantAt(dayMeant(start), wholeDay ? CLOSE : clockOfMinutes(minutes), zone);
}

/** The first time that the words tell of. Words without a zone are of this one. */
export function spokenTime(
  words: string,
  { now, zone, forwardDate }: { now: Date; zone: string; forwardDate: boolean },
): chrono.ParsedResult | null {
  const timezone = offsetAt(now.getTime(), zone) / MINUTE;
  return chrono.parse(words, { instant: now, timezone }, { forwardDate })[0] ?? null;
}

export const dayMeant = (start: chrono.ParsedComponents): Day =>
  dayFromFields(start.get('year') ?? 0, start.get('month') ?? 1, start.get('day') ?? 1);

/** Said in the afternoon of a Friday, "friday 3pm" is next week's, "9am" tomorrow's, and "today" lasts till midnight. */
function later(
  start: chrono.ParsedComponents,
  at: Date,
  { now, zone, wholeDay }: { now: Date; zone: string; wholeDay: boolean },
): Date {
  const isToday = dayIn(at, zone) === dayIn(now, zone);
  if (!isToday || start.isCertain('timezoneOffset')) return at;
  if (start.isCertain('weekday')) return movedBy(at, 7, zone);
  if (start.isCertain('day')) return wholeDay ? instantAt(dayIn(now, zone), '23:59', zone) : at;
  return movedBy(at, 1, zone);
}

/** The same hour so many days on. */
const movedBy = (at: Date, days: number, zone: string): Date =>
  instantAt(addDays(dayIn(at, zone), days), clockOfMinutes(minutesIn(at, zone)), zone);
