import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { TicketRecord } from '../../../crm/customer/business-records.ts';
import type { SourceRecord } from '../../../crm/customer/records.ts';
import { EVENT_KINDS, type Event, type EventKind } from '../../../crm/event/event.ts';
import { PersonId } from '../../../crm/person/person.ts';
import type { Change } from '../../../crm/store/change.ts';
import type { Store } from '../../../crm/store/store.ts';
import { findRenewals } from '../../../jobs/event/find-renewals.ts';
import { advance } from '../../../jobs/event/runner.ts';
import { forgetOld } from '../../../jobs/retention/forget-old.ts';
import { appendFacts } from '../../../prisma/event/append.ts';
import { appendedHere, eventsOn } from '../../../prisma/event/repository.ts';
import { openStore } from '../../../prisma/store.ts';
import { BACK_ENDS, type FreshStore, freshStore } from '../../store.ts';
import { at, contact, customer, departments, employee, entry, idOf } from '../people-of-acme.ts';
import {
  ACCOUNT_OF_ANA,
  ACME,
  ANA,
  goal,
  handoff,
  MIA,
  mention,
  note,
  promise,
  signal,
  task,
  timelineEntry,
  win,
} from '../work-of-acme.ts';
import { acting, contextOf, isAtEnd } from './acting.ts';

const NOW = at('2026-11-22T09:00');
const LATER_DAY = at('2026-12-01T08:00');
const TODAY = '2026-11-22';
const HOUR = 3_600_000;
const source = { source: 'crm', customer: 'Acme' };

const deal = (externalId: string, over: object = {}) =>
  ({
    kind: 'deal',
    ...source,
    externalId,
    name: 'Seats',
    status: 'open',
    stage: null,
    money: null,
    owner: null,
    origin: null,
    product: null,
    openedAt: NOW,
    closedAt: null,
    ...over,
  }) as const;
const ticket = (externalId: string, over: Partial<TicketRecord> = {}): TicketRecord => ({
  kind: 'ticket',
  ...source,
  externalId,
  subject: 'It stops',
  status: 'open',
  priority: 'normal',
  owner: null,
  openedAt: NOW,
  firstResponseAt: null,
  solvedAt: null,
  escalated: false,
  satisfaction: null,
  ...over,
});
const subscription = {
  kind: 'subscription',
  ...source,
  externalId: 's',
  plan: 'Team',
  seats: 3,
  monthly: null,
  interval: 'month',
  trial: false,
  startedOn: TODAY,
  endedOn: null,
  upgraded: false,
  downgraded: false,
} as const;
const invoice = {
  kind: 'invoice',
  ...source,
  externalId: 'i',
  number: '1',
  money: { amount: 1, currency: 'EUR' },
  issuedOn: TODAY,
  dueOn: TODAY,
  paidOn: null,
} as const;
const churn = {
  kind: 'churn',
  ...source,
  at: NOW,
  reason: null,
  feedback: null,
  refund: null,
} as const;

/** One of each kind, and each of them changed afterwards. */
const SAVED: readonly (readonly SourceRecord[])[] = [
  [
    ...departments,
    employee('ana'),
    customer('Acme', { renewsOn: '2027-09-01' }),
    contact('c', 'Acme'),
    entry('e', 'Acme', { at: NOW }),
    deal('d1'),
    deal('d2'),
    ticket('t1'),
    subscription,
    invoice,
    {
      kind: 'payment',
      ...source,
      externalId: 'p',
      invoice: 'i',
      money: { amount: 1, currency: 'EUR' },
      at: NOW,
      method: null,
    },
    {
      kind: 'payment',
      ...source,
      externalId: 'p-failed',
      invoice: 'i',
      money: { amount: 1, currency: 'EUR' },
      at: NOW,
      method: null,
      status: 'failed',
    },
    {
      kind: 'survey-answer',
      ...source,
      externalId: 'a',
      survey: 'nps',
      score: 2,
      best: 10,
      comment: null,
      at: NOW,
      ticket: null,
    },
    {
      kind: 'usage-day',
      ...source,
      externalId: 'u',
      day: TODAY,
      feature: 'export',
      uses: 3,
      seconds: null,
      errors: null,
    },
    { ...churn, externalId: 'x', reactivation: false },
    { ...churn, externalId: 'y', reactivation: true },
    {
      kind: 'campaign',
      source: 'crm',
      externalId: 'k',
      name: 'Fair',
      channel: 'events',
      startedOn: TODAY,
      endedOn: null,
    },
    {
      kind: 'spend',
      source: 'crm',
      externalId: 'm',
      day: TODAY,
      department: 'sales',
      channel: 'events',
      money: { amount: 1, currency: 'EUR' },
      campaign: 'k',
    },
  ],
  [
    customer('Acme', { renewsOn: '2026-12-01', owner: 'ana', stage: 'at-risk', city: 'Berlin' }),
    entry('e', 'Acme', { at: NOW, title: 'Another' }),
    deal('d1', { stage: 'Proposal' }),
    ticket('t1', { priority: 'urgent' }),
    { ...subscription, seats: 4 },
    { ...invoice, paidOn: TODAY },
  ],
  [
    deal('d1', { status: 'won', closedAt: NOW }),
    deal('d2', { status: 'lost' }),
    ticket('t1', { priority: 'high' }),
    { ...subscription, endedOn: '2027-01-31' },
  ],
  [deal('d2'), ticket('t1', { priority: 'high', status: 'solved' })],
  [ticket('t1', { priority: 'high' })],
];

