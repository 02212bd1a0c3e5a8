import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Connection, Revocation } from '../../../crm/connection/connection.ts';
import { CustomerId } from '../../../crm/customer/customer.ts';
import { newQuestion } from '../../../crm/customer/same-company.ts';
import type { Digest, DigestIssue } from '../../../crm/digest/digest.ts';
import type { Erasure } from '../../../crm/erasure/erasure.ts';
import type { ListFollow } from '../../../crm/follow/list-follow.ts';
import { Repeated } from '../../../crm/problem.ts';
import { defineJobKind } from '../../../crm/queue.ts';
import { type Change, sendJob } from '../../../crm/store/change.ts';
import type { Store } from '../../../crm/store/store.ts';
import type { Kind, Of } from '../../../prisma/commit/change-kind.ts';
import { KINDS } from '../../../prisma/commit/change-kinds.ts';
import type { Database } from '../../../prisma/database/database.ts';
import { BACK_ENDS, type FreshStore, freshStore } from '../../store.ts';
import { at, EVERYTHING } from '../people-of-acme.ts';
import {
  ACCOUNT_OF_ANA,
  ACME,
  ANA,
  BEN,
  goal,
  handoff,
  MIA,
  mention,
  messageTo,
  note,
  promise,
  task,
  timelineEntry,
  win,
} from '../work-of-acme.ts';

const NOW = at('2026-11-22T09:00');
const LATER = at('2026-11-22T12:00');

/** The queue gave up one job and one slot of the clock; the slot after it was done. */
const GIVEN_UP = `UPDATE queue.job SET state = CASE data->'data'->>'slot' WHEN '9' THEN 'completed' ELSE 'failed' END::queue.job_state,
  output = '{"message": "it is off"}', completed_on = queue.job_now() - CASE data->'data'->>'slot' WHEN '9' THEN interval '0' ELSE interval '1 hour' END
  WHERE name IN ('broken', 'hourly')`;

/** One kind of change with its effect on the store. A kind without its example does not compile. */
interface Example<C extends Change> {
  /** Prepares the store. */
  given?: (store: Store, database: Database) => Promise<unknown>;
  change: C;
  read: (store: Store, database: Database) => Promise<unknown>;
  before: unknown;
  after: unknown;
  /** The jobs that it sends. */
  sends?: readonly string[];
}

const entryRead =
  (externalId: string) =>
  async (store: Store): Promise<string | null> =>
    (await store.timeline.entry(ACME, { source: 'rapport', externalId }, EVERYTHING))?.title ??
    null;

const deferred = (key: string) => async (store: Store) => {
  await store.commit([{ kind: 'message', message: messageTo(BEN, key) }], NOW);
  const message = await store.messages.get(key);
  if (message) await store.messages.save({ ...message, state: 'deferred', dueAt: NOW });
};

const CONNECTION: Connection = {
  person: ANA,
  source: 'hubspot',
  user: { id: '71', email: 'ana@rapport.example' },
  since: NOW,
  endedAt: null,
};
const OF_BEN: Connection = { ...CONNECTION, person: BEN };
const REVOCATION: Revocation = { id: 'rv', person: ANA, source: 'hubspot', tokens: 'v1.sealed' };

const ERASURE: Erasure = {
  id: 'er',
  version: 1,
  state: 'asked',
  subject: 'customer',
  about: { customerId: ACME, contacts: [], name: 'Acme', terms: null },
  counts: { note: 2 },
  askedBy: ANA,
  askedAt: NOW,
  answeredBy: null,
  answeredAt: null,
  finishedAt: null,
  proof: null,
  refused: 0,
};

