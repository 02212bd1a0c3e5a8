import { DAY } from '../time/durations.ts';
import { daysInWords, defineSignal, numberOf, textOf } from './rule.ts';

/** A handoff of the customer lies: its receiver is reminded by the handoff itself, owner and followers hear of it here. */
export const overdueHandoff = defineSignal({
  id: 'overdue-handoff',
  name: 'Overdue handoff',
  meaning: (days) => `A handoff of a customer is overdue by ${daysInWords(days)} or more.`,
  threshold: { unit: 'days', usual: 1, least: 1, most: 30 },
  kinds: [
    'handoff-offered',
    'handoff-accepted',
    'handoff-declined',
    'handoff-withdrawn',
    'handoff-done',
    'handoff-reassigned',
    'handoff-overdue',
    'handoff-changed',
  ],
  holds: true,
  field: 'identity',
  onCard: { line: 'late-handoff', always: false },
  find({ handoffs, at }, days) {
    const late = handoffs.filter(
      ({ closedAt, dueAt }) => closedAt === null && at.getTime() - dueAt.getTime() >= days * DAY,
    );
    const [first] = late;
    if (!first) return null;
    return {
      key: first.id,
      detail: { dueAt: first.dueAt.toISOString(), count: late.length },
      causes: late.map(({ id, dueAt }) => ({
        kind: 'handoff',
        source: 'rapport',
        id,
        at: dueAt,
        name: null,
      })),
    };
  },
  tell({ dueAt, count }, words) {
    const n = numberOf(count);
    return {
      title: `${n > 1 ? words.many(n, 'handoff', 'handoffs') : 'a handoff'} overdue for ${words.since(textOf(dueAt))}`,
      more: `due ${words.when(textOf(dueAt))}`,
      next: 'take it yourself, or hand it to somebody who is there',
    };
  },
});
