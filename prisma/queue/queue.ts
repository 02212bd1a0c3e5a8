import { type ConstructorOptions, fromPglite, type JobWithMetadata, PgBoss } from 'pg-boss';
import { z } from 'zod';
import { Upstream } from '../../crm/problem.ts';
import type { Queue } from '../../crm/queue.ts';
import { DAY, HOUR, SECOND } from '../../crm/time/durations.ts';
import type { Database, Sql } from '../database/database.ts';
import {
  type Envelope,
  envelope,
  idOf,
  insertion,
  type Sending,
  type Statement,
  secondsUntil,
} from './sending.ts';

const SCHEMA = 'queue';
/** pg-boss counts in seconds. */
const seconds = (length: number): number => length / SECOND;
const OPTIONS = {
  retryLimit: 9,
  retryDelay: 1,
  retryBackoff: true,
  retryDelayMax: seconds(HOUR),
  expireInSeconds: seconds(HOUR),
  // A worker that was killed stops beating, and another copy takes its job over: the least that pg-boss allows.
  heartbeatSeconds: 10,
  retentionSeconds: seconds(400 * DAY),
  // As long as a job is remembered, sending its key again changes nothing.
  deleteAfterSeconds: seconds(90 * DAY),
  notify: true,
};

const WORKERS = 2;
/** A slow job keeps its claim by five beats in the time that one may be silent. */
const WORKING = {
  pollingIntervalSeconds: 2,
  notifyPollingIntervalSeconds: 2,
  heartbeatRefreshSeconds: 2,
  includeMetadata: true,
} as const;
/** Every copy looks for silent ones this often, unless another has within a second. It costs four small reads of indexes. */
const WATCH = { superviseIntervalSeconds: 2, monitorIntervalSeconds: 1 };

interface Worker {
  run: (data: unknown) => Promise<void>;
  failed?: ((data: unknown, cause: unknown) => Promise<void>) | undefined;
}

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
  const boss = once(() => open(database, fault));
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

  async function hire(job: string, worker: Worker): Promise<void> {
    await queue(job);
    for (let count = 0; count < WORKERS; count += 1) {
      await employ(await boss(), job, (one) => attempt(database, one, worker.run));
      if (worker.failed)
        await employ(await boss(), buried(job), async (one) =>
          worker.failed?.(one.data.data, errorOf(one.sourceOutput ?? one.output)),
        );
    }
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
    async work({ id: job }, run, { failed } = {}) {
      if (workers.has(job)) throw new Error(`Somebody already works on ${job}`);
      workers.set(job, { run, failed });
      if (working) await hire(job, { run, failed });
    },
    async start() {
      working = true;
      await boss();
      await Promise.all([...workers].map(([job, worker]) => hire(job, worker)));
    },
    async stop() {
      if (boss.made) await (await boss.made).stop({ graceful: true, timeout: 30_000 });
    },
  };
}

/** One worker, which goes on at once while there is something to do: pg-boss alone would rest after every job. */
async function employ(
  boss: PgBoss,
  job: string,
  run: (one: JobWithMetadata<Envelope>) => Promise<void>,
): Promise<void> {
  // It may have its first job before its name is known here.
  let id = '';
  id = await boss.work(job, WORKING, async (jobs: JobWithMetadata<Envelope>[]) => {
    try {
      for (const one of jobs) await run(one);
    } finally {
      boss.notifyWorker(id);
    }
  });
}

const buried = (job: string): string => `${job}.failed`;

async function open(database: Database, fault: (cause: unknown) => void): Promise<PgBoss> {
  const { driver } = database;
  const place: ConstructorOptions =
    driver.kind === 'embedded'
      ? { db: fromPglite(driver.pglite), backend: 'pglite' }
      : { connectionString: driver.url, max: 3, application_name: 'rapport queue' };
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
  boss.on('error', fault);
  await boss.start();
  return boss;
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

async function attempt(
  database: Database,
  job: JobWithMetadata<Envelope>,
  run: Worker['run'],
): Promise<void> {
  // The other side's pause was for the last try: one that is killed now is not to wait it out again.
  if (!job.retryBackoff) await forgetPause(database, job);
  try {
    await run(job.data.data);
  } catch (cause) {
    await planRetry(database, job, cause instanceof Upstream ? cause.retryAfter : undefined);
    throw cause;
  }
}

async function forgetPause(database: Database, { name, id }: JobWithMetadata): Promise<void> {
  await database.query(
    `UPDATE ${SCHEMA}.job SET retry_backoff = true, retry_delay = $3 WHERE name = $1 AND id = $2::uuid`,
    [name, id, OPTIONS.retryDelay],
  );
}

/** Where the other side named a time, that is when it is tried again, and the waiting does not count as one of the tries. */
async function planRetry(
  database: Database,
  { name, id, retryCount }: JobWithMetadata,
  retryAfter: number | undefined,
): Promise<void> {
  const patient = retryAfter !== undefined && retryCount < 100;
  await database.query(
    `UPDATE ${SCHEMA}.job SET retry_backoff = $3, retry_delay = $4, retry_limit = retry_limit + $5 WHERE name = $1 AND id = $2::uuid`,
    [
      name,
      id,
      !patient,
      patient ? Math.ceil(retryAfter / 1000) : OPTIONS.retryDelay,
      patient ? 1 : 0,
    ],
  );
}

/** Makes it at the first call, and again after a failure. */
function once<T>(make: () => Promise<T>): (() => Promise<T>) & { made?: Promise<T> | undefined } {
  const get = (): Promise<T> => {
    get.made ??= make().catch((cause: unknown) => {
      get.made = undefined;
      throw cause;
    });
    return get.made;
  };
  get.made = undefined as Promise<T> | undefined;
  return get;
}

const Failed = z.object({ name: z.string().optional(), message: z.string().optional() }).loose();
const FailedUpstream = z.object({
  name: z.literal('Upstream'),
  system: z.string(),
  fault: z.enum(['rate-limited', 'unauthorised', 'unavailable', 'rejected']),
});

/** Rebuilds an error from the queue's record of it. */
function errorOf(kept: unknown): Error {
  const upstream = FailedUpstream.safeParse(kept);
  if (upstream.success)
    return new Upstream(upstream.data.system, upstream.data.fault, { cause: kept });
  const failed = Failed.safeParse(kept);
  return new Error((failed.success && failed.data.message) || 'It failed', { cause: kept });
}
