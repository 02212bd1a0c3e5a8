import type { Conflict } from '../../crm/goal/rules.ts';
import type { DepartmentId } from '../../crm/person/person.ts';
import type { Day } from '../../crm/time/day.ts';
import { stringsFor } from '../strings.ts';
import { count, day, dayOf, fromToday, type Reader } from '../view/format.ts';
import { departmentName, firstName, joinByDots } from '../view/names.ts';
import { listAnd } from '../view/plural.ts';
import { type Block, text } from '../view/view.ts';

/** An open goal as its reader may read it. */
export interface GoalLine {
  id: string;
  department: DepartmentId;
  what: string;
  dueOn: Day | null;
  setBy: string;
  setAt: Date;
}

/** Two open goals that pull apart. */
export interface GoalConflict {
  one: GoalLine;
  other: GoalLine;
  conflict: Conflict;
}

export interface CustomerGoals {
  open: readonly GoalLine[];
  conflicts: readonly GoalConflict[];
}

export const NO_GOALS: CustomerGoals = { open: [], conflicts: [] };

/** `renew with 40 seats · by 1 Dec, in 3 days · of Sales`. */
export function goalWords({ what, dueOn, department }: GoalLine, reader: Reader): string {
  const all = stringsFor(reader);
  return joinByDots([
    what,
    dueOn && dueWords(dueOn, reader),
    all.goal.of(departmentName(department, all)),
  ]);
}

function dueWords(dueOn: Day, reader: Reader): string {
  const { goal: strings } = stringsFor(reader);
  const words = dueOn < dayOf(reader.now, reader) ? strings.late : strings.by;
  return words(day(dueOn, reader), fromToday(dueOn, reader));
}

/** `Sales wants more seats, Success a smaller plan`. */
export function conflictWords({ one, other, conflict }: GoalConflict, reader: Reader): string {
  const all = stringsFor(reader);
  const { conflict: strings } = all.goal;
  const [mine, theirs] =
    conflict.kind === 'seats'
      ? [conflict.one, conflict.other].map((n) => strings.seats(count(n, reader)))
      : [strings.wish[conflict.one], strings.wish[conflict.other]];
  return strings.wants(
    { department: departmentName(one.department, all), wish: mine ?? '' },
    { department: departmentName(other.department, all), wish: theirs ?? '' },
  );
}

/** For the customer's card: each department's goal, and where two pull apart. */
export function goalBlocks({ open, conflicts }: CustomerGoals, reader: Reader): Block[] {
  const { goal: strings } = stringsFor(reader);
  return [
    ...open.map((goal) => text(strings.onCard(goalWords(goal, reader)))),
    ...conflicts.map((one) => conflictBlock(one, reader)),
  ];
}

export const conflictBlock = (one: GoalConflict, reader: Reader): Block => {
  const { conflict: strings } = stringsFor(reader).goal;
  const names = listAnd([...new Set([one.one.setBy, one.other.setBy])].map(firstName));
  return text(`${conflictWords(one, reader)}. ${strings.agree(names)}`, 'caution');
};
