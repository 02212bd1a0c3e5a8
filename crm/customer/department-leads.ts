import type { DepartmentId } from '../person/person.ts';
import type { Overview } from '../store/customers.ts';
import { DAY } from '../time/durations.ts';
import { isTouch } from '../timeline/touch.ts';

const DEPARTMENTS: readonly DepartmentId[] = ['success', 'support'];
const LATELY = 90 * DAY;

/** The colleague who leads for each department that works with the customer: the one of it who was last in touch. */
export function departmentLeads(
  { newest, customer, heldBy }: Pick<Overview, 'newest' | 'customer' | 'heldBy'>,
  now: Date,
): Overview['leads'] {
  const since = now.getTime() - LATELY;
  return DEPARTMENTS.flatMap((department) => {
    const entry = newest.find(
      (one) => one.department === department && one.personId !== null && isTouch(one),
    );
    if (!entry?.person || entry.at.getTime() < since) return [];
    const isNamed = entry.personId === customer.ownerId || entry.personId === heldBy?.person;
    return isNamed ? [] : [{ department, name: entry.person }];
  });
}
