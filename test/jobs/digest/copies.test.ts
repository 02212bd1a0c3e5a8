import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { postOnce } from '../../../bot/adapter/post-once.ts';
import { type Digest, issueKey } from '../../../crm/digest/digest.ts';
import { newDigest } from '../../../crm/digest/rules.ts';
import { type Person, PersonId } from '../../../crm/person/person.ts';
import type { Place } from '../../../crm/person/place.ts';
import { Upstream } from '../../../crm/problem.ts';
import { postDigests, sendDigest } from '../../../jobs/index.ts';
import type { JobContext } from '../../../jobs/job.ts';
import { demoOrganisation } from '../../../prisma/seed/organisation.ts';
import { type OpenStore, openStore } from '../../../prisma/store.ts';
import { type FreshStore, freshStore } from '../../store.ts';

const MINUTE = 60_000;
const ZONES = [
  'Europe/Berlin',
  'America/New_York',
  'Pacific/Tongatapu',
  'Pacific/Chatham',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'America/St_Johns',
  'Africa/Casablanca',
];
const [FROM, UNTIL] = [new Date('2026-01-01T00:00Z'), new Date('2027-01-01T00:00Z')];
const clock = { now: FROM };
const now = () => clock.now;
const never = () => {
  throw new Error('Not expected here');
};

let fresh: FreshStore;
let copies: OpenStore[];
let people: Person[];
/** All that stands in the channels, by the key under which a lost post is found again. */
const posts = new Map<string, { at: Date; place: string; times: number }>();

beforeAll(async () => {
  fresh = await freshStore('server', now);
  const { place } = fresh;
  copies = [fresh, ...(await Promise.all([openStore(place, { now }), openStore(place, { now })]))];
  await fresh.store.records.save(demoOrganisation(FROM).filter(({ kind }) => kind === 'person'));
  people = (await fresh.store.people.all()).slice(0, 1);
});
afterAll(async () => {
  await Promise.all(copies.slice(1).map(({ store }) => store.close()));
  await fresh.close();
});

/** Always the same, so that a run that fails can be repeated. */
let state = 20_261_129;
function chance(share: number): boolean {
  state = (state * 48_271) % 2_147_483_647;
  return state / 2_147_483_647 < share;
}

/** A copy of the bot: it is killed now and then before it posts, or after the channel took the post. */
function contextOf({ store }: OpenStore): JobContext {
  const reader = () => ({ locale: 'en-GB', zone: 'Europe/Berlin', now: clock.now });
  return {
    store,
    now,
    id: randomUUID,
    connectors: [],
    reader,
    readerOf: reader,
    direct: never,
    accountsByEmail: async () => [],
    directToUnlinked: never,
    threads: () => false,
    standsIn: never,
    update: never,
    audience: async () => ({
      size: 1,
      people,
      guests: 0,
      unknown: 0,
      outsiders: false,
    }),
    findPost: async () => null,
    async deliver({ place, key }) {
      const posted = await postOnce(
        { store, now },
        {
          place,
          key,
          async find() {
            return posts.has(key) ? { reference: key } : null;
          },
          async send() {
            if (chance(0.2)) throw new Error('killed before it posted');
            const { times = 0 } = posts.get(key) ?? {};
            posts.set(key, { at: clock.now, place: place.id, times: times + 1 });
            if (chance(0.2)) throw new Error('killed after it posted');
            return { reference: key };
          },
        },
      );
      return { kind: 'posted', ...posted };
    },
  };
}

const placeOf = (zone: string): Place => ({
  platform: 'slack',
  tenant: 'T1',
  kind: 'channel',
  id: zone,
  name: zone,
  shared: false,
});

/** Takes the jobs off the queue, and does each until it is done: by any copy, after half a minute more each time. */
async function work(): Promise<void> {
  const jobs = await fresh.database.query<{ data: { data: unknown } }>(
    "DELETE FROM queue.job WHERE name = 'send-digest' RETURNING data",
  );
  const begun = clock.now;
  for (const { data } of jobs)
    for (let tries = 0; ; tries += 1) {
      clock.now = new Date(begun.getTime() + tries * 31_000);
      const copy = copies[tries % copies.length] ?? fresh;
      try {
        await sendDigest.run(data.data, contextOf(copy));
        break;
      } catch (cause) {
        const isKill = cause instanceof Error && cause.message.startsWith('killed');
        if (!isKill && !(cause instanceof Upstream)) throw cause;
        expect(tries, 'it is done some time').toBeLessThan(20);
      }
    }
  clock.now = begun;
}

/** All three copies strike at once. */
async function strike(at: Date): Promise<void> {
  clock.now = at;
  const slot = at.toISOString();
  await Promise.all(copies.map((copy) => postDigests.run({ slot }, contextOf(copy))));
}

function shown(at: Date, zone: string): string {
  return new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  })
    .format(at)
    .replace(',', '');
}

test('a year in eight zones, three copies that are killed now and then: each month’s slot once', async () => {
  const [by] = people;
  const digests: Digest[] = ZONES.map((zone) =>
    newDigest(
      {
        id: zone,
        to: { kind: 'place', place: placeOf(zone) },
        variant: 'shared',
        schedule: { every: 'month', date: 29, clock: '02:30', zone, onHoliday: 'skip' },
        kpis: [],
        by: by?.id ?? PersonId.parse('nobody'),
      },
      FROM,
      new Set(),
    ),
  );
  await fresh.store.commit(digests.map((digest) => ({ kind: 'digest', digest })));
  // Between two slots the clock strikes in vain, so it is moved from one to the next.
  for (let [first] = await fresh.store.digests.all(); first?.next && first.next.at < UNTIL; ) {
    const { at } = first.next;
    clock.now = new Date(at.getTime() - 5 * MINUTE);
    expect(await fresh.store.digests.due(now()), 'nothing is due before').toEqual([]);
    await strike(at);
    await work();
    [first] = await fresh.store.digests.all();
  }
  for (const zone of ZONES) {
    const issues = await fresh.store.digests.issues(zone, 100);
    expect(issues).toHaveLength(12);
    const there = [...posts.entries()].filter(([, { place }]) => place === zone);
    expect(there).toHaveLength(12);
    for (const { slot, sentAt } of issues) {
      // On 29 March the clocks of Berlin leave this half hour out.
      const isLeftOut = zone === 'Europe/Berlin' && slot.getUTCMonth() === 2;
      if (slot.getUTCMonth() !== 1)
        expect(shown(slot, zone)).toBe(isLeftOut ? '29 03:30' : '29 02:30');
      expect(sentAt).not.toBeNull();
      expect(posts.get(issueKey(zone, slot))).toMatchObject({ times: 1 });
    }
  }
});
