import { stringsFor } from '../../cards/strings.ts';
import { departmentName } from '../../cards/view/names.ts';
import type { CustomerId } from '../../crm/customer/customer.ts';
import type { DepartmentId, Person, PersonId } from '../../crm/person/person.ts';
import { Problem } from '../../crm/problem.ts';
import type { Mention } from '../../crm/question/question.ts';
import { DAY } from '../../crm/time/durations.ts';
import type { Context } from '../command.ts';
import { theColleague } from '../parse/colleague.ts';
import { departmentNamed } from '../parse/which-department.ts';

const LATELY = 30 * DAY;
const READ = 200;
/** A question to more people than this is a post, not a question. */
const MOST = 50;

export type Receivers = {
  people: readonly Person[];
  /** How many there are besides, who are not asked. */
  beyond: number;
} & ({ kind: 'person' } | { kind: 'department'; department: DepartmentId } | { kind: 'team' });

/** `kim`, `support`, `team` → who is asked, without who asks; a `Problem` where that is nobody. */
export async function resolveReceivers(
  ref: string,
  customer: CustomerId,
  context: Context,
): Promise<Receivers> {
  const { store, person, reader } = context;
  const { problem, ...rest } = stringsFor(reader).ask;
  const asked = ref.trim().replace(/^@/, '').toLowerCase();
  if (!asked) throw new Problem('whom', problem.noWho);
  if (asked === 'team' || asked === rest.nobodyElse) {
    const team = await teamOf(customer, context);
    if (team.people.length === 0) throw new Problem('empty-team', problem.emptyTeam);
    return { kind: 'team', ...team };
  }
  const department = await departmentNamed(asked, context);
  if (department) {
    const everybody = (await store.people.all()).filter(
      (one) => one.active && one.department === department && one.id !== person.id,
    );
    if (everybody.length === 0)
      throw new Problem(
        'empty-department',
        problem.emptyDepartment(departmentName(department, stringsFor(reader))),
      );
    return {
      kind: 'department',
      department,
      people: everybody.slice(0, MOST),
      beyond: Math.max(0, everybody.length - MOST),
    };
  }
  const colleague = await theColleague(asked, context);
  if (colleague.id === person.id) throw new Problem('self', problem.self);
  return { kind: 'person', people: [colleague], beyond: 0 };
}

/** The owner and everybody who did something with them in the last 30 days, as far as the asker may know of it. */
async function teamOf(
  customer: CustomerId,
  { store, person, access, now }: Context,
): Promise<Pick<Receivers, 'people' | 'beyond'>> {
  const filter = { since: new Date(now.getTime() - LATELY) };
  const [overview, page] = await Promise.all([
    store.customers.overview(customer, null, access, now),
    store.timeline.page(customer, {
      filter,
      access,
      direction: 'older',
      cursor: null,
      limit: READ,
    }),
  ]);
  const owner = overview?.customer.ownerId ?? null;
  const ids = new Set<PersonId>([
    ...(owner ? [owner] : []),
    ...page.entries.flatMap(({ personId }) => personId ?? []),
  ]);
  ids.delete(person.id);
  const found = await Promise.all([...ids].map((id) => store.people.get(id)));
  const people = found.flatMap((one) => (one?.active ? [one] : []));
  return { people: people.slice(0, MOST), beyond: Math.max(0, people.length - MOST) };
}

/** Describes the receivers of a question by the other people who got it. */
export async function receiversInText(
  mention: Mention,
  siblings: readonly Mention[],
  { store, reader }: Context,
): Promise<{ kind: 'person' } | { kind: 'department'; name: string } | { kind: 'team' }> {
  if (siblings.length === 0) return { kind: 'person' };
  const people = await Promise.all([mention, ...siblings].map(({ to }) => store.people.get(to)));
  const [first, ...others] = [...new Set(people.map((one) => one?.department))];
  return first && others.length === 0
    ? { kind: 'department', name: departmentName(first, stringsFor(reader)) }
    : { kind: 'team' };
}
