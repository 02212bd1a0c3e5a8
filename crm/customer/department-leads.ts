import type { DepartmentId, PersonId } from '../person/person.ts';
import type { Overview } from '../store/customers.ts';
import { DAY } from '../time/durations.ts';
import type { Entry } from '../timeline/entry.ts';
import { isTouch } from '../timeline/touch.ts';

/** Departments that work with a customer beside their owner. */
export const LEADING: readonly DepartmentId[] = ['success', 'support'];
/** A colleague whose last contact is older leads no more by it. */
export const LATELY = 90 * DAY;

/** A department's colleague who owns the customer, a handoff, an open ticket or an open deal, by the records. */
export interface AssignedLead {
  department: DepartmentId;
  person: PersonId;
  name: string;
}

type Touch = Pick<
  Entry,
  'department' | 'personId' | 'person' | 'at' | 'kind' | 'direction' | 'visibility'
>;

/** The departments whose lead neither a record nor the entries name that were read: older entries may. */
export const departmentsWithoutLead = (
  newest: readonly Touch[],
  assigned: readonly AssignedLead[],
): DepartmentId[] =>
  LEADING.filter(
    (department) =>
      !assigned.some((one) => one.department === department) && !lastOf(department, newest),
  );

/**
 * The colleague who leads for each department: the one that a record names; else the one of it who was last in touch.
 * Entries come newest first. Only those that everybody may read count, so that all readers see the same colleague.
 */
export function departmentLeads(
  {
    newest,
    customer,
    heldBy,
  }: Pick<Overview, 'customer' | 'heldBy'> & { newest: readonly Touch[] },
  assigned: readonly AssignedLead[],
  now: Date,
): Overview['leads'] {
  const since = now.getTime() - LATELY;
  const inTouch = (department: DepartmentId) => {
    const entry = lastOf(department, newest);
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

const lastOf = (department: DepartmentId, entries: readonly Touch[]): Touch | undefined =>
  entries.find(
    (one) =>
      one.department === department &&
      one.personId !== null &&
      one.visibility === 'everyone' &&
      isTouch(one),
  );
