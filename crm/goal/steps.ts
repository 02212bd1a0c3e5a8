import type { Person } from '../person/person.ts';
import { isManager } from '../policy/policy.ts';
import type { Day } from '../time/day.ts';
import type { Goal } from './goal.ts';

export interface NewGoal {
  what: string;
  dueOn: Day | null;
}

type By = Pick<Person, 'id' | 'department'>;

/** The goal with new words; those of before go into its history. Null where nothing changes. */
export function changeGoal(goal: Goal, { what, dueOn }: NewGoal, by: By, now: Date): Goal | null {
  if (goal.what === what && goal.dueOn === dueOn) return null;
  return {
    ...goal,
    what,
    dueOn,
    setBy: by.id,
    setAt: now,
    history: [
      ...goal.history,
      { at: goal.setAt, by: goal.setBy, what: goal.what, dueOn: goal.dueOn },
    ],
    version: goal.version + 1,
  };
}

/** Null where it is closed already. */
export function closeGoal(
  goal: Goal,
  state: 'reached' | 'withdrawn',
  by: By,
  now: Date,
): Goal | null {
  if (goal.state !== 'open') return null;
  return { ...goal, state, closedAt: now, closedBy: by.id, version: goal.version + 1 };
}

/** Colleagues of its department, the customer's owner, and managers. */
export const mayChangeGoal = (
  goal: Pick<Goal, 'department'>,
  person: Pick<Person, 'id' | 'department' | 'role'>,
  owner: Person['id'] | null,
): boolean =>
  person.department === goal.department || person.id === owner || isManager(person.role);
