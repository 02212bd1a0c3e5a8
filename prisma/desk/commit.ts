import { type Change, sendJob } from '../../crm/changes.ts';
import { deliverMessageJob } from '../../crm/notification/jobs.ts';
import type { PersonId } from '../../crm/person.ts';
import { Repeated, unreachable } from '../../crm/problem.ts';
import { writeBackJob } from '../../crm/write-back.ts';
import { writeAudit } from '../audit.ts';
import type { Database, Sql } from '../database.ts';
import type { StoredQueue } from '../queue.ts';
import type { Sending } from '../queue-sending.ts';
import { setAttention } from './attention.ts';
import { removeEntry, writeEntries } from './entries.ts';
import { addMessages, setDue, setNotTold, takeBack } from './messages.ts';
import { takeTurn } from './rotations.ts';
import { write } from './table.ts';
import { HANDOFF, MENTION, NOTE, TASK, WIN } from './tables.ts';
import { addWriteBacks } from './write-backs.ts';

export async function commit(
  database: Database,
  queue: StoredQueue,
  { changes, now }: { changes: readonly Change[]; now: Date },
): Promise<'done' | 'stale'> {
  const sorted = inOneOrder(changes);
  const send = await queue.prepare(changes.flatMap(sendingOf));
  for (let tries = 1; ; tries += 1) {
    try {
      await database.transaction((sql) => storeAll(sql, { changes: sorted, now, send }));
      return 'done';
    } catch (cause) {
      if (cause instanceof Stale || codeOf(cause) === UNIQUE) return 'stale';
      // Two commits that wait for each other: PostgreSQL ends one of them, wholly undone.
      if (codeOf(cause) !== DEADLOCK || tries === 5) throw cause;
    }
  }
}

const UNIQUE = '23505';
const DEADLOCK = '40P01';
const codeOf = (cause: unknown): unknown =>
  cause instanceof Error && 'code' in cause ? cause.code : undefined;

/** Ends the transaction; never leaves `commit`. */
class Stale extends Error {}

interface Commit {
  changes: readonly Change[];
  now: Date;
  send: (sql: Sql) => Promise<void>;
}

async function storeAll(sql: Sql, { changes, now, send }: Commit): Promise<void> {
  // First what may be refused, so that of many at once all but one wait here and have written nothing yet.
  for (const change of changes) if (!(await record(sql, change))) throw new Stale();
  for (const change of changes) if (change.kind === 'once') await claim(sql, change.delivery, now);
  await addMessages(
    sql,
    changes.flatMap((change) => (change.kind === 'message' ? change.message : [])),
    { now, doer: doerOf(changes) },
  );
  await send(sql);
  await addWriteBacks(
    sql,
    changes.filter((change) => change.kind === 'write-back'),
    now,
  );
  await writeEntries(
    sql,
    changes.flatMap((change) => (change.kind === 'entry' ? change.entry : [])),
  );
  for (const change of changes) await attach(sql, change);
}

/** Whoever the audit that goes with it says did it; what the clock does has none. */
const doerOf = (changes: readonly Change[]): PersonId | null =>
  changes.find((change) => change.kind === 'audit')?.event.person ?? null;

/** So that of two commits none waits for the other while that waits for it. Changes of the same thing stay as they come. */
function inOneOrder(changes: readonly Change[]): Change[] {
  const keyed = changes.map((change) => ({ change, key: `${change.kind} ${subjectOf(change)}` }));
  return keyed
    .sort((a, b) => (a.key === b.key ? 0 : a.key < b.key ? -1 : 1))
    .map(({ change }) => change);
}

/** What a change is about. */
function subjectOf(change: Change): string {
  switch (change.kind) {
    case 'note':
      return change.note.id;
    case 'handoff':
      return change.handoff.id;
    case 'task':
      return change.task.id;
    case 'mention':
      return change.mention.id;
    case 'win':
      return change.win.id;
    case 'turn':
      return change.rotation;
    case 'entry':
      return change.entry.externalId;
    case 'no-entry':
      return change.externalId;
    case 'write-back':
      return change.writeBack.key;
    case 'take-back':
      return change.message.key;
    default:
      return '';
  }
}

/** False where somebody was faster. */
async function record(sql: Sql, change: Change): Promise<boolean> {
  switch (change.kind) {
    case 'note':
      return write(sql, NOTE, change.note);
    case 'handoff':
      return write(sql, HANDOFF, change.handoff);
    case 'task':
      return write(sql, TASK, change.task);
    case 'mention':
      return write(sql, MENTION, change.mention);
    case 'win':
      return write(sql, WIN, change.win);
    case 'turn':
      return takeTurn(sql, change);
    default:
      return true;
  }
}

/** Those who deliver the same at once wait for each other here. */
async function claim(sql: Sql, delivery: string, now: Date): Promise<void> {
  const [first] = await sql.query(
    'INSERT INTO delivery (key, at) VALUES ($1, $2) ON CONFLICT (key) DO NOTHING RETURNING key',
    [`once:${delivery}`, now],
  );
  if (!first) throw new Repeated();
}

async function attach(sql: Sql, change: Change): Promise<void> {
  if (change.kind === 'no-entry') await removeEntry(sql, change);
  if (change.kind === 'due') await setDue(sql, change);
  if (change.kind === 'not-told') await setNotTold(sql, change);
  if (change.kind === 'attention') await setAttention(sql, change);
  if (change.kind === 'take-back') await takeBack(sql, change.message);
  if (
    change.kind === 'audit' &&
    (change.once === undefined || (await isFirst(sql, change.once, change.event.at)))
  )
    await writeAudit(sql, change.event);
}

async function isFirst(sql: Sql, once: string, at: Date): Promise<boolean> {
  return (
    (
      await sql.query(
        'INSERT INTO delivery (key, at) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING key',
        [`audit:${once}`, at],
      )
    ).length > 0
  );
}

/** What a change has the queue do. */
function sendingOf(change: Change): Sending[] {
  switch (change.kind) {
    case 'message':
      return [sendJob(deliverMessageJob, { key: change.message.key }, { key: change.message.key })];
    case 'write-back':
      return change.standsAs
        ? []
        : [sendJob(writeBackJob, { key: change.writeBack.key }, { key: change.writeBack.key })];
    case 'job':
      return [change];
    case 'note':
    case 'handoff':
    case 'task':
    case 'mention':
    case 'win':
    case 'entry':
    case 'no-entry':
    case 'take-back':
    case 'due':
    case 'not-told':
    case 'attention':
    case 'turn':
    case 'once':
    case 'audit':
      return [];
    default:
      return unreachable(change);
  }
}