/** A first version, and one after each of these steps. */
function versions<C extends Change, W extends object>(
  first: W,
  make: (work: W) => C,
  steps: readonly Partial<W>[],
): C[] {
  const works: W[] = [first];
  for (const [at, step] of steps.entries())
    works.push({ ...(works.at(-1) ?? first), ...step, version: at + 2 });
  return works.map(make);
}
const offered = (id: string, ...steps: Partial<ReturnType<typeof handoff>>[]) =>
  versions(handoff(id), (one) => ({ kind: 'handoff', handoff: one }) as const, steps);
const todo = (id: string, ...steps: Partial<ReturnType<typeof task>>[]) =>
  versions(task(id), (one) => ({ kind: 'task', task: one }) as const, steps);

/** Colleagues' changes, in their order. */
const DONE: readonly Change[] = [
  ...versions(note('n'), (one) => ({ kind: 'note', note: one }) as const, [
    { body: 'Else' },
    { deletedAt: NOW },
  ]),
  ...offered(
    'h1',
    { talk: [] },
    { reminders: 1 },
    { holder: MIA },
    { state: 'accepted' },
    { state: 'done' },
  ),
  ...offered('h2', { state: 'declined' }),
  ...offered('h3', { state: 'withdrawn' }),
  ...todo(
    't1',
    { what: 'Write' },
    { holder: MIA },
    { reminders: 1 },
    { state: 'done' },
    { state: 'open' },
    { state: 'dropped' },
  ),
  ...versions(mention('q'), (one) => ({ kind: 'mention', mention: one }) as const, [
    { words: 'Look' },
    { answer: 'Yes', answeredAt: NOW },
  ]),
  ...versions(win('w'), (one) => ({ kind: 'win', win: one }) as const, [
    { what: 'Signed' },
    { kudos: [MIA, ANA] },
    { state: 'retracted' },
  ]),
  ...versions(promise('p'), (one) => ({ kind: 'promise', promise: one }) as const, [
    { remindAt: LATER_DAY },
    { level: 0, brokenOn: '2026-12-01' },
    { dueOn: '2026-12-05', level: -1 },
    { state: 'kept', closedAt: NOW, closedBy: ANA },
    { state: 'open', closedAt: null, closedBy: null },
    { state: 'withdrawn', closedAt: NOW, closedBy: ANA },
  ]),
  ...versions(goal('g'), (one) => ({ kind: 'goal', goal: one }) as const, [
    { what: 'renew with 60 seats' },
    { state: 'reached', closedAt: NOW, closedBy: ANA },
  ]),
  ...versions(goal('g2'), (one) => ({ kind: 'goal', goal: one }) as const, [
    { state: 'withdrawn', closedAt: NOW, closedBy: ANA },
  ]),
  ...versions(signal('s'), (one) => ({ kind: 'signal', signal: one }) as const, [{ endedAt: NOW }]),
  { kind: 'entry', entry: timelineEntry('own') },
  { kind: 'entry', entry: timelineEntry('own', { title: 'Else' }) },
  { kind: 'no-entry', customerId: ACME, source: 'rapport', externalId: 'own' },
];

