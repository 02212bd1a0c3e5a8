import type { WorkOf } from '../../cards/work/open-work-card.ts';
import type { Handoff } from '../../crm/handoff/handoff.ts';
import { withNames } from '../../crm/handoff/people.ts';
import type { Person } from '../../crm/person/person.ts';
import { seesPromise } from '../../crm/policy/policy.ts';
import { unreachable } from '../../crm/problem.ts';
import { summarizePromise } from '../../crm/promise/summary.ts';
import { summarizeTask } from '../../crm/task/summary.ts';
import type { Task } from '../../crm/task/task.ts';
import type { OpenKind, OpenRow, OpenThing } from '../../crm/work/open-work.ts';
import type { Context } from '../command.ts';

/** As many of each kind are read: more than any department should have open at once. */
export const MOST_OF_KIND = 1000;

const NOBODY = '–';

export const KINDS = ['tasks', 'promises', 'handoffs'] as const;

/** `capped`: no more were read, and there may be more. */
export interface Rows {
  rows: OpenRow[];
  capped: boolean;
}

/** Those of one kind that the reader may know of, as they are stored, the earliest due first. */
export async function rowsOf(kind: OpenKind, of: WorkOf, context: Context): Promise<Rows> {
  const { store, access } = context;
  const where = {
    ...(of.kind === 'department' && { department: of.department }),
    ...(of.kind === 'customer' && { customer: of.customer }),
    limit: MOST_OF_KIND,
  };
  switch (kind) {
    case 'tasks': {
      const found = await tasksOf(of, where, context);
      return { rows: found.map((row) => ({ kind, row })), capped: found.length >= MOST_OF_KIND };
    }
    case 'promises': {
      const whose = of.kind === 'colleague' ? { by: of.person.id } : {};
      const found = await store.promises.open({ ...where, ...whose });
      const seen = found.filter((row) => seesPromise(access, row));
      return { rows: seen.map((row) => ({ kind, row })), capped: found.length >= MOST_OF_KIND };
    }
    case 'handoffs': {
      const found = await handoffsOf(of, store);
      return { rows: found.map((row) => ({ kind, row })), capped: found.length >= MOST_OF_KIND };
    }
    default:
      return unreachable(kind);
  }
}

/** A colleague's are those that they hold; one's own are those that one gave, too, as in the list of `tasks`. */
async function tasksOf(
  of: WorkOf,
  where: Omit<Parameters<Context['store']['tasks']['list']>[0], 'open'>,
  { store: { tasks }, person }: Context,
): Promise<Task[]> {
  if (of.kind !== 'colleague') return tasks.list({ ...where, open: true });
  const held = await tasks.list({ ...where, holder: of.person.id, open: true });
  if (of.person.id !== person.id) return held;
  return eachOnce([...held, ...(await tasks.list({ ...where, createdBy: person.id, open: true }))]);
}

/** A colleague's are those that they hold or gave; one that their department is offered is the department's. */
async function handoffsOf(of: WorkOf, { handoffs }: Context['store']): Promise<Handoff[]> {
  const all = { open: true, limit: MOST_OF_KIND };
  if (of.kind === 'department') return handoffs.list({ department: of.department, ...all });
  if (of.kind === 'customer') return handoffs.list({ customer: of.customer, ...all });
  const person = of.person as Pick<Person, 'id'>;
  const [received, given] = await Promise.all([
    handoffs.list({ received: person.id, department: '', ...all }),
    handoffs.list({ given: person.id, ...all }),
  ]);
  return eachOnce([...received, ...given]);
}

const eachOnce = <Row extends { id: string }>(rows: readonly Row[]): Row[] => [
  ...new Map(rows.map((row) => [row.id, row])).values(),
];

/** Each with the names that its line needs. */
export async function withTheirNames(
  rows: readonly OpenRow[],
  { store, person, access }: Context,
): Promise<OpenThing[]> {
  const people = rows.some(({ kind }) => kind === 'handoffs') ? await store.people.all() : [];
  const named = async ({ kind, row }: OpenRow): Promise<OpenThing> => {
    switch (kind) {
      case 'tasks':
        return { kind, said: await summarizeTask(row, person.id, store) };
      case 'promises':
        return { kind, said: await summarizePromise(row, { person, access }, store) };
      case 'handoffs': {
        const customer = (await store.customers.name(row.customerId)) ?? NOBODY;
        return { kind, said: withNames(row, customer, people) };
      }
      default:
        return unreachable(kind);
    }
  };
  return Promise.all(rows.map(named));
}
