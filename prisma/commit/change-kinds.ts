import type { Fact } from '../../crm/event/event.ts';
import {
  entryFact,
  handoffFacts,
  noteFacts,
  questionFacts,
  taskFacts,
  winFacts,
} from '../../crm/event/facts.ts';
import { writeBackJob } from '../../crm/note/write-back.ts';
import { deliverMessageJob } from '../../crm/notification/jobs.ts';
import type { PersonId } from '../../crm/person/person.ts';
import { Repeated } from '../../crm/problem.ts';
import { type Change, sendJob } from '../../crm/store/change.ts';
import { writeAudit } from '../audit/repository.ts';
import type { Sql } from '../database/database.ts';
import { one, type Table, type Versioned, write } from '../database/versioned.ts';
import { movePosition } from '../event/repository.ts';
import { HANDOFF } from '../handoff/repository.ts';
import { takeTurn } from '../handoff/rotations.ts';
import { NOTE } from '../note/repository.ts';
import { addMessages, setDue, suppressMessage, withdrawMessage } from '../notification/messages.ts';
import { savePreferences } from '../notification/preferences.ts';
import { QUESTION } from '../question/repository.ts';
import type { Sending } from '../queue/sending.ts';
import { TASK } from '../task/repository.ts';
import { entriesThere, removeEntry, writeEntries } from '../timeline/write-entries.ts';
import { WIN } from '../win/repository.ts';
import { addWriteBacks } from '../write-back/repository.ts';

/** Somebody else was faster. It ends the transaction, and never leaves `commit`. */
export class Stale extends Error {}

export type Kind = Change['kind'];
export type Of<K extends Kind> = Extract<Change, { kind: K }>;

/** When a commit happens, and the person who did it; null for the clock. */
export interface Occasion {
  now: Date;
  doer: PersonId | null;
}

/** Everything that the store does with one kind of change. */
interface ChangeKind<C extends Change> {
  /**
   * Names the thing that it changes. Changes of one kind are stored in the order of these names, so that two commits
   * never wait for each other; changes of the same thing stay in the order in which they came.
   */
  subject: (change: C) => string;
  /** Throws `Stale` where somebody else was faster. */
  store: (sql: Sql, changes: readonly C[], occasion: Occasion) => Promise<void>;
  /** Compares the changes with the stored state and gives their events; or says why there are none. */
  events: ((sql: Sql, changes: readonly C[]) => Promise<Fact[]>) | { none: string };
  /** The jobs that are sent in the same transaction. */
  jobs?: (change: C) => readonly Sending[];
}

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
  handoff: versioned({ table: HANDOFF, recordOf: ({ handoff }) => handoff, factsOf: handoffFacts }),
  mention: versioned({
    table: QUESTION,
    recordOf: ({ mention }) => mention,
    factsOf: questionFacts,
  }),
  note: versioned({ table: NOTE, recordOf: ({ note }) => note, factsOf: noteFacts }),
  task: versioned({ table: TASK, recordOf: ({ task }) => task, factsOf: taskFacts }),
  turn: {
    subject: ({ rotation }) => rotation,
    store: each(async (sql, turn) => {
      if (!(await takeTurn(sql, turn))) throw new Stale();
    }),
    events: { none: 'The handoff that took the turn says who got it.' },
  },
  win: versioned({ table: WIN, recordOf: ({ win }) => win, factsOf: winFacts }),
  once: {
    subject: ({ delivery }) => delivery,
    store: each(async (sql, { delivery }, { now }) => {
      // Copies of the bot that answer the same delivery at once wait for each other here.
      if (!(await isFirst(sql, `once:${delivery}`, now))) throw new Repeated();
    }),
    events: { none: 'A delivery is how something came here; its other changes say what it was.' },
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

/** A record of which each change names the version that it replaces. */
function versioned<C extends Change, Record extends Versioned>({
  table,
  recordOf,
  factsOf,
}: {
  table: Table<Record>;
  recordOf: (change: C) => Record;
  factsOf: (before: Record | null, record: Record) => Fact[];
}): ChangeKind<C> {
  return {
    subject: (change) => recordOf(change).id,
    store: each(async (sql, change) => {
      if (!(await write(sql, table, recordOf(change)))) throw new Stale();
    }),
    events: async (sql, changes) => {
      const earlier = new Map<string, Record | null>();
      const facts: Fact[] = [];
      for (const record of changes.map(recordOf)) {
        const { id, version } = record;
        const before = earlier.get(id) ?? (version === 1 ? null : await one(sql, table, id));
        facts.push(...factsOf(before, record));
        earlier.set(id, record);
      }
      return facts;
    },
  };
}

/** One statement after the other. */
function each<C>(
  store: (sql: Sql, change: C, occasion: Occasion) => Promise<void>,
): (sql: Sql, changes: readonly C[], occasion: Occasion) => Promise<void> {
  return async (sql, changes, occasion) => {
    for (const change of changes) await store(sql, change, occasion);
  };
}

/** Remembers this key; false where it was remembered before. */
async function isFirst(sql: Sql, key: string, at: Date): Promise<boolean> {
  const rows = await sql.query(
    'INSERT INTO delivery (key, at) VALUES ($1, $2) ON CONFLICT (key) DO NOTHING RETURNING key',
    [key, at],
  );
  return rows.length > 0;
}
