import type { withNames } from '../handoff/people.ts';
import { unreachable } from '../problem.ts';
import type { PromiseSummary } from '../promise/summary.ts';
import type { TaskSummary } from '../task/summary.ts';
import type { Day } from '../time/day.ts';

/** Something open that colleagues may see, each with the names that its line needs. */
export type OpenThing =
  | { kind: 'tasks'; said: TaskSummary }
  | { kind: 'promises'; said: PromiseSummary }
  | { kind: 'handoffs'; said: ReturnType<typeof withNames> };

export type OpenKind = OpenThing['kind'];

/** The instant or day by which it is to be done, in milliseconds; infinite where nobody said. */
function dueTime(one: OpenThing): number {
  switch (one.kind) {
    case 'tasks':
      return one.said.task.dueAt?.getTime() ?? Infinity;
    case 'promises':
      return one.said.promise.dueOn === null ? Infinity : Date.parse(one.said.promise.dueOn);
    case 'handoffs':
      return one.said.handoff.dueAt.getTime();
    default:
      return unreachable(one);
  }
}

/** Whether its time is over. A promise is late on the day after its own; `today` is the reader's. */
export const isLateThing = (one: OpenThing, { now, today }: { now: Date; today: Day }): boolean =>
  one.kind === 'promises'
    ? one.said.promise.dueOn !== null && one.said.promise.dueOn < today
    : dueTime(one) < now.getTime();

/** The late ones first, each part in the order in which it is due. */
export const lateFirst = (
  things: readonly OpenThing[],
  at: { now: Date; today: Day },
): OpenThing[] =>
  things.toSorted(
    (one, other) =>
      Number(isLateThing(other, at)) - Number(isLateThing(one, at)) ||
      order(dueTime(one), dueTime(other)),
  );

const order = (one: number, other: number): number => (one === other ? 0 : one - other);
