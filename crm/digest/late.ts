import type { Handoff } from '../handoff/handoff.ts';
import type { DepartmentId } from '../person/person.ts';
import type { Store } from '../store/store.ts';

const MOST = 500;

/** Overdue handoffs by the department that they wait for, most first. */
export async function lateHandoffs(
  store: Pick<Store, 'handoffs' | 'people'>,
  now: Date,
): Promise<{ department: DepartmentId; handoffs: Handoff[] }[]> {
  const overdue = await store.handoffs.overdue(now, MOST);
  if (overdue.length === 0) return [];
  const people = new Map((await store.people.all()).map(({ id, department }) => [id, department]));
  const waitsFor = ({ to, holder }: Handoff): DepartmentId | null => {
    if (to.kind === 'department' && !holder) return to.department;
    const receiver = holder ?? (to.kind === 'person' ? to.person : null);
    return (receiver && people.get(receiver)) ?? null;
  };
  return [...Map.groupBy(overdue, waitsFor)]
    .flatMap(([department, handoffs]) => (department ? [{ department, handoffs }] : []))
    .toSorted((one, other) => other.handoffs.length - one.handoffs.length);
}

/** Those of one department with their customers' names, the longest overdue first. */
export async function lateDepartment(
  department: DepartmentId,
  store: Pick<Store, 'handoffs' | 'people' | 'customers'>,
  now: Date,
): Promise<{ id: string; customer: string; dueAt: Date; holder: string | null }[]> {
  const found = (await lateHandoffs(store, now)).find((one) => one.department === department);
  const handoffs = (found?.handoffs ?? [])
    .toSorted((one, other) => one.dueAt.getTime() - other.dueAt.getTime())
    .slice(0, 10);
  return Promise.all(
    handoffs.map(async ({ id, customerId, dueAt, holder }) => {
      const [customer, person] = await Promise.all([
        store.customers.name(customerId),
        holder && store.people.get(holder),
      ]);
      return { id, customer: customer ?? '', dueAt, holder: person ? person.name : null };
    }),
  );
}