const DIGEST: Digest = {
  id: 'dg',
  version: 1,
  to: { kind: 'person', person: ANA },
  variant: 'leaders',
  schedule: { every: 'week', weekday: 1, clock: '08:00', zone: 'Europe/Berlin', onHoliday: 'move' },
  kpis: ['churn-rate'],
  state: 'on',
  next: { day: '2026-11-23', at: at('2026-11-23T07:00') },
  by: ANA,
  createdAt: NOW,
  askedAt: null,
};
const LIST_FOLLOW: ListFollow = {
  id: 'lf',
  version: 1,
  place: {
    platform: 'slack',
    tenant: 'T1',
    kind: 'channel',
    id: 'C1',
    name: '#sales',
    shared: false,
  },
  name: 'danger zone',
  words: 'at risk',
  by: ANA,
  since: NOW,
  toldAt: NOW,
  nextAt: LATER,
};
const ISSUE: DigestIssue = {
  digest: 'dg',
  slot: NOW,
  first: '2026-11-16',
  last: '2026-11-22',
  reference: null,
  sentAt: null,
  actedAt: null,
};

const [OTHER, STAGED] = [CustomerId.parse('acme-2'), CustomerId.parse('staged')];
const [INTO, FORMER, WHOLE, PART] = ['into', 'former', 'whole', 'part'].map((id) =>
  CustomerId.parse(id),
) as [CustomerId, CustomerId, CustomerId, CustomerId];
const twoCustomers = async (database: Database, ids: CustomerId[]): Promise<void> => {
  await database.query(
    "INSERT INTO customer (id, name, stage, name_key, search_keys, updated_at) SELECT id, 'Acme', 'live', 'acme', '{}', $2 FROM unnest($1::text[]) AS n(id)",
    [ids, NOW],
  );
};

