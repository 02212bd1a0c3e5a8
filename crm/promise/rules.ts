import type { Person, PersonId } from '../person/person.ts';
import { isManager } from '../policy/policy.ts';
import { unreachable } from '../problem.ts';
import { instantAt } from '../time/clock.ts';
import { type Day, dayIn, endOfDay } from '../time/day.ts';
import { HOUR } from '../time/durations.ts';
import { clockIn } from './clock-in-words.ts';
import { type PromiseHours, workingDayBefore, workingDayFrom } from './hours.ts';
import type { CustomerPromise } from './promise.ts';

/** The steps of a promise that people take. */
export type PromiseStep =
  | { kind: 'keep' }
  /** Another day was agreed with the customer, and perhaps an hour, which the words have. */
  | { kind: 'move'; dueOn: Day; what?: string }
  | { kind: 'withdraw'; reason: string | null }
  /** It was closed by mistake. */
  | { kind: 'reopen' };

export type PromiseRefusal = 'not-yours' | 'closed' | 'already-kept' | 'already-open' | 'same-day';

export type PromiseOutcome =
  | { kind: 'changed'; promise: CustomerPromise }
  | { kind: 'refused'; why: PromiseRefusal };

type By = Pick<Person, 'id' | 'role'>;

/** The days on which the one who promised works; `owner` is the customer's. */
export interface StepContext {
  by: By;
  owner: PersonId | null;
  now: Date;
  hours: PromiseHours;
}

/** The promise after a step, or why not. Each step raises the version by one. */
export function stepPromise(
  promise: CustomerPromise,
  step: PromiseStep,
  { by, owner, now, hours }: StepContext,
): PromiseOutcome {
  if (!mayChangePromise(promise, by, owner)) return { kind: 'refused', why: 'not-yours' };
  const { state, dueOn } = promise;
  if (step.kind === 'reopen')
    return state === 'open'
      ? { kind: 'refused', why: 'already-open' }
      : changed(promise, { ...OPEN, remindAt: firstReminder(promise, now, hours) });
  if (state !== 'open')
    return {
      kind: 'refused',
      why: step.kind === 'keep' && state === 'kept' ? 'already-kept' : 'closed',
    };
  // Said after its day, it was not kept by it, whether or not the clock has looked.
  const isLate = dueOn !== null && dueOn < dayIn(now, hours.zone);
  const brokenOn = promise.brokenOn ?? (isLate ? dueOn : null);
  const closed = { closedAt: now, closedBy: by.id, remindAt: null, brokenOn };
  switch (step.kind) {
    case 'keep':
      return changed(promise, { state: 'kept', ...closed });
    case 'withdraw':
      return changed(promise, { state: 'withdrawn', reason: step.reason, ...closed });
    case 'move':
      if (step.dueOn === dueOn && (step.what ?? promise.what) === promise.what)
        return { kind: 'refused', why: 'same-day' };
      return changed(promise, {
        what: step.what ?? promise.what,
        dueOn: step.dueOn,
        brokenOn,
        level: -1,
        remindAt: firstReminder({ what: step.what ?? promise.what, dueOn: step.dueOn }, now, hours),
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

const [MORNING, CLOSE] = ['09:00', '17:00'];

/** So long before its hour it is reminded of, where no morning is left for that. */
const LEAD = HOUR;

/**
 * When the clock looks at a promise first: the morning of the working day before, that of the day, an hour before the
 * hour in its words or before the day closes, or the end of the day.
 */
export function firstReminder(
  { what, dueOn }: Pick<CustomerPromise, 'what' | 'dueOn'>,
  now: Date,
  hours: PromiseHours,
): Date | null {
  if (dueOn === null) return null;
  const [before, onTheDay, over] = momentsOf(dueOn, hours);
  const due = instantAt(dueOn, clockIn(what) ?? CLOSE, hours.zone);
  const last = new Date(due.getTime() - LEAD);
  return [before, onTheDay < due ? onTheDay : last, last].find((at) => at > now) ?? over;
}

/** The reminder that a promise gets before it is due: on a day before, at this instant of the day itself, or none any more. */
export function reminderOf(
  { dueOn, remindAt }: Pick<CustomerPromise, 'dueOn' | 'remindAt'>,
  zone: string,
): 'before' | 'none' | Date {
  if (dueOn === null || remindAt === null) return 'none';
  const day = dayIn(remindAt, zone);
  if (day < dueOn) return 'before';
  return day === dueOn ? remindAt : 'none';
}

const momentsOf = (dueOn: Day, hours: PromiseHours): [Date, Date, Date] => [
  instantAt(workingDayBefore(dueOn, hours), MORNING, hours.zone),
  instantAt(dueOn, MORNING, hours.zone),
  endOfDay(dueOn, hours.zone),
];

/**
 * The news that the clock has: due soon or today, its day passed while its maker does not work, not kept, or late
 * still. Nobody is told that the day passed; it goes on record.
 */
export type PromiseNews = 'soon' | 'today' | 'passed' | 'broken' | 'manager' | 'leader';

/** When the one who promised works; `nextDay` is the first instant of their next working day. */
export interface PromiseClock {
  now: Date;
  today: Day;
  hours: PromiseHours;
  works: boolean;
  nextDay: Date;
}

type Look = { promise: CustomerPromise; news: PromiseNews };

/**
 * The promise after the clock looked at it, and the news; null where there is nothing to say now. That a day passed is
 * on record at once; people are told in working time only, one level a working day.
 */
export function lookAtPromise(promise: CustomerPromise, clock: PromiseClock): Look | null {
  const { now, today, hours, works } = clock;
  const { state, dueOn, remindAt } = promise;
  if (state !== 'open' || dueOn === null || remindAt === null || remindAt > now) return null;
  if (dueOn < today) return lookAtLate({ ...promise, dueOn }, clock);
  if (!works) return null;
  const [, onTheDay, over] = momentsOf(dueOn, hours);
  return dueOn === today
    ? looked(promise, 'today', { remindAt: over })
    : looked(promise, 'soon', { remindAt: onTheDay });
}

function lookAtLate(
  promise: CustomerPromise & { dueOn: Day },
  { today, hours, works, nextDay }: PromiseClock,
): Look | null {
  const { level } = promise;
  const brokenOn = promise.brokenOn ?? promise.dueOn;
  if (!works) {
    if (level >= 0) return null;
    const opens = instantAt(workingDayFrom(today, hours), MORNING, hours.zone);
    return looked(promise, 'passed', { brokenOn, level: 0, remindAt: opens });
  }
  if (level < 1) return looked(promise, 'broken', { brokenOn, level: 1, remindAt: nextDay });
  return level === 1
    ? looked(promise, 'manager', { level: 2, remindAt: nextDay })
    : looked(promise, 'leader', { level: 3, remindAt: null });
}

const looked = (
  promise: CustomerPromise,
  news: PromiseNews,
  change: Partial<CustomerPromise>,
): Look => ({ promise: { ...promise, ...change, version: promise.version + 1 }, news });
