import {
  type ConstructorOptions,
  type Db,
  fromPglite,
  type JobWithMetadata,
  PgBoss,
} from 'pg-boss';
import type { Queue } from '../../crm/queue.ts';
import type { Database, Driver, Sql } from '../database/database.ts';
import { attempt, buried, errorOf, once, type Worker } from './attempt.ts';
import { hiringOn } from './hiring.ts';
import { type Listening, listen } from './listen.ts';
import { OPTIONS, SCHEMA, WATCH, WORKERS, WORKING } from './options.ts';
import {
  type Envelope,
  envelope,
  idOf,
  insertion,
  type Sending,
  type Statement,
  secondsUntil,
} from './sending.ts';

/** The queue beside our own tables: it also sends inside their transactions. */
export interface StoredQueue extends Queue {
  /**
   * Prepares to send these inside somebody's transaction, so that they go out if and when it commits. Called before the
   * transaction begins, since pg-boss uses connections of its own, or waits for the only one.
   */
  prepare(sendings: readonly Sending[]): Promise<(sql: Sql) => Promise<void>>;
}

/**
 * The durable queue, on pg-boss. `after` is an instant of `now`, the clock of whoever opened the store; pg-boss is told
 * how long that is from now, so the database's clock only measures time that passes. `fault` hears of what goes wrong in
 * the background, a lost connection for instance.
 */
export function queueOn(
  database: Database,
  { now, fault = () => {} }: { now: () => Date; fault?: ((cause: unknown) => void) | undefined },
): StoredQueue {
  const workers = new Map<string, Worker>();
  const hiring = hiringOn(database, fault);
  const boss = once(() => open(database, { fault, heard: hiring.heard }));
  // Read once: asking for each queue by itself is a good part of a start.
  const there = once(
    async () =>
      new Map(
        (await (await boss()).getQueues()).map(({ name, heartbeatSeconds }) => [
          name,
          heartbeatSeconds ?? 0,
        ]),
      ),
  );
  const known = new Map<string, Promise<void>>();
  const queue = (job: string): Promise<void> => {
    const made = known.get(job) ?? create(boss, there, job);
    known.set(job, made);
    // A failed attempt is not remembered, so the next one tries again.
    made.catch(() => known.delete(job));
    return made;
  };
  let working = false;
  // One that stops takes nobody on any more.
  const whileWorking = (cause: unknown): void => {
    if (working) fault(cause);
  };

  async function hire(job: string, worker: Worker): Promise<void> {
    await queue(job);
    const { run, failed, atOnce } = worker;
    const employed = async (name: string, how: Omit<Employed, 'fault'>) =>
      employ(await boss(), name, { ...how, fault: whileWorking });
    hiring.wanted(job, () => employed(job, { run: (one) => attempt(database, one, run), atOnce }));
    if (failed)
      hiring.wanted(buried(job), () =>
        employed(buried(job), {
          run: async (one) => failed(one.data.data, errorOf(one.sourceOutput ?? one.output)),
          atOnce: 1,
        }),
      );
  }

  return {
    async send({ id: job }, data, { key, after }) {
      await queue(job);
      await (await boss()).send(job, envelope(data), {
        id: idOf(job, key),
        ...(after && { startAfter: secondsUntil(after, now()) }),
      });
    },
    async prepare(sendings) {
      const statements: Statement[] = [];
      for (const [job, batch] of [...Map.groupBy(sendings, (sending) => sending.job)].sort(
        ([a], [b]) => (a < b ? -1 : 1),
      )) {
        await queue(job);
        statements.push(await insertion(await boss(), job, { batch, now: now() }));
      }
      return async (sql) => {
        for (const { text, values } of statements) await sql.query(text, values);
      };
    },
    async work({ id: job }, run, { failed, atOnce = WORKERS } = {}) {
      if (workers.has(job)) throw new Error(`Somebody already works on ${job}`);
      const worker = { run, failed, atOnce };
      workers.set(job, worker);
      if (!working) return;
      await hire(job, worker);
      hiring.heard(job);
      if (worker.failed) hiring.heard(buried(job));
    },
    async start() {
      working = true;
      await boss();
      await Promise.all([...workers].map(([job, worker]) => hire(job, worker)));
      await hiring.start();
    },
    async stop() {
      working = false;
      await hiring.stop();
      if (boss.made) await (await boss.made).stop({ graceful: true, timeout: 30_000 });
    },
  };
}

