import type { DepartmentId, PersonId } from '../person/person.ts';
import type { Overview } from '../store/customers.ts';
import { DAY } from '../time/durations.ts';
import { isTouch } from '../timeline/touch.ts';

/** Departments that work with a customer beside their owner. */
export const LEADING: readonly DepartmentId[] = ['success', 'support'];
const LATELY = 90 * DAY;

/** A department's colleague who owns the customer, a handoff, an open ticket or an open deal, by the records. */
export interface AssignedLead {
  department: DepartmentId;
  person: PersonId;
  name: string;
}

/** The colleague who leads for each department: the one that a record names; else the one of it who was last in touch. */
export function departmentLeads(
  { newest, customer, heldBy }: Pick<Overview, 'newest' | 'customer' | 'heldBy'>,
  assigned: readonly AssignedLead[],
  now: Date,
): Overview['leads'] {
  const since = now.getTime() - LATELY;
  const inTouch = (department: DepartmentId) => {
    const entry = newest.find(
      (one) => one.department === department && one.personId !== null && isTouch(one),
    );
    return entry?.person && entry.personId && entry.at.getTime() >= since
      ? { person: entry.personId, name: entry.person, inferred: true }
      : null;
  };
  return LEADING.flatMap((department) => {
    const named = assigned.find((one) => one.department === department);
    const lead = named ? { ...named, inferred: false } : inTouch(department);
    const isNamed = lead?.person === customer.ownerId || lead?.person === heldBy?.person;
    return lead && !isNamed ? [{ department, name: lead.name, inferred: lead.inferred }] : [];
  });
}
