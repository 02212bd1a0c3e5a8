import type { Queue } from '../crm/queue.ts';
import { type Retention, USUAL_RETENTION } from '../crm/retention/kinds.ts';
import type { Store } from '../crm/store/store.ts';
import { DAY, SECOND } from '../crm/time/durations.ts';
import { absencesOn, holidaysOn } from './absence/repository.ts';
import { auditOn } from './audit/repository.ts';
import { commit } from './commit/commit.ts';
import { connectionsOn } from './connection/repository.ts';
import { businessHistoryOn } from './customer/business-history.ts';
import { refreshKeys } from './customer/refresh-keys.ts';
import { customersOn } from './customer/repository.ts';
import { savedListsOn } from './customer/saved-lists.ts';
import { type Database, openDatabase, type Place } from './database/database.ts';
import { json } from './database/json.ts';
import { migrate } from './database/migrate.ts';
import { digestsOn } from './digest/repository.ts';
import { draftsOn } from './draft/repository.ts';
import { type Reapplied, reapplyErasures } from './erasure/reapply.ts';
import { erasuresOn } from './erasure/repository.ts';
import { appendedHere, eventsOn } from './event/repository.ts';
import { exportsOn } from './export/repository.ts';
import { figureFactsOn } from './figure/repository.ts';
import { targetsOn } from './figure/targets.ts';
import { listFollowsOn } from './follow/list-follows.ts';
import { followersOn } from './follow/repository.ts';
import { goalsOn } from './goal/repository.ts';
import { handoffsOn } from './handoff/repository.ts';
import { rotationsOn } from './handoff/rotations.ts';
import { termsOn } from './help/repository.ts';
import { deliveriesOn } from './ingest/repository.ts';
import { liveAnswersOn } from './live-answer/repository.ts';
import { matchesOn } from './matching/repository.ts';
import { notesOn } from './note/repository.ts';
import { messagesOn } from './notification/messages.ts';
import { postAttemptsOn } from './notification/post-attempts.ts';
import { notificationPreferencesOn } from './notification/preferences.ts';
import { pendingAsksOn } from './pending-ask/repository.ts';
import { peopleOn } from './person/repository.ts';
import { promisesOn } from './promise/repository.ts';
import { questionsOn } from './question/repository.ts';
import { queueOn, type StoredQueue } from './queue/queue.ts';
import { callBudgetsOn } from './records/call-budgets.ts';
import { knownRecordsOn } from './records/known-records.ts';
import { readingsOn } from './records/readings.ts';
import { recordsOn } from './records/repository.ts';
import { retentionOn } from './retention/repository.ts';
import { roomsOn } from './room/repository.ts';
import { channelsOn } from './settings/channels.ts';
import { conversationsOn, installationsOn } from './settings/key-value.ts';
import { settingsOn } from './settings/settings.ts';
import { signalsOn } from './signal/repository.ts';
import { statusOn } from './status/repository.ts';
import { tasksOn } from './task/repository.ts';
import { timelineOn } from './timeline/repository.ts';
import { winDraftsOn } from './win/drafts.ts';
import { winPostsOn } from './win/posts.ts';
import { winsOn } from './win/repository.ts';
import { writeBacksOn } from './write-back/repository.ts';

export interface OpenStore {
  store: Store;
  database: Database;
  queue: Queue;
}

/**
 * Opens the records at this place and brings them to the current schema. Throws `Problem` where they are down, refused
 * or in use. `now` is the clock of whoever opens it: the store and its queue read no other. `fault` hears of what goes
 * wrong in the queue's background. Files beside the records are in `dataDir`; without it there are none. `reapplied` is
 * what the list of erasures there brought.
 */
export async function openStore(
  place: Place,
  {
    now,
    fault,
    administrators,
    dataDir,
    retention,
    isCopy,
  }: {
    now: () => Date;
    fault?: (cause: unknown) => void;
    administrators?: readonly string[];
    dataDir?: string;
    retention?: Retention;
    /** The server, which may migrate beside copies of the version before; other programs may not. */
    isCopy?: boolean;
  },
): Promise<OpenStore & { reapplied: Reapplied | null }> {
  const database = await openDatabase(place);
  let reapplied: Reapplied | null = null;
  try {
    await migrate(database, { isCopy });
    await keepDeliveries(database);
    await refreshKeys(database);
    // Before anybody reads: it may be restored from before an erasure.
    if (dataDir !== undefined) reapplied = await reapplyErasures(database, dataDir);
  } catch (cause) {
    await database.close();
    throw cause;
  }
  const queue = queueOn(database, { now, fault });
  return {
    database,
    store: storeOn(database, queue, { now, administrators, dataDir, retention }),
    queue,
    reapplied,
  };
}

/**
 * A server that crashes may forget the deliveries, so they need not wait for its disk. The embedded database goes with
 * this process, and whoever kills that would find an answer given twice.
 */
async function keepDeliveries(database: Database): Promise<void> {
  if (database.kind === 'server') return;
  const [table] = await database.query<{ kept: boolean }>(
    `SELECT relpersistence = 'p' AS kept FROM pg_class WHERE oid = 'delivery'::regclass`,
  );
  if (!table?.kept) await database.query('ALTER TABLE delivery SET LOGGED');
}