interface Employed {
  run: (one: JobWithMetadata<Envelope>) => Promise<void>;
  /** The workers that this queue may have in this process. */
  atOnce: number;
  fault: (cause: unknown) => void;
}

/**
 * One worker, which goes on at once while there is something to do: pg-boss alone would rest after every job. With its
 * first job it brings the next worker, up to `atOnce`: most queues are empty, and each worker looks into its own again
 * and again.
 */
async function employ(boss: PgBoss, job: string, how: Employed): Promise<void> {
  const { run, atOnce, fault } = how;
  // It may have its first job before its name is known here.
  let id = '';
  let isAlone = atOnce > 1;
  id = await boss.work(job, WORKING, async (jobs: JobWithMetadata<Envelope>[]) => {
    if (isAlone) {
      isAlone = false;
      void employ(boss, job, { ...how, atOnce: atOnce - 1 }).catch(fault);
    }
    try {
      for (const one of jobs) await run(one);
    } finally {
      boss.notifyWorker(id);
    }
  });
}

async function open(database: Database, ears: Ears): Promise<PgBoss> {
  const { driver } = database;
  const place: ConstructorOptions =
    driver.kind === 'embedded'
      ? { db: alsoHeard(fromPglite(driver.pglite), ears), backend: 'pglite' }
      : { db: alsoHeard(onServer(driver), ears) };
  const boss = new PgBoss({
    ...place,
    schema: SCHEMA,
    useListenNotify: true,
    schedule: false,
    ...WATCH,
    monitorVacuum: false,
    reindex: false,
    registerInstance: false,
  });
  boss.on('error', ears.fault);
  // It makes its own tables at the first start.
  await database.alone('queue', () => boss.start());
  return boss;
}

/** Those who hear of faults in the background, and of a queue that got a job. */
interface Ears {
  fault: (cause: unknown) => void;
  heard: (queue: string) => void;
}

/** pg-boss wakes workers alone; a queue that has none yet is heard here. */
const alsoHeard = (db: Db, { heard }: Ears): Db => ({
  ...db,
  listen: async (channel, notified, connected) => {
    if (!db.listen) throw new Error('This database tells of nothing');
    return db.listen(
      channel,
      (queue) => {
        notified(queue);
        heard(queue);
      },
      connected,
    );
  },
});

/**
 * On the store's own connections, which are warm. One more hears of new jobs; while answers hold all others it also
 * takes the queue's statements, so that a job at work is not thought dead.
 */
function onServer({ pool, direct }: Extract<Driver, { kind: 'server' }>): Db {
  let listening: Listening | undefined;
  const allAreTaken = () => pool.idleCount === 0 && pool.totalCount >= pool.options.max;
  return {
    executeSql: (text, values) =>
      (allAreTaken() && listening?.query(text, values)) || pool.query(text, values),
    async listen(channel, heard, connected) {
      listening = await listen(direct, channel, { heard, connected });
      return listening;
    },
  };
}

async function create(
  boss: () => Promise<PgBoss>,
  there: () => Promise<ReadonlyMap<string, number>>,
  job: string,
): Promise<void> {
  const opened = await boss();
  const known = await there();
  for (const [name, options] of [
    [buried(job), OPTIONS],
    [job, { ...OPTIONS, deadLetter: buried(job) }],
  ] as const) {
    if (!known.has(name)) await opened.createQueue(name, options);
    // Made by an earlier version, which was more patient.
    else if (known.get(name) !== OPTIONS.heartbeatSeconds)
      await opened.updateQueue(name, { heartbeatSeconds: OPTIONS.heartbeatSeconds });
  }
}
