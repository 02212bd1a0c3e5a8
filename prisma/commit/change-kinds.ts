import { writeBackJob } from '../../crm/note/write-back.ts';
import { deliverMessageJob } from '../../crm/notification/jobs.ts';
import type { PersonId } from '../../crm/person/person.ts';
import { Repeated } from '../../crm/problem.ts';
import { type Change, sendJob } from '../../crm/store/change.ts';
import { writeAudit } from '../audit/repository.ts';
import type { Sql } from '../database/database.ts';
import { type Table, type Versioned, write } from '../database/versioned.ts';
import { HANDOFF } from '../handoff/repository.ts';
import { takeTurn } from '../handoff/rotations.ts';
import { NOTE } from '../note/repository.ts';
import { addMessages, setDue, suppressMessage, withdrawMessage } from '../notification/messages.ts';
import { savePreferences } from '../notification/preferences.ts';
import { QUESTION } from '../question/repository.ts';
import type { Sending } from '../queue/sending.ts';
import { TASK } from '../task/repository.ts';
import { removeEntry, writeEntries } from '../timeline/write-entries.ts';
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
  /** The jobs that are sent in the same transaction. */
  jobs?: (change: C) => readonly Sending[];
}

/**
 * Every kind of change, in the order in which a commit stores them. Changes that may be refused come first: of many
 * commits at once, all but one wait there, and have written nothing yet. A kind that is missing here does not compile.
 */
export const CHANGE_KINDS: { readonly [K in Kind]: ChangeKind<Of<K>> } = {
  handoff: versioned(HANDOFF, ({ handoff }) => handoff),
  mention: versioned(QUESTION, ({ mention }) => mention),
  note: versioned(NOTE, ({ note }) => note),
  task: versioned(TASK, ({ task }) => task),
  turn: {
    subject: ({ rotation }) => rotation,
    store: each(async (sql, turn) => {
      if (!(await takeTurn(sql, turn))) throw new Stale();
    }),
  },
  win: versioned(WIN, ({ win }) => win),
  once: {
    subject: ({ delivery }) => delivery,
    store: each(async (sql, { delivery }, { now }) => {
      // Copies of the bot that answer the same delivery at once wait for each other here.
      if (!(await isFirst(sql, `once:${delivery}`, now))) throw new Repeated();
    }),
  },
  message: {
    subject: ({ message }) => message.key,
    store: (sql, changes, occasion) =>
      addMessages(
        sql,
        changes.map(({ message }) => message),
        occasion,
      ),
    jobs: ({ message: { key } }) => [sendJob(deliverMessageJob, { key }, { key })],
  },
  'write-back': {
    subject: ({ writeBack }) => writeBack.key,
    store: (sql, changes, { now }) => addWriteBacks(sql, changes, now),
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
  },
  attention: { subject: ({ person }) => person, store: each(savePreferences) },
  audit: {
    // The lines of one commit stay in the order in which they came.
    subject: () => '',
    store: each(async (sql, { event, once }) => {
      if (once === undefined || (await isFirst(sql, `audit:${once}`, event.at)))
        await writeAudit(sql, event);
    }),
  },
  due: { subject: ({ messages }) => messages.join(' '), store: each(setDue) },
  'no-entry': { subject: ({ externalId }) => externalId, store: each(removeEntry) },
  'not-told': { subject: ({ message }) => message, store: each(suppressMessage) },
  'take-back': {
    subject: ({ message }) => message.key,
    store: each((sql, { message }) => withdrawMessage(sql, message)),
  },
  job: {
    subject: ({ job, key }) => `${job} ${key}`,
    store: async () => {},
    jobs: (sending) => [sending],
  },
};

/** Stores every change, in the order of the kinds. */
export async function storeChanges(
  sql: Sql,
  changes: readonly Change[],
  occasion: Occasion,
): Promise<void> {
  for (const kind of KINDS) await storeKind(kind, changesOf(kind, changes), { sql, occasion });
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
): Promise<void> {
  const { store }: ChangeKind<Of<K>> = CHANGE_KINDS[kind];
  if (changes.length > 0) await store(sql, changes, occasion);
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
function versioned<C extends Change, Record extends Versioned>(
  table: Table<Record>,
  recordOf: (change: C) => Record,
): ChangeKind<C> {
  return {
    subject: (change) => recordOf(change).id,
    store: each(async (sql, change) => {
      if (!(await write(sql, table, recordOf(change)))) throw new Stale();
    }),
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
