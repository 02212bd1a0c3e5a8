import type { JobWithMetadata } from 'pg-boss';
import { z } from 'zod';
import { Upstream } from '../../crm/problem.ts';
import type { Database } from '../database/database.ts';
import { OPTIONS, SCHEMA } from './options.ts';
import type { Envelope } from './sending.ts';

export const buried = (job: string): string => `${job}.failed`;

export async function attempt(
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
export function once<T>(
  make: () => Promise<T>,
): (() => Promise<T>) & { made?: Promise<T> | undefined } {
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
export function errorOf(kept: unknown): Error {
  const upstream = FailedUpstream.safeParse(kept);
  if (upstream.success)
    return new Upstream(upstream.data.system, upstream.data.fault, { cause: kept });
  const failed = Failed.safeParse(kept);
  return new Error((failed.success && failed.data.message) || 'It failed', { cause: kept });
}

export interface Worker {
  run: (data: unknown) => Promise<void>;
  failed?: ((data: unknown, cause: unknown) => Promise<void>) | undefined;
  atOnce: number;
}
