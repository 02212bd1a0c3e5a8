import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { inject } from 'vitest';
import type { Place } from '../prisma/database/database.ts';
import { queueOn } from '../prisma/queue/queue.ts';
import { type OpenStore, openStore, storeOn } from '../prisma/store.ts';
import { now as machineNow } from './clock.ts';
import { type ReusedDatabase, reusedDatabase } from './reused-database.ts';

export const BACK_ENDS = ['embedded', 'server'] as const;
export type BackEnd = (typeof BACK_ENDS)[number];

export interface FreshStore extends OpenStore {
  place: Place;
  close(): Promise<void>;
}

/**
 * An empty, migrated store of its own, on either back end; `close` leaves it to the next test, or nothing behind. A test that fixes its day
 * hands in its clock; `through` puts something between the store and its server.
 */
export async function freshStore(
  backEnd: BackEnd,
  now = machineNow,
  through?: (url: string) => Promise<string>,
): Promise<FreshStore> {
  const { reused, place, remove } = through
    ? await newDatabase(backEnd, through)
    : (idle[backEnd].pop() ?? (await newDatabase(backEnd)));
  const { database } = reused;
  const queue = queueOn(database, { now });
  const dataDir = join(inject('stores'), `data-${randomUUID()}`);
  const store = storeOn(database, queue, { now, dataDir });
  let isClosed = false;
  return {
    store,
    queue,
    database,
    place,
    async close() {
      // The next test may have it already.
      if (isClosed) throw new Error('This store was closed before');
      isClosed = true;
      await store.close();
      if (!through && (await reused.empty())) idle[backEnd].push({ reused, place, remove });
      else await remove();
    },
  };
}

interface Idle {
  reused: ReusedDatabase;
  place: Place;
  remove(): Promise<void>;
}

/** Databases that this process's earlier tests gave back; they end with the process, or with the run's PostgreSQL. */
const idle: Record<BackEnd, Idle[]> = { embedded: [], server: [] };

async function newDatabase(backEnd: BackEnd, through = async (url: string) => url): Promise<Idle> {
  const { place, remove } = backEnd === 'embedded' ? freshFolder() : await freshDatabase();
  const { database } = await openStore('url' in place ? { url: await through(place.url) } : place, {
    now: machineNow,
  });
  return {
    reused: await reusedDatabase(database),
    place,
    async remove() {
      await database.close();
      await remove();
    },
  };
}

/** A folder that does not hold a store yet. */
export function freshFolder() {
  const folder = mkdtempSync(join(inject('stores'), 'store-'));
  return {
    place: { folder },
    remove: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** A database of the run's PostgreSQL: with the store's tables, or `empty`. */
export async function freshDatabase({ empty = false } = {}) {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const server = inject('postgres');
  await administer(
    server,
    `CREATE DATABASE ${name} ${empty ? '' : 'TEMPLATE template_store STRATEGY file_copy'}`,
  );
  return {
    place: { url: `${server}/${name}` },
    remove: () => administer(server, `DROP DATABASE ${name} WITH (FORCE)`),
  };
}

async function administer(server: string, sql: string): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    const client = new pg.Client(`${server}/postgres`);
    await client.connect();
    try {
      await client.query(sql);
      return;
    } catch (cause) {
      // Only one copy of a template can be made at a time.
      if (tries === 300 || !(cause instanceof pg.DatabaseError) || cause.code !== BEING_COPIED) {
        throw cause;
      }
      await pause(100);
    } finally {
      await client.end();
    }
  }
}

const BEING_COPIED = '55006';
