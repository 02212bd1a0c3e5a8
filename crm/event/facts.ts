import type { Goal } from '../goal/goal.ts';
import type { Handoff } from '../handoff/handoff.ts';
import type { Note } from '../note/note.ts';
import type { CustomerPromise } from '../promise/promise.ts';
import type { Mention } from '../question/question.ts';
import type { Signal } from '../signal/signal.ts';
import type { Task } from '../task/task.ts';
import type { NewEntry } from '../timeline/own-entry.ts';
import type { Win } from '../win/win.ts';
import type { Fact } from './event.ts';

/** Compares a note with the version before; `before` is null where it is new. */
export function noteFacts(before: Note | null, { id, customerId, ...note }: Note): Fact[] {
  const { visibility } = note;
  if (note.deletedAt !== null)
    return before?.deletedAt ? [] : [{ kind: 'note-removed', customerId, payload: { note: id } }];
  const kind = before === null ? 'note-added' : 'note-changed';
  return [{ kind, customerId, payload: { note: id, visibility } }];
}

/** Compares a handoff with the version before: each version gives at most one event. */
export function handoffFacts(before: Handoff | null, handoff: Handoff): Fact[] {
  const { customerId, id, holder, level, state } = handoff;
  const is = (kind: HandoffFact): Fact[] => [{ kind, customerId, payload: { handoff: id } }];
  if (before === null) return is('handoff-offered');
  const payload = { handoff: id, holder };
  if (state === 'accepted' && (before.state !== 'accepted' || before.holder !== holder))
    return [{ kind: 'handoff-accepted', customerId, payload }];
  if (state === 'offered' && isOfferedAnew(before, handoff))
    return [{ kind: 'handoff-reassigned', customerId, payload }];
  if (state !== before.state && state !== 'offered' && state !== 'accepted')
    return is(`handoff-${state}`);
  return handoff.reminders > before.reminders
    ? [{ kind: 'handoff-overdue', customerId, payload: { handoff: id, level } }]
    : is('handoff-changed');
}

type HandoffFact = `handoff-${'offered' | 'declined' | 'withdrawn' | 'done' | 'changed'}`;

const isOfferedAnew = (before: Handoff, { holder, to, state }: Handoff): boolean =>
  before.state !== state ||
  before.holder !== holder ||
  JSON.stringify(before.to) !== JSON.stringify(to);

/** Compares a task with the version before. A reminder to its holder is no event. */
export function taskFacts(before: Task | null, task: Task): Fact[] {
  const { customerId, id, holder } = task;
  const is = (kind: 'task-done' | 'task-dropped' | 'task-reopened' | 'task-changed'): Fact[] => [
    { kind, customerId, payload: { task: id } },
  ];
  if (before === null) return [{ kind: 'task-added', customerId, payload: { task: id, holder } }];
  if (task.state !== before.state) return is(TASK_ENDS[task.state]);
  if (holder !== before.holder)
    return [{ kind: 'task-reassigned', customerId, payload: { task: id, holder } }];
  return task.reminders > before.reminders ? [] : is('task-changed');
}

const TASK_ENDS = { done: 'task-done', dropped: 'task-dropped', open: 'task-reopened' } as const;

export function goalFacts(before: Goal | null, { id, customerId, state }: Goal): Fact[] {
  const isClosed = before !== null && before.state !== state && state !== 'open';
  const open = before === null ? 'goal-set' : 'goal-changed';
  return [{ kind: isClosed ? `goal-${state}` : open, customerId, payload: { goal: id } }];
}

/** Compares a promise with the version before. A reminder is no event; that its day passed is one. */
export function promiseFacts(before: CustomerPromise | null, promise: CustomerPromise): Fact[] {
  const { customerId, id, by, state, dueOn, level } = promise;
  const payload = { promise: id };
  if (before === null) return [{ kind: 'promise-made', customerId, payload: { ...payload, by } }];
  if (state !== before.state) return [{ kind: PROMISE_ENDS[state], customerId, payload }];
  if (dueOn !== before.dueOn) return [{ kind: 'promise-moved', customerId, payload }];
  return before.level < 0 && level >= 0 && dueOn !== null
    ? [{ kind: 'promise-broken', customerId, payload: { ...payload, dueOn } }]
    : [];
}

const PROMISE_ENDS = {
  kept: 'promise-kept',
  withdrawn: 'promise-withdrawn',
  open: 'promise-reopened',
} as const;

export function questionFacts(before: Mention | null, question: Mention): Fact[] {
  const { customerId, id, to } = question;
  if (before === null)
    return [{ kind: 'question-asked', customerId, payload: { question: id, of: to } }];
  const isAnswer = before.answeredAt === null && question.answeredAt !== null;
  const kind = isAnswer ? 'question-answered' : 'question-changed';
  return [{ kind, customerId, payload: { question: id } }];
}

export function winFacts(before: Win | null, win: Win): Fact[] {
  const { customerId, id: of } = win;
  return [{ kind: winFact(before, win), customerId, payload: { win: of } }];
}

function winFact(before: Win | null, win: Win) {
  if (before === null) return 'win-posted';
  if (win.state === 'retracted' && before.state === 'posted') return 'win-retracted';
  return win.kudos.length > before.kudos.length ? 'win-praised' : 'win-changed';
}

/** A signal that is answered, or says it better, is no event. */
export function signalFacts(before: Signal | null, { customerId, id, ...signal }: Signal): Fact[] {
  const { rule, endedAt } = signal;
  const payload = { signal: id, rule };
  if (before === null) return [{ kind: 'signal-raised', customerId, payload }];
  return endedAt !== null && before.endedAt === null
    ? [{ kind: 'signal-ended', customerId, payload }]
    : [];
}

/** The event of an entry of our own; `isNew` is false where it stood on the timeline before. */
export const entryFact = (
  { customerId, externalId, kind, record }: NewEntry,
  isNew: boolean,
): Fact => ({
  kind: isNew ? 'entry-added' : 'entry-corrected',
  customerId,
  payload: { entry: externalId, kind, record },
});
