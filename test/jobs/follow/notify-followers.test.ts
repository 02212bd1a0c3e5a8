import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CustomerId } from '../../../crm/customer/customer.ts';
import type { ListFollow } from '../../../crm/follow/list-follow.ts';
import { Upstream } from '../../../crm/problem.ts';
import type { Store } from '../../../crm/store/store.ts';
import { handleEvent } from '../../../jobs/event/handle-event.ts';
import { followers } from '../../../jobs/follow/followers.ts';
import { tellFollowers } from '../../../jobs/follow/notify-followers.ts';
import { postListNews } from '../../../jobs/follow/post-list-news.ts';
import type { JobContext } from '../../../jobs/job.ts';
import { catchUp, contextOf } from '../../prisma/event/acting.ts';
import { customer, departments, employee, entry, idOf } from '../../prisma/people-of-acme.ts';
import { BACK_ENDS, type FreshStore, freshStore } from '../../store.ts';
import { CHANNEL, openCopies } from '../copies.ts';

const FOLLOWERS = 1000;
const START = new Date('2026-11-24T10:00:00Z');
const HOUR = 3_600_000;

describe.each(BACK_ENDS)('a thousand followers and a channel, %s', (backEnd) => {
  let fresh: FreshStore;
  let copies: Store[];
  let closeCopies: () => Promise<void>;
  const clock = { now: START };
  beforeAll(async () => {
    fresh = await freshStore(backEnd, () => clock.now);
    await fresh.store.records.save([
      ...departments,
      customer('Acme', { renewsOn: '2027-09-01' }),
      ...Array.from({ length: FOLLOWERS + 1 }, (_, at) =>
        employee(`f${at}`, { email: `f${at}@ours.example` }),
      ),
    ]);
    const acme: CustomerId = await idOf(fresh.store, 'Acme');
    // All but one.
    for (const { id, email } of await fresh.store.people.all())
      if (email !== `f${FOLLOWERS}@ours.example`)
        await fresh.store.customers.follow(id, acme, true, START);
    await fresh.store.followers.add(CHANNEL, acme, START);
    ({ copies, closeCopies } = await openCopies(fresh, 3, clockOf));
    await fresh.store.events.register(['followers']);
    clock.now = new Date(START.getTime() + HOUR);
  }, 120_000);
  afterAll(async () => {
    await closeCopies();
    await fresh.close();
  });

  const clockOf = { now: () => clock.now };
  function context(store = fresh.store, more: Partial<JobContext> = {}): JobContext {
    return {
      ...contextOf(store, () => clock.now),
      audience: async () => ({
        size: 1,
        people: (await fresh.store.people.all()).slice(0, 1),
        guests: 0,
        unknown: 0,
        outsiders: false,
      }),
      ...more,
    };
  }

  const run = (using = context()) => catchUp(followers, using, fresh.database);
  const told = async (to: Parameters<Store['messages']['recent']>[0], has: string) =>
    (await fresh.store.messages.recent(to, START)).filter(
      ({ kind, line }) => kind === 'followed' && line.includes(has),
    ).length;
  const channelTold = (has: string) => told({ kind: 'place', place: CHANNEL }, has);
  /** How often colleagues who follow were told this, and the channel: all differing counts. */
  async function counts(has: string): Promise<number[]> {
    const rows = await fresh.database.query<{ n: number }>(
      `SELECT DISTINCT (SELECT count(*)::int FROM message m WHERE m.addressee = 'person:' || f.person_id AND strpos(m.line, $1) > 0) AS n FROM follow f`,
      [has],
    );
    const others = await fresh.database.query(
      `SELECT 1 FROM message m WHERE m.addressee LIKE 'person:%' AND NOT EXISTS (SELECT 1 FROM follow f WHERE m.addressee = 'person:' || f.person_id)`,
    );
    expect(others).toEqual([]);
    return [...rows.map(({ n }) => n), await channelTold(has)];
  }

  test('hear of an event once each: by a copy that fails before it commits, and three at once', async () => {
    await fresh.store.records.save([
      entry('leaves', 'Acme', { at: clock.now, entryKind: 'churn', title: 'Acme leaves' }),
    ]);
    const failing = { ...fresh.store, commit: () => Promise.reject(new Error('killed')) };
    await expect(run(context(failing))).rejects.toThrow('killed');
    expect(await counts('leaves')).toEqual([0, 0]);
    await Promise.all(copies.map((store) => run(context(store))));
    expect(await counts('leaves')).toEqual([1, 1]);
  }, 60_000);

  test('a renewal that a source moves near is told once, also where it is moved away and back', async () => {
    for (const renewsOn of ['2026-12-10', '2027-09-01', '2026-12-10']) {
      await fresh.store.records.save([customer('Acme', { renewsOn })]);
      clock.now = new Date(clock.now.getTime() + HOUR / 12);
      await Promise.all(copies.map((store) => run(context(store))));
    }
    expect(await counts('renews')).toEqual([1, 1]);
  }, 60_000);

  test('a channel whose readers nobody knows right now is told later; the others do not wait for it', async () => {
    await fresh.store.records.save([
      entry('back', 'Acme', { at: clock.now, entryKind: 'ticket', title: 'T-1 reopened' }),
    ]);
    const down = { audience: () => Promise.reject(new Upstream('slack', 'unavailable')) };
    await run(context(fresh.store, down));
    expect(await counts('T-1 reopened')).toEqual([1, 0]);
    const [job] = await fresh.database.query<{ data: { data: unknown } }>(
      `SELECT data FROM queue.job WHERE name = 'tell-followers'`,
    );
    await expect(tellFollowers.run(job?.data.data, context(fresh.store, down))).rejects.toThrow();
    await tellFollowers.run(job?.data.data, context());
    await tellFollowers.run(job?.data.data, context());
    expect(await counts('T-1 reopened')).toEqual([1, 1]);
  }, 60_000);

  test('an event that fails holds up nobody: the queue tries it again, and it has its effect once', async () => {
    await fresh.store.records.save([
      entry('fault', 'Acme', { at: clock.now, entryKind: 'ticket', title: 'T-2 reopened' }),
      entry('fine', 'Acme', { at: clock.now, entryKind: 'email', title: 'Thanks' }),
    ]);
    const faulty = { audience: () => Promise.reject(new Error('a fault')) };
    await run(context(fresh.store, faulty));
    expect(await counts('T-2 reopened')).toEqual([0, 0]);
    const jobs = await fresh.database.query<{ data: { data: unknown } }>(
      `SELECT data FROM queue.job WHERE name = 'handle-event' ORDER BY (data->'data'->'event'->>'id')::bigint`,
    );
    expect(jobs).toHaveLength(2);
    const [{ data } = { data: { data: null } }] = jobs;
    await expect(handleEvent.run(data.data, context(fresh.store, faulty))).rejects.toThrow();
    for (const { data } of [...jobs, ...jobs]) await handleEvent.run(data.data, context());
    expect(await counts('T-2 reopened')).toEqual([1, 1]);
  }, 60_000);

  test('a channel hears once that a customer came onto its list: by a copy that is killed, and three at once', async () => {
    const [by] = await fresh.store.people.all();
    const now = clock.now;
    const follow: ListFollow = {
      id: 'lf',
      version: 1,
      place: CHANNEL,
      name: 'worries',
      words: 'at risk',
      by: by!.id,
      since: START,
      toldAt: START,
      nextAt: now,
    };
    await fresh.store.commit([{ kind: 'list-follow', follow, members: [] }], START);
    await fresh.store.records.save([customer('Acme', { stage: 'at-risk' })]);
    const slot = { slot: now.toISOString() };
    const failing = { ...fresh.store, commit: () => Promise.reject(new Error('killed')) };
    await expect(postListNews.run(slot, context(failing))).rejects.toThrow('killed');
    await Promise.all(copies.map((store) => postListNews.run(slot, context(store))));
    const told = await fresh.store.messages.recent({ kind: 'place', place: CHANNEL }, START);
    expect(told.filter(({ line }) => line === 'worries: 1 new')).toHaveLength(1);
    expect(await fresh.store.listFollows.due(now)).toEqual([]);
    clock.now = new Date(now.getTime() + 48 * HOUR);
    const gone = { audience: () => Promise.reject(new Upstream('slack', 'rejected')) };
    const away = { audience: () => Promise.reject(new Upstream('slack', 'unavailable')) };
    await expect(postListNews.run(slot, context(fresh.store, away))).rejects.toThrow('unavailable');
    expect(await fresh.store.listFollows.due(clock.now)).toHaveLength(1);
    for (const _ of [1, 2, 3]) await postListNews.run(slot, context(fresh.store, gone));
    expect(await fresh.store.listFollows.due(clock.now)).toEqual([]);
    clock.now = new Date(clock.now.getTime() + 24 * HOUR);
    await postListNews.run(slot, context(fresh.store, gone));
    const maker = await fresh.store.messages.recent({ kind: 'person', person: by!.id }, START);
    expect(maker.filter(({ line }) => line.startsWith('I could not post'))).toHaveLength(1);
    clock.now = now;
    expect(await fresh.store.listFollows.remove('lf')).toBe(true);
    await fresh.store.records.save([customer('Acme')]);
  });

  test('a fact that comes late is an event, and nobody is told of it', async () => {
    const late = new Date(clock.now.getTime() - 27 * HOUR);
    await fresh.store.records.save([
      entry('late', 'Acme', { at: late, entryKind: 'churn', title: 'It left long ago' }),
    ]);
    await run();
    expect(await counts('It left long ago')).toEqual([0, 0]);
    const [event] = await fresh.database.query(
      `SELECT kind, at FROM event WHERE payload->>'entry' = 'late'`,
    );
    expect(event).toEqual({ kind: 'entry-added', at: late });
  });

  test('the organisation says how old news may be', async () => {
    const happened = new Date(START.getTime() + HOUR / 2);
    const save = (title: string) =>
      fresh.store.records.save([entry(title, 'Acme', { at: happened, entryKind: 'churn', title })]);
    await fresh.store.settings.set('announce-hours', 0.25);
    await save('Too old');
    await run();
    await fresh.store.settings.set('announce-hours', 2);
    await save('New enough');
    await run();
    expect([await counts('Too old'), await counts('New enough')]).toEqual([
      [0, 0],
      [1, 1],
    ]);
  }, 60_000);

  test('a ticket that becomes urgent is told of, though it was opened days ago in another batch', async () => {
    const ticket = {
      kind: 'ticket',
      source: 'crm',
      externalId: 'old',
      customer: 'Acme',
      subject: 'Nothing prints',
      status: 'open',
      priority: 'normal',
      owner: null,
      openedAt: new Date(clock.now.getTime() - 72 * HOUR),
      firstResponseAt: null,
      solvedAt: null,
      escalated: false,
      satisfaction: null,
    } as const;
    const opening = entry('opens', 'Acme', {
      at: ticket.openedAt,
      entryKind: 'ticket',
      direction: 'inbound',
      title: 'Nothing prints',
      record: { kind: 'ticket', id: 'old' },
    });
    await fresh.store.records.save([ticket, opening]);
    await run();
    expect(await counts('Nothing prints')).toEqual([0, 0]);
    await fresh.store.records.save([{ ...ticket, priority: 'urgent' }]);
    await run();
    expect(await counts('Nothing prints')).toEqual([1, 1]);
  }, 60_000);
});
