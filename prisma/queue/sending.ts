import { createHash } from 'node:crypto';
import type { PgBoss } from 'pg-boss';
import { json } from '../database/json.ts';

/** Something to send, as `Queue.send` takes it. */
export interface Sending {
  job: string;
  data: unknown;
  key: string;
  after?: Date | undefined;
}

export interface Envelope {
  data: unknown;
}

/** As PostgreSQL takes it, and as it will come back. */
export const envelope = (data: unknown): Envelope => JSON.parse(json({ data })) as Envelope;

/** A known key has a known id, and an id is taken once. */
export function idOf(job: string, key: string): string {
  const hex = createHash('sha256').update(`${job}\n${key}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** As pg-boss takes it: nothing where that is over. */
export const secondsUntil = (after: Date, now: Date): number =>
  Math.max(0, after.getTime() - now.getTime()) / 1000;

export interface Statement {
  text: string;
  values: readonly unknown[];
}

/** pg-boss's own statement for these, which it hands over instead of running it. */
export async function insertion(
  boss: PgBoss,
  job: string,
  { batch, now }: { batch: readonly Sending[]; now: Date },
): Promise<Statement> {
  let statement: Statement | undefined;
  const db = {
    executeSql: async (text: string, values: unknown[] = []) => {
      statement = { text, values };
      return { rows: [] };
    },
  };
  // The same key twice is one job; sorted, so that two transactions with the same keys wait for each other in one order.
  const jobs = new Map(
    batch.toReversed().map(({ data, key, after }) => [
      idOf(job, key),
      {
        id: idOf(job, key),
        data: envelope(data),
        ...(after && { startAfter: secondsUntil(after, now) }),
      },
    ]),
  );
  await boss.insert(
    job,
    [...jobs.values()].sort((a, b) => (a.id < b.id ? -1 : 1)),
    { db },
  );
  if (!statement) throw new Error(`pg-boss did not say how it inserts ${job}`);
  return statement;
}