const EXAMPLES: { [K in Kind]: Example<Of<K>> } = {
  note: {
    change: { kind: 'note', note: note('n') },
    read: (store) => store.notes.get('n'),
    before: null,
    after: note('n'),
  },
  handoff: {
    change: { kind: 'handoff', handoff: handoff('h') },
    read: (store) => store.handoffs.get('h'),
    before: null,
    after: handoff('h'),
  },
  goal: {
    change: { kind: 'goal', goal: goal('g') },
    read: (store) => store.goals.get('g'),
    before: null,
    after: goal('g'),
  },
  promise: {
    change: { kind: 'promise', promise: promise('p') },
    read: (store) => store.promises.get('p'),
    before: null,
    after: promise('p'),
  },
  task: {
    change: { kind: 'task', task: task('t') },
    read: (store) => store.tasks.get('t'),
    before: null,
    after: task('t'),
  },
  mention: {
    change: { kind: 'mention', mention: mention('q') },
    read: (store) => store.questions.get('q'),
    before: null,
    after: mention('q'),
  },
  win: {
    change: { kind: 'win', win: win('w') },
    read: (store) => store.wins.get('w'),
    before: null,
    after: win('w'),
  },
  owner: {
    given: (_, database) =>
      database.query(
        "INSERT INTO customer (id, name, stage, name_key, search_keys, updated_at) VALUES ($1, 'Acme', 'live', 'acme', '{}', $2)",
        [ACME, NOW],
      ),
    change: { kind: 'owner', customerId: ACME, person: BEN },
    read: (store) => store.customers.owner(ACME),
    before: null,
    after: BEN,
  },
  stage: {
    given: (_, database) =>
      database.query(
        "INSERT INTO customer (id, name, stage, name_key, search_keys, updated_at) VALUES ($1, 'Acme', 'lead', 'acme', '{}', $2)",
        [STAGED, NOW],
      ),
    change: { kind: 'stage', customerId: STAGED, stage: 'live', source: 'hubspot' },
    read: async (_, database) =>
      (
        await database.query<{ stage: string }>('SELECT stage FROM customer WHERE id = $1', [
          STAGED,
        ])
      )[0]?.stage,
    before: 'lead',
    after: 'live',
  },
  'same-company': {
    change: { kind: 'same-company', question: newQuestion(ACME, OTHER, { same: true, by: BEN }) },
    read: (store) => store.matches.question([OTHER, ACME]),
    before: null,
    after: newQuestion(ACME, OTHER, { same: true, by: BEN }),
  },
  join: {
    given: (_, database) => twoCustomers(database, [INTO, FORMER]),
    change: {
      kind: 'join',
      join: { former: FORMER, into: INTO, by: BEN, confidence: null, evidence: [] },
    },
    read: async (store) => [...(await store.matches.now([FORMER]))],
    before: [],
    after: [[FORMER, INTO]],
  },
  part: {
    given: async (store, database) => {
      await twoCustomers(database, [WHOLE, PART]);
      const join = { former: PART, into: WHOLE, by: BEN, confidence: null, evidence: [] };
      await store.commit([{ kind: 'join', join }], NOW);
    },
    change: { kind: 'part', former: PART, from: WHOLE },
    read: async (store) => [...(await store.matches.now([PART]))],
    before: [[PART, WHOLE]],
    after: [],
  },
  matched: {
    given: async (_, database) => {
      await database.query(
        "INSERT INTO source (source, last_seen) VALUES ('crm', $1), ('zendesk', $1)",
        [NOW],
      );
      await database.query(
        "INSERT INTO reference (source, external_id, customer_id) VALUES ('crm', 'a', $1)",
        [ACME],
      );
    },
    change: { kind: 'matched', references: [{ source: 'crm', externalId: 'a' }] },
    read: async (store) => (await store.matches.due(1, NOW))?.references ?? null,
    before: [{ source: 'crm', externalId: 'a', customer: ACME }],
    after: null,
  },
  signal: {
    change: {
      kind: 'signal',
      signal: {
        id: 's',
        customerId: ACME,
        version: 1,
        createdAt: NOW,
        rule: 'silence',
        key: 'k',
        detail: { by: 'Ana' },
        causes: [],
        toldAt: NOW,
        endedAt: null,
        answers: [],
      },
    },
    read: async (store) => {
      const [signal] = await store.signals.standing([ACME]);
      return signal && [signal.rule, signal.detail, signal.toldAt];
    },
    before: undefined,
    after: ['silence', { by: 'Ana' }, NOW],
  },
  'hold-override': {
    change: {
      kind: 'hold-override',
      override: { customerId: ACME, person: BEN, at: NOW, until: NOW },
    },
    read: async (_, database) =>
      (await database.query<{ id: string }>('SELECT person_id AS id FROM hold_override'))[0]?.id,
    before: undefined,
    after: BEN,
  },
  connection: {
    change: { kind: 'connection', connection: CONNECTION, tokens: 'v1.sealed' },
    read: async (store) => [
      await store.connections.get(CONNECTION),
      await store.connections.tokens(CONNECTION),
    ],
    before: [null, null],
    after: [CONNECTION, 'v1.sealed'],
  },
  'connection-ended': {
    given: (store) =>
      store.commit([{ kind: 'connection', connection: OF_BEN, tokens: 'v1.sealed' }], NOW),
    change: { kind: 'connection-ended', connection: OF_BEN, refusedAt: LATER },
    read: async (store) => [
      (await store.connections.get(OF_BEN))?.endedAt,
      await store.connections.tokens(OF_BEN),
    ],
    before: [null, 'v1.sealed'],
    after: [LATER, null],
  },
  revocation: {
    change: { kind: 'revocation', revocation: REVOCATION },
    read: (store) => store.connections.revocation('rv'),
    before: null,
    after: REVOCATION,
    sends: ['revoke-tokens {"id":"rv"}'],
  },
  turn: {
    given: (store) => store.rotations.save({ name: 'Madrid', members: [BEN, MIA], next: 0 }),
    change: { kind: 'turn', rotation: 'madrid', from: 0, to: 1 },
    read: async (store) => (await store.rotations.get('Madrid'))?.next,
    before: 0,
    after: 1,
  },
  digest: {
    change: { kind: 'digest', digest: DIGEST },
    read: (store) => store.digests.get('dg'),
    before: null,
    after: DIGEST,
  },
  erasure: {
    change: { kind: 'erasure', erasure: ERASURE },
    read: (store) => store.erasures.get('er'),
    before: null,
    after: ERASURE,
  },
  'list-follow': {
    change: { kind: 'list-follow', follow: LIST_FOLLOW, members: [ACME] },
    read: async (store) => ({
      follow: await store.listFollows.get('lf'),
      members: await store.listFollows.members('lf'),
    }),
    before: { follow: null, members: [] },
    after: { follow: LIST_FOLLOW, members: [ACME] },
  },
  'digest-issue': {
    change: { kind: 'digest-issue', issue: ISSUE },
    read: (store) => store.digests.issue('dg', NOW),
    before: null,
    after: ISSUE,
  },
  once: {
    change: { kind: 'once', delivery: 'd' },
    // The same delivery once more is refused, but only after it was stored.
    read: async (_, database) =>
      (await database.query('SELECT 1 FROM delivery WHERE key = $1', ['once:d'])).length,
    before: 0,
    after: 1,
  },
  message: {
    change: { kind: 'message', message: messageTo(BEN, 'm', { sender: ANA }) },
    read: async (store) => {
      const message = await store.messages.get('m');
      return message && [message.line, message.sender, message.state, message.createdAt];
    },
    before: null,
    after: ['Ana hands you Acme', ANA, 'waiting', NOW],
    sends: ['deliver-message {"key":"m"}'],
  },
  'write-back': {
    change: {
      kind: 'write-back',
      writeBack: { key: 'wb', customerId: ACME, subject: { kind: 'owner', person: ANA } },
    },
    read: async (store) => {
      const writeBack = await store.writeBacks.get('wb');
      return writeBack && [writeBack.subject, writeBack.state, writeBack.at];
    },
    before: null,
    after: [{ kind: 'owner', person: ANA }, 'waiting', NOW],
    sends: ['write-back {"key":"wb"}'],
  },
  entry: {
    change: { kind: 'entry', entry: timelineEntry('e') },
    read: entryRead('e'),
    before: null,
    after: 'Ana noted',
  },
  'no-entry': {
    given: (store) => store.commit([{ kind: 'entry', entry: timelineEntry('gone') }], NOW),
    change: { kind: 'no-entry', customerId: ACME, source: 'rapport', externalId: 'gone' },
    read: entryRead('gone'),
    before: 'Ana noted',
    after: null,
  },
  position: {
    given: async (store, database) => {
      await store.events.register(['somebody']);
      await database.query('UPDATE event_consumer SET transaction = 0');
    },
    change: {
      kind: 'position',
      consumer: 'somebody',
      from: { transaction: 0, id: 0 },
      to: { transaction: 1, id: 1 },
    },
    read: async (_, database) =>
      (
        await database.query<{ id: number }>(
          "SELECT event_id AS id FROM event_consumer WHERE name = 'somebody'",
        )
      )[0]?.id,
    before: 0,
    after: 1,
  },
  'take-back': {
    given: deferred('taken-back'),
    change: {
      kind: 'take-back',
      message: { key: 'taken-back', line: 'Withdrawn', view: { title: 'Withdrawn', blocks: [] } },
    },
    read: async (store) => {
      const message = await store.messages.get('taken-back');
      return message && [message.state, message.line];
    },
    before: ['deferred', 'Ana hands you Acme'],
    after: ['withdrawn', 'Withdrawn'],
  },
  due: {
    given: deferred('sooner'),
    change: { kind: 'due', messages: ['sooner'], at: LATER },
    read: async (store) => (await store.messages.get('sooner'))?.dueAt,
    before: NOW,
    after: LATER,
  },
  'not-told': {
    given: deferred('suppressed'),
    change: { kind: 'not-told', message: 'suppressed', state: 'muted' },
    read: async (store) => (await store.messages.get('suppressed'))?.state,
    before: 'deferred',
    after: 'muted',
  },
  'notification-preference': {
    change: {
      kind: 'notification-preference',
      person: MIA,
      preference: {
        kinds: { win: 'muted' },
        dailyAt: '07:30',
        quiet: null,
        daysOff: [],
        snoozedUntil: null,
        mutedCustomers: [],
        named: true,
      },
    },
    read: async (store) => (await store.notificationPreferences.get(MIA)).kinds,
    before: {},
    after: { win: 'muted' },
  },
  job: {
    change: sendJob(defineJobKind('remind', z.unknown()), { of: 'j' }, { key: 'j' }),
    // A job stands nowhere but in the queue.
    read: async () => null,
    before: null,
    after: null,
    sends: ['remind {"of":"j"}'],
  },
  'retry-jobs': {
    given: async (store, database) => {
      const broken = defineJobKind('broken', z.unknown());
      const hourly = defineJobKind('hourly', z.unknown());
      await store.commit(
        [
          sendJob(broken, { of: 'b' }, { key: 'b' }),
          sendJob(hourly, { slot: '8' }, { key: '8' }),
          sendJob(hourly, { slot: '9' }, { key: '9' }),
        ],
        NOW,
      );
      await database.query(GIVEN_UP);
    },
    change: { kind: 'retry-jobs', job: 'broken' },
    read: async (store) =>
      (await store.status.facts(NOW)).jobs
        .filter(({ kind }) => kind === 'broken' || kind === 'hourly')
        .map(({ kind, due, failed, fault }) => ({ kind, due, failed, fault })),
    // The later slot did what the earlier one left.
    before: [
      { kind: 'broken', due: 0, failed: 1, fault: 'it is off' },
      { kind: 'hourly', due: 0, failed: 0, fault: null },
    ],
    after: [
      { kind: 'broken', due: 1, failed: 0, fault: null },
      { kind: 'hourly', due: 0, failed: 0, fault: null },
    ],
  },
  received: {
    change: {
      kind: 'received',
      delivery: {
        source: 'zendesk',
        key: 'k',
        items: [{ id: '1' }],
        receivedAt: NOW,
        digest: 'd',
        signature: 's',
      },
    },
    read: (store) => store.deliveries.receipt({ source: 'zendesk', key: 'k' }),
    before: null,
    after: { digest: 'd', count: 1 },
    sends: ['save-items {"key":"k","source":"zendesk"}'],
  },
  audit: {
    change: {
      kind: 'audit',
      event: {
        at: NOW,
        person: ANA,
        account: ACCOUNT_OF_ANA,
        place: 'direct D1',
        action: 'settings',
        customer: null,
        detail: { set: 'example' },
      },
    },
    read: async (store) =>
      (await store.audit.search({ actions: ['settings'], limit: 9 })).map(({ detail }) => detail),
    before: [],
    after: [{ set: 'example' }],
  },
};

