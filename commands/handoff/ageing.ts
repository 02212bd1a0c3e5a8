import type { Handoff } from '../../crm/handoff/handoff.ts';
import type { DepartmentId } from '../../crm/person/person.ts';
import { DAY } from '../../crm/time/durations.ts';
import type { Context } from '../command.ts';

/** More than any department should have open at once, or anybody reads of what is decided. */
export const MOST_OPEN = 1000;
/** The oldest that are named, of one's own department and of each that one oversees. */
const OLDEST = { own: 5, other: 1 };
const AGES = [DAY, 3 * DAY, 7 * DAY];

/** The departments that this person answers for: their own as its manager, every one as a leader. */
export async function overseen({
  store,
  person,
}: Pick<Context, 'store' | 'person'>): Promise<DepartmentId[]> {
  if (person.role === 'member') return [];
  return person.role === 'manager'
    ? [person.department]
    : (await store.people.departments()).map(({ id }) => id);
}

/** A department's open handoffs, the oldest first. */
export async function openIn(
  department: DepartmentId,
  { store }: Pick<Context, 'store'>,
): Promise<Handoff[]> {
  const open = await store.handoffs.list({ department, open: true, limit: MOST_OPEN });
  return open.toSorted((one, other) => one.createdAt.getTime() - other.createdAt.getTime());
}

export interface DepartmentHandoffs {
  id: DepartmentId;
  open: readonly Handoff[];
}

export async function overseenHandoffs(context: Context): Promise<DepartmentHandoffs[]> {
  const ids = await overseen(context);
  return Promise.all(ids.map(async (id) => ({ id, open: await openIn(id, context) })));
}

interface Ageing {
  id: DepartmentId;
  ages: number[];
  late: number;
  oldest: Handoff[];
  rest: number;
}

/** Those that have any, and always the person's own; `late`: only those with a late one, and only these. */
export const ageing = (
  departments: readonly DepartmentHandoffs[],
  { late, context }: { late: boolean; context: Pick<Context, 'person' | 'now'> },
): Ageing[] =>
  departments
    .map((one) => departmentAges(one, { late, context }))
    .filter(
      ({ id, ages }) =>
        (!late && id === context.person.department) || ages.some((count) => count > 0),
    );

function departmentAges(
  { id, open }: DepartmentHandoffs,
  { late, context: { person, now } }: { late: boolean; context: Pick<Context, 'person' | 'now'> },
): Ageing {
  const counted = late ? open.filter(({ dueAt }) => dueAt < now) : open;
  const ages = AGES.map(
    (age, i) =>
      counted.filter(({ createdAt }) =>
        isBetween(now.getTime() - createdAt.getTime(), AGES[i - 1] ?? -1, age),
      ).length,
  );
  const oldest = counted.slice(0, id === person.department ? OLDEST.own : OLDEST.other);
  return {
    id,
    oldest,
    rest: counted.length - oldest.length,
    ages: [...ages, counted.length - ages.reduce((sum, count) => sum + count, 0)],
    late: counted.filter(({ dueAt }) => dueAt < now).length,
  };
}

const isBetween = (value: number, above: number, upTo: number): boolean =>
  value > above && value <= upTo;
