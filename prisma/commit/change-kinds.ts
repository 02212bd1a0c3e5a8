import { revokeTokensJob } from '../../crm/connection/connection.ts';
import { eraseJob } from '../../crm/erasure/jobs.ts';
import type { Fact } from '../../crm/event/event.ts';
import {
  entryFact,
  goalFacts,
  handoffFacts,
  noteFacts,
  promiseFacts,
  questionFacts,
  signalFacts,
  taskFacts,
  winFacts,
} from '../../crm/event/facts.ts';
import { saveItemsJob } from '../../crm/ingest/jobs.ts';
import { writeBackJob } from '../../crm/note/write-back.ts';
import { deliverMessageJob } from '../../crm/notification/jobs.ts';
import { Repeated } from '../../crm/problem.ts';
import { type Change, sendJob } from '../../crm/store/change.ts';
import { writeAudit } from '../audit/repository.ts';
import { addRevocation, endConnection, saveConnection } from '../connection/repository.ts';
import { ownerFacts, setOwner } from '../customer/owner.ts';
import { setStage, stageFacts } from '../customer/stage.ts';
import type { Sql } from '../database/database.ts';
import { addIssue, saveDigest } from '../digest/repository.ts';
import { saveErasure } from '../erasure/repository.ts';
import { movePosition } from '../event/repository.ts';
import { saveListFollow } from '../follow/list-follows.ts';
import { GOAL } from '../goal/repository.ts';
import { HANDOFF } from '../handoff/repository.ts';
import { takeTurn } from '../handoff/rotations.ts';
import { addDelivery } from '../ingest/repository.ts';
import { joinCustomers } from '../matching/join.ts';
import { partCustomers } from '../matching/part.ts';
import { rememberMatched, saveQuestion } from '../matching/questions.ts';
import { NOTE } from '../note/repository.ts';
import { addMessages, setDue, suppressMessage, withdrawMessage } from '../notification/messages.ts';
import { savePreferences } from '../notification/preferences.ts';
import { PROMISE } from '../promise/repository.ts';
import { QUESTION } from '../question/repository.ts';
import type { Sending } from '../queue/sending.ts';
import { overrideHold, SIGNAL } from '../signal/repository.ts';
import { retryJobs } from '../status/job-facts.ts';
import { TASK } from '../task/repository.ts';
import { entriesThere, removeEntry, writeEntries } from '../timeline/write-entries.ts';
import { WIN } from '../win/repository.ts';
import { addWriteBacks } from '../write-back/repository.ts';
import { type ChangeKind, type Kind, type Occasion, type Of, Stale } from './change-kind.ts';
import { each, isFirst, versioned } from './versioned.ts';

const CONSENT = 'In whose name Rapport writes elsewhere concerns no customer.';
const MESSAGES = 'A message tells of an event and is none itself.';

/**
 * Every kind of change, in the order in which a commit stores them. Changes that may be refused come first: of many
 * commits at once, all but one wait there, and have written nothing yet. A kind that is missing here does not compile.
 */