describe.each(BACK_ENDS)('what happened, %s', (backEnd) => {
  let fresh: FreshStore;
  const clock = { now: NOW };
  beforeAll(async () => {
    fresh = await freshStore(backEnd, () => clock.now);
    await fresh.store.events.register(['reader']);
  });
  afterAll(() => fresh.close());

  /** All that this reader did not read yet. */
  async function read(
    consumer = 'reader',
    kinds: readonly EventKind[] = EVENT_KINDS,
  ): Promise<Event[]> {
    const all: Event[] = [];
    for (;;) {
      const batch = await fresh.store.events.next(consumer, { kinds, limit: 7 });
      if (!batch && (await isAtEnd(fresh.database, consumer))) return all;
      if (!batch) continue;
      all.push(...batch.events);
      const { from, to } = batch;
      expect(await fresh.store.commit([{ kind: 'position', consumer, from, to }])).toBe('done');
    }
  }

  /** One customer becomes a part of another one, and its own again. */
  async function joinAndPart(): Promise<Event[]> {
    const { store } = fresh;
    await store.records.save([customer('Whole'), customer('Part')]);
    const [from, former] = [await idOf(store, 'Whole'), await idOf(store, 'Part')];
    await read();
    const join = { former, into: from, by: null, confidence: null, evidence: [] };
    await store.commit([{ kind: 'join', join }]);
    await store.commit([{ kind: 'part', former, from }]);
    return read();
  }

  test('every kind of event is appended by something, once, and is read back in order', async () => {
    for (const batch of SAVED) await fresh.store.records.save(batch);
    const saved = await read();
    for (const change of DONE) expect(await fresh.store.commit([change])).toBe('done');
    await findRenewals.run(
      { slot: NOW.toISOString() },
      contextOf(fresh.store, () => NOW),
    );
    await findRenewals.run(
      { slot: NOW.toISOString() },
      contextOf(fresh.store, () => NOW),
    );
    const done = await read();
    const joined = await joinAndPart();
    expect(joined.map(({ kind }) => kind)).toEqual([
      'customer-joined',
      'customer-parted',
      'customer-parted',
    ]);
    expect([...new Set([...saved, ...done, ...joined].map(({ kind }) => kind))].toSorted()).toEqual(
      EVENT_KINDS.toSorted(),
    );
    // Each change is one event, except a reminder of a task and one of a promise.
    expect(done).toHaveLength(DONE.length - 2 + 1);
    expect(done.filter(({ kind }) => kind === 'renewal-near')).toMatchObject([
      { payload: { renewsOn: '2026-12-01' }, at: at('2026-11-01T00:00') },
    ]);
  });

  test('saving the same again appends nothing', async () => {
    await fresh.store.records.save(SAVED.at(-1) ?? []);
    expect(await read()).toEqual([]);
  });

  test('who did it stands on it', async () => {
    const event = {
      at: NOW,
      person: ANA,
      account: ACCOUNT_OF_ANA,
      place: 'direct D1',
      action: 'note',
      customer: ACME,
      detail: {},
    } as const;
    await fresh.store.commit(
      [
        { kind: 'note', note: note('hers') },
        { kind: 'audit', event },
      ],
      NOW,
    );
    expect(await read()).toMatchObject([
      {
        kind: 'note-added',
        customerId: ACME,
        at: NOW,
        recordedAt: NOW,
        source: 'rapport',
        personId: PersonId.parse('ana'),
        payload: { note: 'hers', visibility: 'department' },
      },
    ]);
  });

  test('what is refused leaves no event', async () => {
    expect(await fresh.store.commit([{ kind: 'note', note: note('hers', { version: 9 }) }])).toBe(
      'stale',
    );
    expect(await read()).toEqual([]);
  });

  test('facts from long ago are counted with their days, and not told one by one', async () => {
    const old = at('2024-03-01T10:00');
    await fresh.store.records.save([
      entry('old', 'Acme', { at: old }),
      entry('new', 'Acme', { at: NOW }),
    ]);
    expect((await read()).map(({ kind, payload }) => ({ kind, payload }))).toEqual([
      { kind: 'entry-added', payload: { entry: 'new', kind: 'email', record: null } },
      {
        kind: 'records-saved',
        payload: { record: 'entry', added: 2, changed: 0, from: '2024-03-01', until: '2026-11-22' },
      },
    ]);
    await fresh.store.records.save([entry('old', 'Acme', { at: at('2024-05-01T10:00') })]);
    expect((await read()).map(({ payload }) => payload)).toEqual([
      { record: 'entry', added: 0, changed: 1, from: '2024-03-01', until: '2024-05-01' },
    ]);
  });

  test('a consumer passes what it does not want, and begins with what happens once it is known', async () => {
    await fresh.store.events.register(['late']);
    await fresh.store.commit(
      ['a', 'b', 'c'].map((id) => ({ kind: 'task', task: task(`later-${id}`) })),
    );
    await fresh.store.commit([{ kind: 'mention', mention: mention('later') }]);
    await fresh.store.events.register(['late']);
    expect((await read('late', ['question-asked'])).map(({ payload }) => payload)).toMatchObject([
      { question: 'later' },
    ]);
    expect(await read('late')).toEqual([]);
  });

  test('a backup that is brought to a server with other transactions goes on where it was', async () => {
    await read();
    await fresh.store.commit([{ kind: 'mention', mention: mention('unread') }]);
    await fresh.database.query('UPDATE event SET transaction = transaction + 1000000000');
    await fresh.database.query('UPDATE event_consumer SET transaction = transaction + 1000000000');
    await fresh.store.events.register(['reader']);
    await fresh.store.commit([{ kind: 'mention', mention: mention('afterwards') }]);
    expect((await read()).map(({ payload }) => payload)).toMatchObject([
      { question: 'unread' },
      { question: 'afterwards' },
    ]);
  });

  test('after 400 days it is let go', async () => {
    const left = async () => (await fresh.database.query('SELECT 1 FROM event')).length;
    const forget = (days: number) =>
      forgetOld.run(
        { slot: new Date(NOW.getTime() + days * 24 * HOUR).toISOString() },
        contextOf(fresh.store, () => NOW),
      );
    await forget(400);
    expect(await left()).toBeGreaterThan(0);
    await forget(401);
    expect(await left()).toBe(0);
  });
});

