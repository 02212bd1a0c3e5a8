import { DAY } from '../time/durations.ts';
import { unansweredLetters } from '../timeline/touch.ts';
import { daysInWords, defineSignal, ENTRIES, numberOf, talkCause, textOf } from './rule.ts';

/** One of a past year waits no more. */
export const UNANSWERED_DAYS = 90;

/** The customer wrote, and nobody answered. The card's own line reads the same entries. */
export const unansweredLetter = defineSignal({
  id: 'unanswered-letter',
  name: 'Unanswered letter',
  meaning: (days) => `A customer wrote and got no answer for ${daysInWords(days)}.`,
  threshold: { unit: 'days', usual: 1, least: 1, most: 30 },
  kinds: [...ENTRIES],
  holds: true,
  field: 'identity',
  onCard: { line: 'unanswered', always: true },
  find({ talks, at }, days) {
    const letters = unansweredLetters(talks);
    const oldest = letters.at(-1);
    const age = oldest ? at.getTime() - oldest.at.getTime() : 0;
    if (!oldest || age < days * DAY || age > UNANSWERED_DAYS * DAY) return null;
    return {
      key: `${oldest.source}:${oldest.externalId}`,
      detail: { contact: oldest.contact, at: oldest.at.toISOString(), count: letters.length },
      causes: letters.toReversed().map(talkCause),
    };
  },
  tell({ contact, at, count }, words) {
    const who = textOf(contact) || 'they';
    const n = numberOf(count);
    return {
      title:
        n > 1
          ? `${words.many(n, 'letter', 'letters')} unanswered for ${words.since(textOf(at))}`
          : `${who} wrote, unanswered for ${words.since(textOf(at))}`,
      more: n > 1 ? `the first ${words.when(textOf(at))}` : `${words.when(textOf(at))}`,
      next: contact ? `answer ${textOf(contact)}` : 'answer them',
    };
  },
});
