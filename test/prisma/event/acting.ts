import { randomUUID } from 'node:crypto';
import { NO_CONSENTS } from '../../../crm/connection/consents.ts';
import { itemMappings } from '../../../crm/connectors/items/mappings.ts';
import type { Store } from '../../../crm/store/store.ts';
import { type Consumer, defineConsumer } from '../../../jobs/event/consumer.ts';
import { advance } from '../../../jobs/event/runner.ts';
import type { JobContext } from '../../../jobs/job.ts';
import type { Database } from '../../../prisma/database/database.ts';
import { task } from '../work-of-acme.ts';

/** Makes a task of each question, under another name whenever it decides: what it does twice is seen twice. */
export const acting = (decided: () => Promise<void> = async () => {}) =>
  defineConsumer({
    name: 'acting',
    kinds: ['question-asked'],
    async handle(events) {
      const changes = events.map(
        ({ payload: { question } }) =>
          ({ kind: 'task', task: task(`${question}:${randomUUID().slice(0, 8)}`) }) as const,
      );
      await decided();
      return changes;
    },
  });

/** Whether this consumer has dealt with everything. A transaction of another test on the server may hide events for a moment. */
export async function isAtEnd(database: Database, consumer: string): Promise<boolean> {
  const left = await database.query(
    'SELECT 1 FROM event e, event_consumer c WHERE c.name = $1 AND (e.transaction, e.id) > (c.transaction, c.event_id) LIMIT 1',
    [consumer],
  );
  return left.length === 0;
}

/** Deals with everything that is there. */
export async function catchUp(
  consumer: Consumer,
  context: JobContext,
  database: Database,
): Promise<void> {
  while ((await advance(consumer, context)) || !(await isAtEnd(database, consumer.name)));
}

/** For consumers that only store. */
export function contextOf(store: Store, now: () => Date): JobContext {
  const missing = () => Promise.reject(new Error('This consumer only stores'));
  const reader = { locale: 'en-GB', zone: 'Europe/Berlin', now: now() };
  return {
    store,
    now,
    readerOf: () => reader,
    reader: () => reader,
    id: randomUUID,
    connectors: [],
    consents: NO_CONSENTS,
    mappings: itemMappings(null),
    deliver: missing,
    findPost: missing,
    update: missing,
    accountsByEmail: async () => [],
    directToUnlinked: missing,
    direct: missing,
    audience: missing,
    threads: () => false,
    standsIn: () => false,
  };
}