/** Everything that is stored, on one open and migrated database. */
export function storeOn(
  database: Database,
  queue: StoredQueue,
  {
    now,
    administrators,
    dataDir = null,
    retention = USUAL_RETENTION,
  }: {
    now: () => Date;
    administrators?: readonly string[] | undefined;
    dataDir?: string | null | undefined;
    retention?: Retention | undefined;
  },
): Store {
  const appended = appendedHere();
  const readings = readingsOn(database, now, appended.tell);
  const settings = settingsOn(database);
  return {
    ...businessHistoryOn(database),
    commit: (changes, at = now()) =>
      commit(database, queue, { changes, now: at, appended: appended.tell }),
    events: eventsOn(database, appended, now),
    erasures: erasuresOn(database, dataDir),
    customers: customersOn(database),
    savedLists: savedListsOn(database),
    timeline: timelineOn(database),
    people: peopleOn(database, administrators),
    records: recordsOn(database, now, appended.tell),
    readings,
    knownRecords: knownRecordsOn(database),
    callBudgets: callBudgetsOn(database),
    connections: connectionsOn(database),
    deliveries: deliveriesOn(database, now, appended.tell),
    audit: auditOn(database),
    absences: absencesOn(database),
    digests: digestsOn(database),
    drafts: draftsOn(database),
    exports: exportsOn(database, dataDir),
    figureFacts: figureFactsOn(database),
    targets: targetsOn(database),
    goals: goalsOn(database),
    terms: termsOn(database),
    followers: followersOn(database),
    listFollows: listFollowsOn(database),
    handoffs: handoffsOn(database),
    holidays: holidaysOn(database),
    matches: matchesOn(database),
    messages: messagesOn(database),
    notificationPreferences: notificationPreferencesOn(database),
    notes: notesOn(database),
    promises: promisesOn(database),
    questions: questionsOn(database),
    retention: retentionOn(database, { dataDir, retention }),
    rooms: roomsOn(database),
    rotations: rotationsOn(database),
    tasks: tasksOn(database),
    wins: winsOn(database),
    winDrafts: winDraftsOn(database),
    winPosts: winPostsOn(database),
    writeBacks: writeBacksOn(database),
    channels: channelsOn(database),
    settings,
    signals: signalsOn(database),
    status: statusOn(database, { readings, settings }),
    installations: installationsOn(database, now),
    conversations: conversationsOn(database, now),
    postAttempts: postAttemptsOn(database),
    pendingAsks: pendingAsksOn(database),
    liveAnswers: liveAnswersOn(database),
    firstDelivery: (key, at) => firstDelivery(database, key, at),
    async forgetDelivery(key) {
      await database.query('DELETE FROM delivery WHERE key = $1', [key]);
    },
    async keepAnswer(key, answer, at) {
      await database.query(
        'INSERT INTO delivery (key, at, answer) VALUES ($1, $2, $3::jsonb) ON CONFLICT (key) DO NOTHING',
        [key, at, json(answer)],
      );
    },
    async replaceAnswer(key, answer) {
      const replaced = await database.query(
        'UPDATE delivery SET answer = $2::jsonb WHERE key = $1 AND answer IS NOT NULL RETURNING key',
        [key, json(answer)],
      );
      return replaced.length > 0;
    },
    async keptAnswer(key) {
      const [found] = await database.query<{ answer: unknown }>(
        'SELECT answer FROM delivery WHERE key = $1',
        [key],
      );
      return found?.answer ?? null;
    },
    checkWritable: writeCheck(database, now),
    async close() {
      // It may have been opened by a commit, though nobody started it.
      await queue.stop();
      await database.close();
    },
  };
}

/** Everybody may ask, so a write of the last second counts, and one under way is waited for. */
function writeCheck(database: Database, now: () => Date): () => Promise<void> {
  let last: { at: number; check: Promise<unknown> } | undefined;
  return async () => {
    const at = now().getTime();
    if (!last || Math.abs(at - last.at) >= SECOND) {
      const check = database.transaction(async (sql) => {
        await sql.query(
          `INSERT INTO delivery (key, at) VALUES ('write-check', $1) ON CONFLICT (key) DO UPDATE SET at = excluded.at`,
          [now()],
        );
        // A full disk takes that row in the place of the last one; a sort that leaves its memory needs new room.
        await sql.query(`SET LOCAL work_mem = '64kB'`);
        await sql.query('SELECT g FROM generate_series(1, 5000) g ORDER BY g DESC OFFSET 4999');
      });
      last = { at, check };
    }
    await last.check;
  };
}

async function firstDelivery(database: Database, key: string, now: Date): Promise<boolean> {
  const rows = await database.query(
    `INSERT INTO delivery (key, at) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET at = excluded.at WHERE delivery.at < $3 RETURNING key`,
    [key, now, new Date(now.getTime() - DAY)],
    { name: 'first-delivery' },
  );
  return rows.length > 0;
}