export const CHANGE_KINDS: { readonly [K in Kind]: ChangeKind<Of<K>> } = {
  position: {
    subject: ({ consumer }) => consumer,
    store: each(async (sql, change) => {
      if (!(await movePosition(sql, change))) throw new Stale();
    }),
    events: { none: 'How far a reader of the events has come did not happen to anybody.' },
  },
  // Before anything that a customer has: it may be moved by these.
  join: {
    subject: ({ join }) => join.former,
    store: each(async (sql, { join }, { now }) => {
      if (!(await joinCustomers(sql, join, now))) throw new Stale();
    }),
    events: async (_, changes) =>
      changes.map(({ join: { into, former } }) => ({
        kind: 'customer-joined',
        customerId: into,
        payload: { former },
      })),
  },
  part: {
    subject: ({ former }) => former,
    store: each(async (sql, { former }, { now }) => {
      if (!(await partCustomers(sql, former, now))) throw new Stale();
    }),
    events: async (_, changes) =>
      changes.flatMap(({ former, from }) =>
        [former, from].map((customerId) => ({
          kind: 'customer-parted' as const,
          customerId,
          payload: { former },
        })),
      ),
  },
  goal: versioned({ table: GOAL, recordOf: ({ goal }) => goal, factsOf: goalFacts }),
  handoff: versioned({ table: HANDOFF, recordOf: ({ handoff }) => handoff, factsOf: handoffFacts }),
  mention: versioned({
    table: QUESTION,
    recordOf: ({ mention }) => mention,
    factsOf: questionFacts,
  }),
  note: versioned({ table: NOTE, recordOf: ({ note }) => note, factsOf: noteFacts }),
  promise: versioned({ table: PROMISE, recordOf: ({ promise }) => promise, factsOf: promiseFacts }),
  signal: versioned({ table: SIGNAL, recordOf: ({ signal }) => signal, factsOf: signalFacts }),
  task: versioned({ table: TASK, recordOf: ({ task }) => task, factsOf: taskFacts }),
  turn: {
    subject: ({ rotation }) => rotation,
    store: each(async (sql, turn) => {
      if (!(await takeTurn(sql, turn))) throw new Stale();
    }),
    events: { none: 'The handoff that took the turn says who got it.' },
  },
  erasure: {
    subject: ({ erasure }) => erasure.id,
    store: each(async (sql, { erasure }) => {
      if (!(await saveErasure(sql, erasure))) throw new Stale();
    }),
    events: { none: 'An event would say of whom it was.' },
    jobs: ({ erasure: { id, state } }) =>
      state === 'agreed' ? [sendJob(eraseJob, { erasure: id }, { key: id })] : [],
  },
  digest: {
    subject: ({ digest }) => digest.id,
    store: each(async (sql, { digest }) => {
      if (!(await saveDigest(sql, digest))) throw new Stale();
    }),
    events: { none: 'When figures are posted concerns no customer.' },
  },
  'list-follow': {
    subject: ({ follow }) => follow.id,
    store: each(async (sql, change, { now }) => {
      if (!(await saveListFollow(sql, change, now))) throw new Stale();
    }),
    events: { none: 'It repeats to a channel how customers stand; other changes made them so.' },
  },
  'digest-issue': {
    subject: ({ issue }) => `${issue.digest} ${issue.slot.toISOString()}`,
    store: each(async (sql, { issue }) => {
      if (!(await addIssue(sql, issue))) throw new Stale();
    }),
    events: { none: 'When figures are posted concerns no customer.' },
  },
  'connection-ended': {
    subject: ({ connection: { person, source } }) => `${person} ${source}`,
    store: each(async (sql, change) => {
      if (!(await endConnection(sql, change))) throw new Stale();
    }),
    events: { none: CONSENT },
  },
  connection: {
    subject: ({ connection: { person, source } }) => `${person} ${source}`,
    store: each((sql, change) => saveConnection(sql, change)),
    events: { none: CONSENT },
  },
  revocation: {
    subject: ({ revocation }) => revocation.id,
    store: each((sql, { revocation }, { now }) => addRevocation(sql, revocation, now)),
    events: { none: CONSENT },
    jobs: ({ revocation: { id } }) => [sendJob(revokeTokensJob, { id }, { key: id })],
  },
  win: versioned({ table: WIN, recordOf: ({ win }) => win, factsOf: winFacts }),
  stage: {
    subject: ({ customerId }) => customerId,
    store: each((sql, change, { now }) => setStage(sql, change, now)),
    events: stageFacts,
  },
  owner: {
    subject: ({ customerId }) => customerId,
    store: each((sql, change, { now }) => setOwner(sql, change, now)),
    events: ownerFacts,
  },
  'hold-override': {
    subject: ({ override: { customerId, person } }) => `${customerId} ${person}`,
    store: each(overrideHold),
    events: { none: 'It is about what a colleague may do; the audit line beside it says why.' },
  },
  'same-company': {
    subject: ({ question }) => question.pair.join(' '),
    store: each(async (sql, { question }) => {
      if (!(await saveQuestion(sql, question))) throw new Stale();
    }),
    events: { none: 'It is said of two records; the change beside it joins them.' },
  },
  matched: {
    subject: ({ references }) => references.map(({ externalId }) => externalId).join(' '),
    store: each((sql, { references }, { now }) => rememberMatched(sql, references, now)),
    events: { none: 'Records were compared; whatever that found has a change of its own.' },
  },
  once: {
    subject: ({ delivery }) => delivery,
    store: each(async (sql, { delivery }, { now }) => {
      // Copies of the bot that answer the same delivery at once wait for each other here.
      if (!(await isFirst(sql, `once:${delivery}`, now))) throw new Repeated();
    }),
    events: { none: 'A delivery is how something came here; its other changes say what it was.' },
  },
  received: {
    subject: ({ delivery: { source, key } }) => `${source} ${key}`,
    store: each((sql, { delivery }) => addDelivery(sql, delivery)),
    events: { none: 'Its items become records, and those say what happened.' },
    jobs: ({ delivery: { source, key } }) => [
      sendJob(saveItemsJob, { source, key }, { key: `${source} ${key}` }),
    ],
  },
  message: {
    subject: ({ message }) => message.key,
    store: (sql, changes, occasion) =>
      addMessages(
        sql,
        changes.map(({ message }) => message),
        occasion,
      ),
    events: { none: MESSAGES },
    jobs: ({ message: { key } }) => [sendJob(deliverMessageJob, { key }, { key })],
  },
  'write-back': {
    subject: ({ writeBack }) => writeBack.key,
    store: (sql, changes, { now }) => addWriteBacks(sql, changes, now),
    events: { none: 'It repeats in a CRM what a note, a task or a handoff says here.' },
    jobs: ({ writeBack: { key }, standsAs }) =>
      standsAs ? [] : [sendJob(writeBackJob, { key }, { key })],
  },
  entry: {
    subject: ({ entry }) => entry.externalId,
    store: (sql, changes) =>
      writeEntries(
        sql,
        changes.map(({ entry }) => entry),
      ),
    events: async (sql, changes) => {
      const there = await entriesThere(
        sql,
        changes.map(({ entry }) => entry),
      );
      return changes.map(({ entry }) => entryFact(entry, !there.has(entry.externalId)));
    },
  },
  'notification-preference': {
    subject: ({ person }) => person,
    store: each(savePreferences),
    events: { none: 'How a colleague wants to be told things concerns no customer.' },
  },
  audit: {
    // The lines of one commit stay in the order in which they came.
    subject: () => '',
    store: each(async (sql, { event, once }) => {
      if (once === undefined || (await isFirst(sql, `audit:${once}`, event.at)))
        await writeAudit(sql, event);
    }),
    events: { none: 'It says who did what; the changes beside it are what was done.' },
  },
  due: {
    subject: ({ messages }) => messages.join(' '),
    store: each(setDue),
    events: { none: MESSAGES },
  },
  'no-entry': {
    subject: ({ externalId }) => externalId,
    store: each(removeEntry),
    events: async (_, changes) =>
      changes.map(({ customerId, externalId: entry }) => ({
        kind: 'entry-removed',
        customerId,
        payload: { entry },
      })),
  },
  'not-told': {
    subject: ({ message }) => message,
    store: each(suppressMessage),
    events: { none: MESSAGES },
  },
  'take-back': {
    subject: ({ message }) => message.key,
    store: each((sql, { message }) => withdrawMessage(sql, message)),
    events: { none: MESSAGES },
  },
  'retry-jobs': {
    subject: ({ job }) => job,
    store: each(retryJobs),
    events: { none: 'It is something to do once more; that says what happens.' },
  },
  job: {
    subject: ({ job, key }) => `${job} ${key}`,
    store: async () => {},
    events: { none: 'It is something to do, and did not happen yet.' },
    jobs: (sending) => [sending],
  },
};

