import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { postOnce } from '../../../bot/adapter/post-once.ts';
import { NO_CONSENTS } from '../../../crm/connection/consents.ts';
import { itemMappings } from '../../../crm/connectors/items/mappings.ts';
import { issueKey } from '../../../crm/digest/digest.ts';
import { newDigest } from '../../../crm/digest/rules.ts';
import { type Person, PersonId } from '../../../crm/person/person.ts';
import type { Place } from '../../../crm/person/place.ts';
import { MINUTE, SECOND } from '../../../crm/time/durations.ts';
import { postDigests, sendDigest } from '../../../jobs/index.ts';
import type { JobContext } from '../../../jobs/job.ts';
import { demoOrganisation } from '../../../prisma/seed/organisation.ts';
import { type OpenStore, openStore } from '../../../prisma/store.ts';
import { randomFrom } from '../../bench/names.ts';
import { until } from '../../chaos/world.ts';
import { EIGHT_ZONES } from '../../crm/digest/eight-zones.ts';
import { freshStore } from '../../store.ts';

const COPIES = 3;
const never = () => {
  throw new Error('Not expected here');
};

/**
 * Three copies of the bot with three live queues on one server, from one day to another. A copy is killed now and then,
 * before or after the channel took its post, and another begins in its place. Each digest of eight zones must come at
 * 02:30 of the 29th by its own clock, once.
 */
export async function runDigests({ from, to, seed }: { from: Date; to: Date; seed: number }) {
  const clock = { now: from };
  const now = () => clock.now;
  const random = randomFrom(seed);
  const fresh = await freshStore('server', now);
  const { store, place } = fresh;
  /** All that stands in the channels, by the key under which a lost post is found again. */
  const posts = new Map<string, { place: string; times: number }>();
  const copies = new Map<number, OpenStore>();
  const ending: Promise<void>[] = [];
  let kills = 0;
  await store.records.save(demoOrganisation(from).filter(({ kind }) => kind === 'person'));
  const people = (await store.people.all()).slice(0, 1);

  async function begin(number: number): Promise<void> {
    const copy = await openStore(place, { now });
    copies.set(number, copy);
    const context = contextOf(copy, {
      now,
      people,
      posts,
      kill: (when) => {
        if (random() > 0.2) return;
        kills += 1;
        // The last copy that lives goes on; any other is replaced.
        if (copies.get(number) === copy && copies.size > 1 && random() < 0.3) {
          copies.delete(number);
          ending.push(end(copy).then(() => begin(number)));
        }
        throw new Error(`killed ${when}`);
      },
    });
    for (const job of [postDigests, sendDigest])
      await copy.queue.work(job.kind, (data) => job.run(data, context));
    await copy.queue.start();
  }
  for (let number = 0; number < COPIES; number += 1) await begin(number);
  await store.commit(
    digestsOf(people).map((digest) => ({
      kind: 'digest',
      digest: newDigest(digest, from, new Set()),
    })),
  );

  /** Every copy that lives strikes at once. */
  async function strike(at: Date): Promise<void> {
    clock.now = at;
    const slot = at.toISOString();
    await Promise.all(
      [...copies.values()].map(({ queue }) =>
        queue.send(postDigests.kind, { slot }, { key: `${postDigests.kind.id}:${slot}` }),
      ),
    );
    await until(
      async () => (await store.digests.due(at)).length === 0,
      `nothing is due at ${slot}`,
    );
  }
  // Between two slots the clock strikes in vain, so it is moved from one to the next.
  for (let [first] = await store.digests.all(); first?.next && first.next.at < to; ) {
    const { at } = first.next;
    clock.now = new Date(at.getTime() - 5 * MINUTE);
    expect(await store.digests.due(now()), 'nothing is due before').toEqual([]);
    await strike(at);
    [first] = await store.digests.all();
  }
  const issues = async () =>
    (await Promise.all(EIGHT_ZONES.map((zone) => store.digests.issues(zone, 100)))).flat();
  await until(async () => {
    // A post of which nobody knows what became is looked for half a minute later.
    clock.now = new Date(clock.now.getTime() + 31 * SECOND);
    await fresh.database.query(`UPDATE queue.job SET start_after = now() WHERE state = 'retry'`);
    return (await issues()).every(({ sentAt }) => sentAt !== null);
  }, 'all are sent');
  const all = await issues();
  await Promise.all(ending);
  await Promise.all([...copies.values()].map(end));
  await fresh.close();
  return { issues: all, posts, kills };
}

async function end({ queue, store }: OpenStore): Promise<void> {
  await queue.stop();
  await store.close();
}

const digestsOf = (people: readonly Person[]): Parameters<typeof newDigest>[0][] =>
  EIGHT_ZONES.map((zone) => ({
    id: zone,
    to: { kind: 'place', place: placeOf(zone) },
    variant: 'shared',
    schedule: { every: 'month', date: 29, clock: '02:30', zone, onHoliday: 'skip' },
    kpis: [],
    by: people[0]?.id ?? PersonId.parse('nobody'),
  }));

const placeOf = (zone: string): Place => ({
  platform: 'slack',
  tenant: 'T1',
  kind: 'channel',
  id: zone,
  name: zone,
  shared: false,
});

interface World {
  now: () => Date;
  people: Person[];
  posts: Map<string, { place: string; times: number }>;
  kill(when: string): void;
}

function contextOf({ store }: OpenStore, { now, people, posts, kill }: World): JobContext {
  const reader = () => ({ locale: 'en-GB', zone: 'Europe/Berlin', now: now() });
  return {
    store,
    now,
    id: randomUUID,
    connectors: [],
    consents: NO_CONSENTS,
    mappings: itemMappings(null),
    reader,
    readerOf: reader,
    direct: never,
    accountsByEmail: async () => [],
    directToUnlinked: never,
    threads: () => false,
    standsIn: never,
    update: never,
    audience: async () => ({ size: 1, people, guests: 0, unknown: 0, outsiders: false }),
    findPost: async () => null,
    async deliver({ place, key }) {
      const posted = await postOnce(
        { store, now },
        {
          place,
          key,
          find: async () => (posts.has(key) ? { reference: key } : null),
          async send() {
            kill('before it posted');
            posts.set(key, { place: place.id, times: (posts.get(key)?.times ?? 0) + 1 });
            kill('after it posted');
            return { reference: key };
          },
        },
      );
      return { kind: 'posted', ...posted };
    },
  };
}

/** Each slot of these issues was posted once, at the right minute by the clock of its zone. */
export function expectEachOnce(
  { issues, posts }: Awaited<ReturnType<typeof runDigests>>,
  months: number,
): void {
  expect(posts.size).toBe(months * EIGHT_ZONES.length);
  for (const zone of EIGHT_ZONES)
    expect(issues.filter(({ digest }) => digest === zone)).toHaveLength(months);
  for (const { digest: zone, slot } of issues) {
    // On 29 March the clocks of Berlin leave this half hour out, and a February has no 29th.
    const isLeftOut = zone === 'Europe/Berlin' && slot.getUTCMonth() === 2;
    if (slot.getUTCMonth() !== 1)
      expect(shown(slot, zone)).toBe(isLeftOut ? '29 03:30' : '29 02:30');
    expect(posts.get(issueKey(zone, slot))).toEqual({ place: zone, times: 1 });
  }
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
