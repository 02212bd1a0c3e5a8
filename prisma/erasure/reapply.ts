import { CustomerId } from '../../crm/customer/customer.ts';
import type { ErasureAbout } from '../../crm/erasure/erasure.ts';
import type { Database, Sql } from '../database/database.ts';
import { joinsAlone } from '../records/join-lock.ts';
import { customerName, erasureKeys, type HashedName, recordName } from '../records/keyed-hash.ts';
import { findTombstones } from '../records/tombstones.ts';
import { settingsOn } from '../settings/settings.ts';
import { eraseRows } from './erase.ts';
import { type ErasureList, erasuresIn, type ListedErasure, readErasureList } from './list.ts';
import { readTerms } from './terms.ts';

/** The outcome of bringing a store up to the list beside it. */
export interface Reapplied extends Pick<ErasureList, 'isThere' | 'damaged'> {
  /** Customers and contacts that went. */
  erased: number;
}

/**
 * Erases in a restored store what was erased after its backup, as far as the list in the data folder knows it. All or
 * nothing; again it finds nothing. An erasure that is under way is left to its job.
 */
export async function reapplyErasures(database: Database, dataDir: string): Promise<Reapplied> {
  const { erasures, keys, ...list } = await readErasureList(erasuresIn(dataDir));
  if ((await missingIn(database, erasures)).length === 0) return { ...list, erased: 0 };
  return database.transaction(async (sql) => {
    // Copies that start at once do it one after the other.
    await joinsAlone(sql);
    const missing = await missingIn(sql, erasures);
    if (missing.length === 0) return { ...list, erased: 0 };
    const known = await erasureKeys(sql);
    await settingsOn(sql).set('erasure-keys', [...new Set([...known, ...keys])]);
    for (const erasure of missing) await addErasure(sql, erasure);
    const found = [...(await customersIn(sql)), ...(await contactsIn(sql))];
    for (const { erasure, about } of found) {
      const subject = about.customerId === null ? 'contact' : 'customer';
      await eraseRows(sql, { id: erasure, subject }, await readTerms(sql, about));
    }
    // Posts in the chats were edited at the time.
    await sql.query('DELETE FROM erasure_post WHERE erasure_id = ANY($1)', [
      missing.map(({ id }) => id),
    ]);
    return { ...list, erased: found.length };
  });
}

/** Those that this store has neither done nor under way. */
async function missingIn(sql: Sql, erasures: readonly ListedErasure[]): Promise<ListedErasure[]> {
  if (erasures.length === 0) return [];
  const rows = await sql.query<{ id: string }>(
    `SELECT id FROM erasure WHERE id = ANY($1) AND state IN ('agreed', 'done')`,
    [erasures.map(({ id }) => id)],
  );
  const there = new Set(rows.map(({ id }) => id));
  return erasures.filter(({ id }) => !there.has(id));
}

async function addErasure(
  sql: Sql,
  { id, at, subject, proof, hashes }: ListedErasure,
): Promise<void> {
  await sql.query(
    `INSERT INTO erasure (id, version, state, subject, counts, asked_at, finished_at, proof) VALUES ($1, 1, 'done', $2, '{}', $3, $3, $4)
      ON CONFLICT (id) DO UPDATE SET version = erasure.version + 1, state = 'done', about = NULL, proof = excluded.proof,
        finished_at = coalesce(erasure.finished_at, excluded.finished_at)`,
    [id, subject, at, proof],
  );
  await sql.query(
    'INSERT INTO tombstone (hash, erasure_id) SELECT unnest($1::text[]), $2 ON CONFLICT (hash) DO NOTHING',
    [hashes, id],
  );
}

interface Found {
  erasure: string;
  about: ErasureAbout;
}

interface Row {
  customer: string;
  source: string;
  externalId: string;
  name: string;
}

async function customersIn(sql: Sql): Promise<Found[]> {
  const rows = await sql.query<Row>(
    `SELECT r.customer_id AS customer, r.source, r.external_id AS "externalId", c.name FROM reference r JOIN customer c ON c.id = r.customer_id`,
  );
  const erased = await erasedOf(sql, rows, (row) => customerName(row.source, row.externalId));
  const each = new Map(erased.map((one) => [one.row.customer, one]));
  return [...each.values()].map(({ erasure, row }) => ({
    erasure,
    about: {
      customerId: CustomerId.parse(row.customer),
      contacts: [],
      name: row.name,
      terms: null,
    },
  }));
}

/** Those of a customer that is erased as a whole go with it. */
async function contactsIn(sql: Sql): Promise<Found[]> {
  const rows = await sql.query<Row>(
    'SELECT customer_id AS customer, source, external_id AS "externalId", name FROM contact',
  );
  const erased = await erasedOf(sql, rows, (row) =>
    recordName('contact', row.source, row.externalId),
  );
  const alone = await sql.query<{ id: string }>(`SELECT id FROM erasure WHERE subject = 'contact'`);
  const isAlone = new Set(alone.map(({ id }) => id));
  return erased
    .filter(({ erasure }) => isAlone.has(erasure))
    .map(({ erasure, row: { customer, source, externalId, name } }) => ({
      erasure,
      about: {
        customerId: null,
        contacts: [{ customerId: CustomerId.parse(customer), source, externalId }],
        name,
        terms: null,
      },
    }));
}

async function erasedOf(
  sql: Sql,
  rows: readonly Row[],
  nameOf: (row: Row) => HashedName,
): Promise<{ erasure: string; row: Row }[]> {
  const found = await findTombstones(
    sql,
    rows.map((row) => [nameOf(row)]),
  );
  return [...found].flatMap(([at, erasure]) => {
    const row = rows[at];
    return row ? [{ erasure, row }] : [];
  });
}
