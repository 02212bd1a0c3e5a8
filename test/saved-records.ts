import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import type { SourceRecord } from '../crm/customer/records.ts';
import { TABLES } from './reused-database.ts';
import type { FreshStore } from './store.ts';

/** The rows of a store: per table its text for COPY, and how far each sequence is. */
interface Copy {
  tables: { table: string; rows: Buffer }[];
  sequences: { name: string; value: string }[];
}

/** The rows that these records became, by the clock of the store that took them first. */
const copies = new WeakMap<readonly SourceRecord[], Map<number, Copy>>();

/**
 * Saves records into an empty store. The same array at the same instant a second time is copied from what the first time
 * left, which takes a sixth of the time.
 */
export async function saveRecords(
  { store, database }: Pick<FreshStore, 'store' | 'database'>,
  records: readonly SourceRecord[],
  now: Date,
): Promise<void> {
  const { driver } = database;
  if (driver.kind === 'embedded') return void (await store.records.save(records));
  const kept = copies.get(records) ?? new Map<number, Copy>();
  copies.set(records, kept);
  const client = await driver.pool.connect();
  try {
    const copy = kept.get(now.getTime());
    if (copy) return await restore(client, copy);
    await store.records.save(records);
    kept.set(now.getTime(), await take(client));
  } finally {
    client.release();
  }
}

async function take(client: pg.PoolClient): Promise<Copy> {
  const filled = await client.query<{ table: string }>(
    `SELECT "table" FROM (${TABLES}) tables WHERE size > 0`,
  );
  const tables: Copy['tables'] = [];
  for (const { table } of filled.rows)
    tables.push({
      table,
      rows: await buffer(client.query(copyTo(`COPY ${table} TO STDOUT`))),
    });
  const { rows: sequences } = await client.query<Copy['sequences'][number]>(
    `SELECT format('%I.%I', schemaname, sequencename) AS name, last_value::text AS value FROM pg_sequences WHERE last_value IS NOT NULL`,
  );
  return { tables, sequences };
}

async function restore(client: pg.PoolClient, { tables, sequences }: Copy): Promise<void> {
  await client.query('BEGIN');
  await client.query('SET LOCAL session_replication_role = replica');
  await client.query(tables.map(({ table }) => `DELETE FROM ${table}`).join(';'));
  for (const { table, rows } of tables)
    if (rows.length > 0)
      await pipeline(Readable.from([rows]), client.query(copyFrom(`COPY ${table} FROM STDIN`)));
  for (const { name, value } of sequences)
    await client.query('SELECT setval($1, $2)', [name, value]);
  await client.query('COMMIT');
}