describe.each(BACK_ENDS)('every kind of change, %s', (backEnd) => {
  let opened: FreshStore;
  beforeAll(async () => {
    opened = await freshStore(backEnd);
  });
  afterAll(() => opened.close());

  async function queued(): Promise<string[]> {
    const rows = await opened.database.query<{ name: string; data: { data: unknown } }>(
      `SELECT name, data FROM queue.job WHERE name NOT LIKE '\\_\\_%' ORDER BY created_on, name`,
    );
    return rows.map(({ name, data }) => `${name} ${JSON.stringify(data.data)}`);
  }

  test.each(KINDS)('%s: it is stored, and sends its jobs', async (kind) => {
    const { store, database } = opened;
    const { given, change, read, before, after, sends = [] }: Example<Change> = EXAMPLES[kind];
    // The queue makes its tables with the first job.
    await store.commit([sendJob(defineJobKind('first', z.unknown()), null, { key: 'first' })], NOW);
    await given?.(store, database);
    expect(await read(store, database)).toEqual(before);
    const sent = await queued();
    expect(await store.commit([change], NOW)).toBe('done');
    expect(await read(store, database)).toEqual(after);
    expect((await queued()).filter((job) => !sent.includes(job))).toEqual(sends);
  });

  test('a delivery that was answered before changes nothing', async () => {
    const answer = (id: string): Change[] => [
      { kind: 'task', task: task(id) },
      { kind: 'once', delivery: 'again' },
    ];
    await opened.store.commit(answer('first-time'), NOW);
    await expect(opened.store.commit(answer('second-time'), NOW)).rejects.toThrow(Repeated);
    expect(await opened.store.tasks.get('second-time')).toBeNull();
  });
});