/** Stores every change, in the order of the kinds, and says what happened by them. */
export async function storeChanges(
  sql: Sql,
  changes: readonly Change[],
  occasion: Occasion,
): Promise<Fact[]> {
  const facts: Fact[] = [];
  for (const kind of KINDS)
    facts.push(...(await storeKind(kind, changesOf(kind, changes), { sql, occasion })));
  return facts;
}

/** The jobs that these changes send. */
export const jobsOf = (changes: readonly Change[]): Sending[] =>
  KINDS.flatMap((kind) => jobsOfKind(kind, changesOf(kind, changes)));

export const KINDS: readonly Kind[] = Object.keys(CHANGE_KINDS).filter(isKind);

function isKind(name: string): name is Kind {
  return name in CHANGE_KINDS;
}

async function storeKind<K extends Kind>(
  kind: K,
  changes: readonly Of<K>[],
  { sql, occasion }: { sql: Sql; occasion: Occasion },
): Promise<Fact[]> {
  const { store, events }: ChangeKind<Of<K>> = CHANGE_KINDS[kind];
  if (changes.length === 0) return [];
  const facts = typeof events === 'function' ? await events(sql, changes) : [];
  await store(sql, changes, occasion);
  return facts;
}

function jobsOfKind<K extends Kind>(kind: K, changes: readonly Of<K>[]): Sending[] {
  const { jobs }: ChangeKind<Of<K>> = CHANGE_KINDS[kind];
  return jobs ? changes.flatMap(jobs) : [];
}

function changesOf<K extends Kind>(kind: K, changes: readonly Change[]): Of<K>[] {
  const { subject }: ChangeKind<Of<K>> = CHANGE_KINDS[kind];
  return changes
    .filter((change): change is Of<K> => change.kind === kind)
    .toSorted((a, b) => inOrder(subject(a), subject(b)));
}

/** By code units, as the database's own order of names does not matter here. */
function inOrder(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
