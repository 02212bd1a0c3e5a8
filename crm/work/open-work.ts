import type { Handoff } from '../handoff/handoff.ts';
import type { withNames } from '../handoff/people.ts';
import { unreachable } from '../problem.ts';
import type { CustomerPromise } from '../promise/promise.ts';
import type { PromiseSummary } from '../promise/summary.ts';
import type { TaskSummary } from '../task/summary.ts';
import type { Task } from '../task/task.ts';
import type { Day } from '../time/day.ts';

/** Something open as it is stored: enough to sort and to count it. */
export type OpenRow =
  | { kind: 'tasks'; row: Task }
  | { kind: 'promises'; row: CustomerPromise }
  | { kind: 'handoffs'; row: Handoff };

/** Something open that colleagues may see, each with the names that its line needs. */
export type OpenThing =
  | { kind: 'tasks'; said: TaskSummary }
  | { kind: 'promises'; said: PromiseSummary }
  | { kind: 'handoffs'; said: ReturnType<typeof withNames> };

export type OpenKind = OpenThing['kind'];

/** The instant or day by which it is to be done, in milliseconds; infinite where nobody said. */
function dueTime(one: OpenRow): number {
  switch (one.kind) {
    case 'tasks':
      return one.row.dueAt?.getTime() ?? Infinity;
    case 'promises':
      return one.row.dueOn === null ? Infinity : Date.parse(one.row.dueOn);
    case 'handoffs':
      return one.row.dueAt.getTime();
    default:
      return unreachable(one);
  }
}

/** Whether its time is over. A promise is late on the day after its own; `today` is the reader's. */
export const isLateThing = (one: OpenRow, { now, today }: { now: Date; today: Day }): boolean =>
  one.kind === 'promises'
    ? one.row.dueOn !== null && one.row.dueOn < today
    : dueTime(one) < now.getTime();

/** The late ones first, each part in the order in which it is due. */
export const lateFirst = (things: readonly OpenRow[], at: { now: Date; today: Day }): OpenRow[] =>
  things.toSorted(
    (one, other) =>
      Number(isLateThing(other, at)) - Number(isLateThing(one, at)) ||
      order(dueTime(one), dueTime(other)),
  );

const order = (one: number, other: number): number => (one === other ? 0 : one - other);
