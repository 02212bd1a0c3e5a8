import type { Queue } from '../crm/queue.ts';
import type { Store } from '../crm/store.ts';
import { auditOn } from './audit.ts';
import { channelsOn } from './channels.ts';
import { customersOn } from './customers.ts';
import { dealingsOn } from './dealings.ts';
import { deskOn } from './desk/desk.ts';
import { type Database, openDatabase, type Place } from './database.ts';
import { migrate } from './migrate.ts';
import { peopleOn } from './people.ts';
import { queueOn, type StoredQueue } from './queue.ts';
import { recordsOn } from './records.ts';
import { conversationsOn, installationsOn, settingsOn } from './shelves.ts';
import { timelineOn } from './timeline.ts';
import { DAY } from '../crm/time/durations.ts';

export interface OpenStore {
  store: Store;
  database: Database;
  queue: Queue;
}

/**
 * Opens the records at this place and brings them to the current schema. Throws `Problem` where they are down, refused
 * or in use. `fault` hears of what goes wrong in the queue's background.
 */
export async function openStore(
  place: Place,
  { fault }: { fault?: (cause: unknown) => void } = {},
): Promise<OpenStore> {
  const database = await openDatabase(place);
  try {
    await migrate(database);
  } catch (cause) {
    await database.close();
    throw cause;
  }
  const queue = queueOn(database, fault);
  return { database, store: storeOn(database, queue), queue };
}

/** Everything that is stored, on one open and migrated database. */
export function storeOn(database: Database, queue: StoredQueue): Store {
  return {
    ...dealingsOn(database),
    customers: customersOn(database),
    timeline: timelineOn(database),
    people: peopleOn(database),
    records: recordsOn(database),
    audit: auditOn(database),
    desk: deskOn(database, queue),
    channels: channelsOn(database),
    settings: settingsOn(database),
    installations: installationsOn(database),
    conversations: conversationsOn(database),
    firstDelivery: (key, now) => firstDelivery(database, key, now),
    async forgetDeliveries(before) {
      await database.prisma.delivery.deleteMany({ where: { at: { lt: before } } });
    },
    async ping() {
      await database.query('SELECT 1');
    },
    async close() {
      // It may have been opened by a commit, though nobody started it.
      await queue.stop();
      await database.close();
    },
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
