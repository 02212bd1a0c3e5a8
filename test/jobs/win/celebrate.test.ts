import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DealRecord } from '../../../crm/customer/business-records.ts';
import type { Place } from '../../../crm/person/place.ts';
import { postWinJob } from '../../../crm/win/posts.ts';
import type { JobContext } from '../../../jobs/job.ts';
import { celebrations } from '../../../jobs/win/celebrate.ts';
import { postWin } from '../../../jobs/win/post-win.ts';
import { type OpenStore, openStore } from '../../../prisma/store.ts';
import { catchUp, contextOf } from '../../prisma/event/acting.ts';
import { customer, departments, employee, entry } from '../../prisma/people-of-acme.ts';
import { type FreshStore, freshStore } from '../../store.ts';

const NOW = new Date('2026-11-17T10:14:00Z');
const DAY = 86_400_000;
const WINS: Place = {
  platform: 'slack',
  tenant: 'T1',
  kind: 'channel',
  id: 'C1',
  name: 'wins',
  shared: false,
};
const clock = { now: NOW };
const now = () => clock.now;

let fresh: FreshStore;
/** As several copies of the bot have it. */
let copies: OpenStore[];
beforeAll(async () => {
  fresh = await freshStore('server', now);
  const { store, place } = fresh;
  await store.records.save([
    ...departments,
    employee('tom', { email: 'tom@ours.example' }),
    ...['Acme', 'Beta', 'Ceta'].flatMap((name) => [
      customer(name),
      entry(`call with ${name}`, name, { entryKind: 'call', person: 'tom' }),
      deal(name, { status: 'open', closedAt: null }),
    ]),
  ]);
  await store.settings.set('wins-channel', WINS);
  await store.settings.set('celebrations', {
    on: true,
    since: new Date(NOW.getTime() - DAY),
    paces: { deal: 'at-once' },
  });
  await store.events.register(['celebrations']);
  copies = [fresh, ...(await Promise.all([1, 2].map(() => openStore(place, { now }))))];
}, 120_000);
afterAll(async () => {
  await Promise.all(copies.slice(1).map(({ store }) => store.close()));
  await fresh.close();
});

const posts: string[] = [];
/** A copy that can be killed before it posts, or after the channel took the post. */
const copy = (
  { store }: Pick<OpenStore, 'store'>,
  dies: 'before' | 'after' | null = null,
): JobContext => ({
  ...contextOf(store, now),
  audience: async () => ({
    size: 1,
    people: await store.people.all(),
    guests: 0,
    unknown: 0,
    outsiders: false,
  }),
  update: async () => 'done',
  findPost: async ({ key }) => (posts.includes(key) ? key : null),
  async deliver({ key }) {
    if (dies === 'before') throw new Error('killed');
    if (posts.includes(key)) return { kind: 'posted', reference: key, earlier: true };
    posts.push(key);
    if (dies === 'after') throw new Error('killed');
    return { kind: 'posted', reference: key };
  },
});
const winsOf = async (name: string) => {
  const [match] = await fresh.store.customers.find(name, 1);
  const until = new Date(clock.now.getTime() + 1);
  return fresh.store.wins.list({
    since: new Date(0),
    until,
    customer: match!.customer.id,
    limit: 10,
  });
};
const jobsOf = async (win: string) =>
  fresh.database.query<{ data: { data: unknown } }>(
    `SELECT data FROM queue.job WHERE name = $1 AND data::text LIKE '%' || $2 || '%'`,
    [postWinJob.id, win],
  );
const celebrate = (using: JobContext) => catchUp(celebrations, using, fresh.database);

test('of three copies that read the same deal, one celebrates it', async () => {
  await fresh.store.records.save([deal('Acme')]);
  await Promise.all(copies.map((one) => celebrate(copy(one))));
  const wins = await winsOf('Acme');
  expect(wins).toHaveLength(1);
  expect(await jobsOf(wins[0]?.id ?? '')).toHaveLength(1);
});

test('killed before its commit, nothing is left behind, and the next copy celebrates it once', async () => {
  await fresh.store.records.save([deal('Beta')]);
  const { store } = copies[1]!;
  const commit = async () => {
    throw new Error('killed');
  };
  const killed = copy({ store: { ...store, commit } });
  await expect(celebrate(killed)).rejects.toThrow('killed');
  expect(await winsOf('Beta')).toEqual([]);
  await celebrate(copy(copies[2]!));
  expect(await winsOf('Beta')).toHaveLength(1);
});

test('killed between its commit and the post, and again right after the post, it stands there once', async () => {
  await fresh.store.records.save([deal('Ceta')]);
  await celebrate(copy(fresh));
  const [win] = await winsOf('Ceta');
  const [job] = await jobsOf(win?.id ?? '');
  const post = (using: JobContext) => postWin.run(postWinJob.data.parse(job?.data.data), using);
  posts.length = 0;
  await expect(post(copy(copies[1]!, 'before'))).rejects.toThrow('killed');
  expect(posts).toEqual([]);
  await expect(post(copy(copies[1]!, 'after'))).rejects.toThrow('killed');
  await post(copy(copies[2]!));
  await celebrate(copy(fresh));
  expect(posts).toHaveLength(1);
  expect(await winsOf('Ceta')).toHaveLength(1);
  expect(await fresh.store.winPosts.of(win?.id ?? '')).not.toBeNull();
});

function deal(of: string, over: Partial<DealRecord> = {}): DealRecord {
  const { source } = customer(of);
  return {
    kind: 'deal',
    source,
    externalId: `deal of ${of}`,
    customer: of,
    name: 'New business',
    status: 'won',
    stage: null,
    money: { amount: 5_000_000, currency: 'EUR' },
    owner: 'tom',
    origin: null,
    product: null,
    openedAt: new Date(NOW.getTime() - 40 * DAY),
    closedAt: NOW,
    ...over,
  };
}
