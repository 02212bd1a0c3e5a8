import type { ParsedComponents } from 'chrono-node';
import { parse } from 'chrono-node/en';
import type { Day } from '../../../crm/time/day.ts';
import { dayFromFields } from '../../../crm/time/day.ts';
import { MINUTE } from '../../../crm/time/durations.ts';
import { offsetAt } from '../../../crm/time/zone.ts';
import { isTimeWord } from './vocabulary.ts';

/** No time is longer; the library takes a millisecond for these. */
export const LONGEST_TIME = 60;

/** Counts the work of reading times, for the test that holds it linear. */
export const readings = { calls: 0, characters: 0 };

/** The time that the words tell of from their first to their last; null where they say anything else. Words without a zone are of this one. */
export function readTime(
  words: string,
  { now, zone, forwardDate }: { now: Date; zone: string; forwardDate: boolean },
): ParsedComponents | null {
  const text = words.trim();
  if (!mayBeTime(text)) return null;
  readings.calls += 1;
  readings.characters += text.length;
  const timezone = offsetAt(now.getTime(), zone) / MINUTE;
  const [found] = inUtc(() => parse(text, { instant: now, timezone }, { forwardDate }));
  // "friday about the renewal" is more than a time, so nothing of it is thrown away.
  return found && found.index === 0 && found.text.length >= text.length ? found.start : null;
}

/** The library finds the next weekday in the machine's own zone: far from the reader's, it is one that is over. */
function inUtc<Result>(work: () => Result): Result {
  const { TZ } = process.env;
  process.env['TZ'] = 'UTC';
  try {
    return work();
  } finally {
    if (TZ === undefined) delete process.env['TZ'];
    else process.env['TZ'] = TZ;
  }
}

const mayBeTime = (text: string): boolean =>
  text !== '' &&
  text.length <= LONGEST_TIME &&
  text
    .split(/[\s,]+/)
    .filter(Boolean)
    .every(isTimeWord);

export const dayMeant = (start: ParsedComponents): Day =>
  dayFromFields(start.get('year') ?? 0, start.get('month') ?? 1, start.get('day') ?? 1);

export type TimeFields = ParsedComponents;
