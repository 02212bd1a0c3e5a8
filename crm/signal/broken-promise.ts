import { daysBetween } from '../time/day.ts';
import { daysInWords, defineSignal, numberOf, PROMISES, promiseCause, textOf } from './rule.ts';

/** The customer was promised something, and its day has passed. The card's own line reads the same promises. */
export const brokenPromise = defineSignal({
  id: 'broken-promise',
  name: 'Broken promise',
  meaning: (days) => `A promise to a customer is not kept for ${daysInWords(days)} or more.`,
  threshold: { unit: 'days', usual: 1, least: 1, most: 30 },
  kinds: [...PROMISES],
  holds: true,
  field: 'identity',
  onCard: { line: 'broken-promise', always: true },
  find({ promises, today }, days) {
    const broken = promises.filter(
      ({ closedAt, dueOn }) =>
        closedAt === null && dueOn !== null && daysBetween(dueOn, today) >= days,
    );
    const [first] = broken;
    if (!first) return null;
    return {
      key: `${first.id}:${first.dueOn}`,
      detail: { what: first.what, by: first.by, dueOn: first.dueOn, count: broken.length },
      causes: broken.map(promiseCause),
    };
  },
  tell({ what, by, dueOn, count }, words) {
    const n = numberOf(count);
    return {
      title:
        n > 1
          ? `${words.many(n, 'promise', 'promises')} not kept, the first by ${words.day(textOf(dueOn))}`
          : `promised ${textOf(what)} by ${words.day(textOf(dueOn))}, not kept`,
      more: textOf(by) || null,
      next: 'keep it, or tell them a new date before they ask',
    };
  },
});
