import type { PersonId } from '../person/person.ts';
import { unreachable } from '../problem.ts';
import type { Task } from './task.ts';

/** The steps of a task. Everything else about it stays as it was made. */
export type TaskStep =
  | { kind: 'done' }
  /** Its holder hears nothing of it before then. */
  | { kind: 'snooze'; until: Date }
  | { kind: 'reassign'; to: PersonId }
  /** When it is due, where nobody said so or that changed. */
  | { kind: 'date'; at: Date }
  | { kind: 'drop' }
  | { kind: 'reopen' };

export type TaskRefusal =
  | 'not-yours'
  | 'holder-only'
  | 'closed'
  | 'already-done'
  | 'already-open'
  | 'already-theirs'
  | 'past';

export type TaskOutcome = { kind: 'changed'; task: Task } | { kind: 'refused'; why: TaskRefusal };

/** Gives the task after a step, or why not. Its holder and its giver may do everything; only its holder snoozes it. */
export function stepTask(
  task: Task,
  step: TaskStep,
  { by, now }: { by: PersonId; now: Date },
): TaskOutcome {
  if (by !== task.holder && by !== task.createdBy) return refused('not-yours');
  if (step.kind === 'reopen')
    return task.state === 'open'
      ? refused('already-open')
      : changed(task, { state: 'open', doneAt: null, ...AWAKE });
  if (task.state !== 'open')
    return refused(step.kind === 'done' && task.state === 'done' ? 'already-done' : 'closed');
  switch (step.kind) {
    case 'done':
      return changed(task, { state: 'done', doneAt: now, ...AWAKE });
    case 'drop':
      return changed(task, { state: 'dropped', ...AWAKE });
    case 'reassign':
      return step.to === task.holder
        ? refused('already-theirs')
        : changed(task, { holder: step.to, ...AWAKE });
    case 'date':
      return step.at <= now ? refused('past') : changed(task, { dueAt: step.at, ...AWAKE });
    case 'snooze':
      if (by !== task.holder) return refused('holder-only');
      return step.until <= now
        ? refused('past')
        : changed(task, { snoozedUntil: step.until, reminders: 0 });
    default:
      return unreachable(step);
  }
}

/** When its holder works: `after` is the first instant of their next working day. */
export interface WorkingTime {
  works: boolean;
  nextDay: Date;
}

/** The task after its holder was reminded, or null where there is nothing to say now. An overdue one sleeps till the next working day. */
export function remindTask(task: Task, now: Date, { works, nextDay }: WorkingTime): Task | null {
  if (!works || !isDue(task, now)) return null;
  return {
    ...task,
    reminders: task.reminders + 1,
    snoozedUntil: nextDay,
    version: task.version + 1,
  };
}

/** Its time has come and nobody put it off. */
export const isDue = ({ state, dueAt, snoozedUntil }: Task, now: Date): boolean =>
  state === 'open' && (snoozedUntil ? snoozedUntil <= now : dueAt !== null && dueAt <= now);

export const isLate = ({ state, dueAt }: Task, now: Date): boolean =>
  state === 'open' && dueAt !== null && dueAt < now;

/** Put off by its holder, which is more than the pause after a reminder. */
export const isSnoozed = ({ snoozedUntil, reminders }: Task, now: Date): boolean =>
  reminders === 0 && snoozedUntil !== null && snoozedUntil > now;

const AWAKE = { snoozedUntil: null, reminders: 0 };
const changed = (task: Task, change: Partial<Task>): TaskOutcome => ({
  kind: 'changed',
  task: { ...task, ...change, version: task.version + 1 },
});
const refused = (why: TaskRefusal): TaskOutcome => ({ kind: 'refused', why });