describe('several writers and readers on one server', () => {
  let fresh: FreshStore;
  beforeAll(async () => {
    fresh = await freshStore('server', () => NOW);
    await fresh.store.events.register(['acting']);
  });
  afterAll(() => fresh.close());

  test('an event that is in flight is not passed by one that was committed earlier', async () => {
    const { store, database } = fresh;
    const query = { kinds: EVENT_KINDS, limit: 9 };
    const append = (sql: Parameters<typeof appendFacts>[0], id: string) =>
      appendFacts(sql, [{ kind: 'win-posted', customerId: ACME, payload: { win: id } }], {
        now: NOW,
        doer: null,
      });
    await database.transaction(async (slow) => {
      await append(slow, 'slow');
      await database.transaction((fast) => append(fast, 'fast'));
      expect(await store.events.next('acting', query)).toBeNull();
    });
    const batch = await vi.waitUntil(() => store.events.next('acting', query), 30_000);
    expect(batch?.events.map(({ payload }) => payload)).toEqual([{ win: 'slow' }, { win: 'fast' }]);
  });

  test('a fresh event that only a newer version knows is left to it; after an hour it is passed', async () => {
    const { database, store } = fresh;
    const later = (minutes: number) =>
      eventsOn(database, appendedHere(), () => new Date(NOW.getTime() + minutes * 60_000));
    const query = { kinds: EVENT_KINDS, limit: 9 };
    await store.events.register(['older']);
    await database.query(
      `INSERT INTO event (transaction, kind, at, recorded_at, source, payload) SELECT pg_current_xact_id()::text::bigint, 'of-tomorrow', $1, $1, 'rapport', '{}'`,
      [NOW],
    );
    await appendFacts(
      database,
      [{ kind: 'win-posted', customerId: ACME, payload: { win: 'after it' } }],
      { now: NOW, doer: null },
    );
    expect(await later(59).next('older', query)).toBeNull();
    const batch = await vi.waitUntil(() => later(61).next('older', query), 30_000);
    expect(batch?.events.map(({ payload }) => payload)).toEqual([{ win: 'after it' }]);
    await database.query("DELETE FROM event WHERE kind = 'of-tomorrow'");
  });

  test('three copies act once on each event between them', async () => {
    const others = await Promise.all([1, 2].map(() => openStore(fresh.place, { now: () => NOW })));
    const copies = [fresh.store, ...others.map(({ store }) => store)];
    let asking = true;
    const work = async (store: Store): Promise<void> => {
      while (asking || !(await isAtEnd(fresh.database, 'acting')))
        await advance(
          acting(),
          contextOf(store, () => NOW),
        );
    };
    const working = copies.map(work);
    for (let n = 0; n < 60; n += 1)
      await fresh.store.commit([{ kind: 'mention', mention: mention(`q${n}`) }], NOW);
    asking = false;
    await Promise.all(working);
    const rows = await fresh.database.query<{ n: number; of: number }>(
      `SELECT count(*)::int AS n, count(DISTINCT split_part(id, ':', 1))::int AS of FROM task`,
    );
    expect(rows).toEqual([{ n: 60, of: 60 }]);
    await Promise.all(others.map(({ store }) => store.close()));
  }, 60_000);
});
