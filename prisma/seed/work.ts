import type { CustomerId } from '../../crm/customer/customer.ts';
import type { Person } from '../../crm/person/person.ts';
import type { Place } from '../../crm/person/place.ts';
import type { Change } from '../../crm/store/change.ts';
import type { Store } from '../../crm/store/store.ts';
import { type Clock, clockAt } from './calendar.ts';
import { COMPANIES, company } from './companies.ts';
import { type Colleague, emailOf } from './people.ts';
import { tellHandoffs } from './work/handoffs.ts';
import { type Cast, journalOf } from './work/journal.ts';
import { tellNotes } from './work/notes.ts';
import { tellPromises } from './work/promises.ts';
import { tellTasks } from './work/tasks.ts';
import { tellWins } from './work/wins.ts';

const FOLLOWED: readonly (readonly [Colleague, readonly string[]])[] = [
  ['ana', ['acme', 'halden']],
  ['tom', ['globex', 'kestrel']],
  ['sofia', ['globex']],
  ['ben', ['vela']],
  ['daniel', ['halden', 'kestrel']],
  ['helena', ['penrose', 'halden']],
  ['raj', ['vela']],
  ['jo', ['brightwater']],
];

/** The demo's open and finished work: the same `now` and people give the same changes, and none sends anything. */
export function demoWork(cast: Cast, clock: Clock): Change[] {
  const journal = journalOf(cast, clock);
  tellHandoffs(journal);
  tellTasks(journal);
  tellPromises(journal);
  tellNotes(journal);
  tellWins(journal);
  return journal.changes;
}

/** Puts them to work in a store that the demo organisation has just moved into; done again at the same `now`, it adds what is missing. */
export async function addDemoWork(store: Store, now: Date): Promise<void> {
  const cast = await castOf(store);
  // All of it is one commit, so a stale one was made whole by a start that was killed afterwards.
  await store.commit(demoWork(cast, clockAt(now)), now);
  for (const [who, keys] of FOLLOWED)
    for (const key of keys)
      await store.customers.follow(cast.person(who).id, cast.customer(key), true, now);
  await store.followers.add(TEAM, cast.customer('halden'), now);
  await store.rooms.save({
    place: ROOM,
    customerId: cast.customer('kestrel'),
    posted: null,
    content: null,
    openedAt: now,
  });
  await store.settings.set('wins-channel', WINS);
}

const SELLERS: readonly Colleague[] = ['ana', 'tom', 'darnell', 'yuki'];

async function castOf({ people, customers }: Store): Promise<Cast> {
  const byEmail = new Map<string, Person>(
    (await people.all()).map((person) => [person.email, person]),
  );
  const person = (first: Colleague) => known(byEmail.get(emailOf(first)), first);
  const ids = new Map<string, CustomerId>();
  // A seller's customers come in one read; asking for each of them would take the start a tenth of a second.
  for (const seller of SELLERS)
    for (const { name, id } of await customers.owned(person(seller).id, COMPANIES.length))
      ids.set(name, id);
  return { person, customer: (key) => known(ids.get(company(key).name), key) };
}

function known<Found>(found: Found | undefined, name: string): Found {
  if (found === undefined) throw new Error(`The demo has no ${name}`);
  return found;
}

/** Channels of the demo organisation, in the playground. */
const channel = (id: string): Place => ({
  platform: 'playground',
  tenant: 'local',
  kind: 'channel',
  id,
  name: `#${id}`,
  shared: false,
});

export const TEAM = channel('team');
export const WINS = channel('wins');
/** Kestrel Energy's. */
export const ROOM = channel('kestrel');
