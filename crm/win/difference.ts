import type { PersonId } from '../person/person.ts';
import type { CustomerPromise } from '../promise/promise.ts';
import type { BusinessHistory } from '../store/business-history.ts';
import { DAY } from '../time/durations.ts';
import type { Trouble } from './trouble.ts';

/** A fact of the records that may have made the difference. */
export type Difference =
  | { kind: 'promise'; what: string; by: PersonId | null }
  | { kind: 'urgent'; tickets: number; days: number };

const LATELY = 90 * DAY;

interface Known {
  promises: readonly Pick<CustomerPromise, 'what' | 'state' | 'closedAt' | 'visibility' | 'by'>[];
  tickets: BusinessHistory['tickets'];
  /** The hard time that the win is about. */
  trouble: Trouble | undefined;
}

/**
 * The urgent tickets that were solved in the hard time, and the promise that was kept last: what may be said to
 * everybody, and nothing that no record says. Pure.
 */
export function differencesOf({ promises, tickets, trouble }: Known, now: Date): Difference[] {
  const [kept] = promises
    .filter(({ state, visibility }) => state === 'kept' && visibility === 'everyone')
    .flatMap((promise) => (promise.closedAt ? [{ ...promise, closedAt: promise.closedAt }] : []))
    .filter(({ closedAt }) => closedAt <= now && now.getTime() - closedAt.getTime() < LATELY)
    .sort((one, other) => other.closedAt.getTime() - one.closedAt.getTime());
  return [
    ...(trouble ? solvedIn(trouble, tickets) : []),
    ...(kept ? [{ kind: 'promise' as const, what: kept.what, by: kept.by }] : []),
  ];
}

function solvedIn({ from, until }: Trouble, tickets: Known['tickets']): Difference[] {
  const lengths = tickets.flatMap(({ priority, escalated, openedAt, solvedAt }) =>
    (priority === 'urgent' || escalated) && solvedAt && openedAt <= until && solvedAt >= from
      ? [solvedAt.getTime() - openedAt.getTime()]
      : [],
  );
  if (lengths.length === 0) return [];
  const days = Math.max(1, Math.ceil(Math.max(...lengths) / DAY));
  return [{ kind: 'urgent', tickets: lengths.length, days }];
}
