import type { ParsedComponents } from 'chrono-node';
import { parse } from 'chrono-node/en';
import { addDays, type Day, dayFromFields, dayIn, weekdayOf } from '../../../crm/time/day.ts';
import { MINUTE } from '../../../crm/time/durations.ts';
import { offsetAt } from '../../../crm/time/zone.ts';
import { isTimeWord } from './vocabulary.ts';

/** No time is longer; the library takes a millisecond for these. */
export const LONGEST_TIME = 60;

/** Counts the work of reading times, for the test that holds it linear. */
export const readings = { calls: 0, characters: 0 };

/** A time that was read. Which day is meant is not the library's: it would look for it in the machine's own zone. */
export interface TimeFields extends Pick<ParsedComponents, 'get' | 'isCertain' | 'date'> {
  day: Day;
}

/** The time that the words tell of from their first to their last; null where they say anything else. Words without a zone are of this one. */
export function readTime(
  words: string,
  { now, zone, forwardDate }: { now: Date; zone: string; forwardDate: boolean },
): TimeFields | null {
  const text = words.trim();
  if (!mayBeTime(text)) return null;
  readings.calls += 1;
  readings.characters += text.length;
  const timezone = offsetAt(now.getTime(), zone) / MINUTE;
  const [found] = parse(text, { instant: now, timezone });
  // "friday about the renewal" is more than a time, so nothing of it is thrown away.
  if (found?.index !== 0 || found.text.length < text.length) return null;
  const { start } = found;
  return {
    get: (field) => start.get(field),
    isCertain: (field) => start.isCertain(field),
    date: () => start.date(),
    day: forwardDate ? dayAhead(start, dayIn(now, zone)) : dayMeant(start),
  };
}

/** Of a weekday, or of a day without a year, the next one. */
function dayAhead(start: ParsedComponents, today: Day): Day {
  const day = dayMeant(start);
  if (day >= today || start.isCertain('year')) return day;
  if (start.isCertain('month'))
    return dayFromFields(
      Number(day.slice(0, 4)) + 1,
      Number(day.slice(5, 7)),
      Number(day.slice(8)),
    );
  if (start.isCertain('day') || !start.isCertain('weekday')) return day;
  return addDays(today, (weekdayOf(day) - weekdayOf(today) + 7) % 7 || 7);
}

const mayBeTime = (text: string): boolean =>
  text !== '' &&
  text.length <= LONGEST_TIME &&
  text
    .split(/[\s,]+/)
    .filter(Boolean)
    .every(isTimeWord);

const dayMeant = (start: ParsedComponents): Day =>
  dayFromFields(start.get('year') ?? 0, start.get('month') ?? 1, start.get('day') ?? 1);
