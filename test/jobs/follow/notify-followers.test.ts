import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CustomerId } from '../../../crm/customer/customer.ts';
import type { Place } from '../../../crm/person/place.ts';
import { tellFollowers } from '../../../jobs/follow/notify-followers.ts';
import type { JobContext } from '../../../jobs/job.ts';
import { customer, departments, employee, entry, idOf } from '../../prisma/people-of-acme.ts';
import { type FreshStore, freshStore } from '../../store.ts';

const FOLLOWERS = 1000;
const START = new Date('2026-11-24T10:00:00Z');
const EVENT = new Date('2026-11-24T10:10:00Z');
const CHANNEL: Place = {
  platform: 'slack',
  tenant: 'T',
  kind: 'channel',
  id: 'C1',
  name: 'sales',
  shared: false,
};

let fresh: FreshStore;
let acme: CustomerId;
const clock = { now: START };

beforeAll(async () => {
  fresh = await freshStore('embedded', () => clock.now);
  await fresh.store.records.save([
    ...departments,
    customer('Acme', { renewsOn: '2027-09-01' }),
    ...Array.from({ length: FOLLOWERS + 1 }, (_, at) =>
      employee(`f${at}`, { email: `f${at}@ours.example` }),
    ),
  ]);
  acme = await idOf(fresh.store, 'Acme');
  // All but one.
  for (const { id, email } of await fresh.store.people.all())
    if (email !== `f${FOLLOWERS}@ours.example`)
      await fresh.store.customers.follow(id, acme, true, START);
  await fresh.store.followers.add(CHANNEL, acme, START);
  clock.now = new Date(START.getTime() + 60_000);
  await tellFollowers.run({ slot: clock.now.toISOString() }, context());
  clock.now = new Date(EVENT.getTime() + 60_000);
});
afterAll(() => fresh.close());

function context(more: Partial<JobContext['store']> = {}): JobContext {
  const missing = () => Promise.reject(new Error('Not for this job'));
  const reader = { locale: 'en-GB', zone: 'Europe/Berlin', now: clock.now };
  return {
    store: { ...fresh.store, ...more },
    now: () => clock.now,
    readerOf: () => reader,
    reader: () => reader,
    id: () => 'id',
    crm: null,
    deliver: missing,
    update: missing,
    directToUnlinked: missing,
    direct: missing,
    threads: () => false,
    standsIn: () => false,
    audience: async () => ({
      size: 1,
      people: (await fresh.store.people.all()).slice(0, 1),
      guests: 0,
      unknown: 0,
      outsiders: false,
    }),
  };
}

const run = (using = context()) => tellFollowers.run({ slot: clock.now.toISOString() }, using);
/** How often each colleague and the channel was told, in all. */
async function told(): Promise<number[]> {
  const people = await fresh.store.people.all();
  const of = async (to: Parameters<typeof fresh.store.messages.recent>[0]) =>
    (await fresh.store.messages.recent(to, START)).filter(({ kind }) => kind === 'followed').length;
  const counts = await Promise.all(
    people.map(async ({ id, email }) => ({ email, n: await of({ kind: 'person', person: id }) })),
  );
  expect(counts.find(({ email }) => email === `f${FOLLOWERS}@ours.example`)?.n).toBe(0);
  return [
    ...counts.filter(({ email }) => email !== `f${FOLLOWERS}@ours.example`).map(({ n }) => n),
    await of({ kind: 'place', place: CHANNEL }),
  ];
}

test('a thousand followers and a channel hear of an event once each: by a copy that is killed, two at once and a later look', async () => {
  await fresh.store.records.save([
    entry('leaves', 'Acme', { at: EVENT, entryKind: 'churn', title: 'Acme leaves' }),
  ]);
  const killed = context({
    settings: { ...fresh.store.settings, set: () => Promise.reject(new Error('killed')) },
  });
  await expect(run(killed)).rejects.toThrow('killed');
  await Promise.all([run(), run()]);
  await run();
  expect(await told()).toEqual(Array.from({ length: FOLLOWERS + 1 }, () => 1));
}, 30_000);

test('a renewal that a source moves near is told once, also where it is moved away and back', async () => {
  const move = async (renewsOn: string) => {
    await fresh.store.records.save([customer('Acme', { renewsOn })]);
    clock.now = new Date(clock.now.getTime() + 300_000);
    await run();
    await run();
  };
  for (const renewsOn of ['2026-12-10', '2027-09-01', '2026-12-10']) await move(renewsOn);
  expect(new Set(await told())).toEqual(new Set([2]));
}, 30_000);
