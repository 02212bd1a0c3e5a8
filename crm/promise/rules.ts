import type { Person, PersonId } from '../person/person.ts';
import { isManager } from '../policy/policy.ts';
import { unreachable } from '../problem.ts';
import { instantAt } from '../time/clock.ts';
import { addDays, type Day, dayIn, endOfDay } from '../time/day.ts';
import type { CustomerPromise } from './promise.ts';

/** The steps of a promise that people take. */
export type PromiseStep =
  | { kind: 'keep' }
  /** Another day was agreed with the customer. */
  | { kind: 'move'; dueOn: Day }
  | { kind: 'withdraw'; reason: string | null }
  /** It was closed by mistake. */
  | { kind: 'reopen' };

export type PromiseRefusal = 'not-yours' | 'closed' | 'already-kept' | 'already-open' | 'same-day';

export type PromiseOutcome =
  | { kind: 'changed'; promise: CustomerPromise }
  | { kind: 'refused'; why: PromiseRefusal };

type By = Pick<Person, 'id' | 'role'>;

/** The day and the zone in which the one who promised lives; `owner` is the customer's. */
export interface StepContext {
  by: By;
  owner: PersonId | null;
  now: Date;
  zone: string;
}

/** The promise after a step, or why not. Each step raises the version by one. */
export function stepPromise(
  promise: CustomerPromise,
  step: PromiseStep,
  { by, owner, now, zone }: StepContext,
): PromiseOutcome {
  if (!mayChangePromise(promise, by, owner)) return { kind: 'refused', why: 'not-yours' };
  const { state, dueOn } = promise;
  if (step.kind === 'reopen')
    return state === 'open'
      ? { kind: 'refused', why: 'already-open' }
      : changed(promise, { ...OPEN, remindAt: firstReminder(dueOn, now, zone) });
  if (state !== 'open')
    return {
      kind: 'refused',
      why: step.kind === 'keep' && state === 'kept' ? 'already-kept' : 'closed',
    };
  // Said after its day, it was not kept by it, whether or not the clock has looked.
  const isLate = dueOn !== null && dueOn < dayIn(now, zone);
  const brokenOn = promise.brokenOn ?? (isLate ? dueOn : null);
  const closed = { closedAt: now, closedBy: by.id, remindAt: null, brokenOn };
  switch (step.kind) {
    case 'keep':
      return changed(promise, { state: 'kept', ...closed });
    case 'withdraw':
      return changed(promise, { state: 'withdrawn', reason: step.reason, ...closed });
    case 'move':
      if (step.dueOn === dueOn) return { kind: 'refused', why: 'same-day' };
      return changed(promise, {
        dueOn: step.dueOn,
        brokenOn,
        level: -1,
        remindAt: firstReminder(step.dueOn, now, zone),
        history: [...promise.history, { at: now, by: by.id, dueOn }],
      });
    default:
      return unreachable(step);
  }
}

const OPEN = { state: 'open', closedAt: null, closedBy: null, reason: null, level: -1 } as const;

const changed = (promise: CustomerPromise, change: Partial<CustomerPromise>): PromiseOutcome => ({
  kind: 'changed',
  promise: { ...promise, ...change, version: promise.version + 1 },
});

/** The colleague who promised it or wrote it down, the customer's owner, and managers. */
export const mayChangePromise = (
  { by, createdBy }: Pick<CustomerPromise, 'by' | 'createdBy'>,
  person: By,
  owner: PersonId | null,
): boolean =>
  person.id === by || person.id === createdBy || person.id === owner || isManager(person.role);

/** True for an open promise whose day has passed; `today` is the reader's. */
export const isBroken = (
  { state, dueOn }: Pick<CustomerPromise, 'state' | 'dueOn'>,
  today: Day,
): boolean => state === 'open' && dueOn !== null && dueOn < today;

const MORNING = '09:00';

/** When the clock looks at a promise first: the morning of the day before, that of the day, or the end of it. */
export function firstReminder(dueOn: Day | null, now: Date, zone: string): Date | null {
  if (dueOn === null) return null;
  const [before, onTheDay, over] = momentsOf(dueOn, zone);
  if (before > now) return before;
  return onTheDay > now ? onTheDay : over;
}

const momentsOf = (dueOn: Day, zone: string): [Date, Date, Date] => [
  instantAt(addDays(dueOn, -1), MORNING, zone),
  instantAt(dueOn, MORNING, zone),
  endOfDay(dueOn, zone),
];

/** The news that the clock has: due soon or today, broken since last night, or late still. */
export type PromiseNews = 'soon' | 'today' | 'broken' | 'manager' | 'leader';

/** When the one who promised works; `nextDay` is the first instant of their next working day. */
export interface PromiseClock {
  now: Date;
  today: Day;
  zone: string;
  works: boolean;
  nextDay: Date;
}

/**
 * The promise after the clock looked at it, and the news; null where there is nothing to say now. That a day passed is
 * so at once; people are reminded, and others told, in working time only, one level a working day.
 */
export function lookAtPromise(
  promise: CustomerPromise,
  { now, today, zone, works, nextDay }: PromiseClock,
): { promise: CustomerPromise; news: PromiseNews } | null {
  const { state, dueOn, remindAt, level, brokenOn } = promise;
  if (state !== 'open' || dueOn === null || remindAt === null || remindAt > now) return null;
  const next = (news: PromiseNews, change: Partial<CustomerPromise>) => ({
    promise: { ...promise, ...change, version: promise.version + 1 },
    news,
  });
  const late = dueOn < today;
  if (late && level < 0)
    return next('broken', { brokenOn: brokenOn ?? dueOn, level: 0, remindAt: nextDay });
  if (!works) return null;
  if (late)
    return level === 0
      ? next('manager', { level: 1, remindAt: nextDay })
      : next('leader', { level: 2, remindAt: null });
  const [, onTheDay, over] = momentsOf(dueOn, zone);
  return dueOn === today ? next('today', { remindAt: over }) : next('soon', { remindAt: onTheDay });
}
