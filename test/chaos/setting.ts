import { PersonId } from '../../crm/person/person.ts';
import type { Place } from '../../crm/person/place.ts';
import { openStore } from '../../prisma/store.ts';
import { TEAM } from '../bot/slack/fake/people.ts';
import { now as machineNow } from '../clock.ts';
import { idOf } from '../prisma/people-of-acme.ts';
import { CUSTOMERS, SALES, SUPPORT, type World } from './world.ts';

/** Where colleagues work together already: a channel for wins, rooms, followers, and one who wants her messages by the hour. */
export async function settle(there: World, at: string): Promise<void> {
  const { store } = await openStore(at.includes('://') ? { url: at } : { folder: at }, {
    now: machineNow,
  });
  const channel = (name: string): Place => ({
    platform: 'slack',
    tenant: TEAM,
    kind: 'channel',
    id: there.people.channelId(`#${name}`),
    name,
    shared: false,
  });
  const now = machineNow();
  const people = new Map((await store.people.all()).map(({ email, id }) => [email, id]));
  const [tom, lea] = [SALES[1], SUPPORT[2]].map((email) => PersonId.parse(people.get(email))) as [
    PersonId,
    PersonId,
  ];
  await store.settings.set('wins-channel', channel('wins'));
  for (const name of CUSTOMERS) {
    const customer = await idOf(store, name);
    await store.customers.follow(tom, customer, true, now);
    await store.followers.add(channel('news'), customer, now);
    await store.rooms.save({
      place: channel(`room-${name.toLowerCase()}`),
      customerId: customer,
      posted: null,
      content: null,
      openedAt: now,
    });
  }
  const usual = await store.notificationPreferences.get(lea);
  await store.notificationPreferences.save(lea, {
    ...usual,
    kinds: { mention: 'hourly', task: 'hourly' },
  });
  await store.close();
}
