import type { Person } from '../person/person.ts';
import { accessOf, seesPromise } from '../policy/policy.ts';
import type { Store } from '../store/store.ts';
import type { CustomerPromise } from './promise.ts';
import type { PromiseNews } from './rules.ts';

export type PromiseRole = 'yours' | 'owner' | 'manager' | 'leader';

export interface PromiseReceiver {
  person: Person;
  role: PromiseRole;
}

/**
 * The people who hear of a promise from the clock, as far as they may know of it. One whose own reminder would find
 * them away is stood for by the customer's owner, else by the head of their department.
 */
export async function promiseReceivers(
  promise: CustomerPromise,
  news: PromiseNews,
  store: Pick<Store, 'people' | 'customers' | 'absences'>,
  now: Date,
): Promise<PromiseReceiver[]> {
  const [people, owner, heads] = await Promise.all([
    store.people.all(),
    store.customers.owner(promise.customerId),
    store.people.managers(promise.department),
  ]);
  const seeing = people.filter((person) => person.active && seesPromise(accessOf(person), promise));
  const others = seeing.filter(({ id }) => id !== promise.by);
  const as = (role: PromiseRole, found: readonly Person[]): PromiseReceiver[] =>
    found.map((person) => ({ person, role }));
  const yours = as(
    'yours',
    seeing.filter(({ id }) => id === promise.by),
  );
  const owners = as(
    'owner',
    others.filter(({ id }) => id === owner),
  );
  const managers = as(
    'manager',
    others.filter(
      ({ id, role, department }) =>
        heads.includes(id) &&
        role === 'manager' &&
        department === promise.department &&
        id !== owner,
    ),
  );
  switch (news) {
    case 'manager':
      return [...owners, ...managers];
    case 'leader': {
      const leaders = others.filter(({ role }) => role === 'leader');
      const own = leaders.find(({ department }) => department === promise.department);
      return as(
        'leader',
        [own ?? leaders[0]].filter((one) => one !== undefined),
      );
    }
    case 'passed':
      return [];
    case 'soon':
    case 'today':
    case 'broken': {
      const away = yours.length === 0 || (await store.absences.get(promise.by, now)) !== null;
      const instead = owners.length > 0 ? owners : managers;
      if (!away) return yours;
      return news === 'broken' ? [...yours, ...instead] : instead;
    }
  }
}
