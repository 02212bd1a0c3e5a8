import type { SourceRecord } from '../../crm/customer/records.ts';
import type { Sql } from '../database/database.ts';
import { key, text } from './cells.ts';
import { keepBefore, keepConfirmed } from './import-changes.ts';

export const ASSOCIATION_KEY = ['kind', 'source', 'external_id', 'customer'] as const;

/** The records of a batch whose source says to which other customers they belong. */
const TOLD = `SELECT kind, source, id FROM unnest($1::text[], $2::text[], $3::text[]) AS confirmed(kind, source, id)`;
const NOW = `SELECT DISTINCT kind, source, id, customer FROM unnest($4::text[], $5::text[], $6::text[], $7::text[]) AS others(kind, source, id, customer)`;
const IS_PAST = `(a.kind, a.source, a.external_id) IN (${TOLD})
  AND (a.kind, a.source, a.external_id, a.customer) NOT IN (${NOW})`;

/**
 * Stores to which other customers the records of a batch belong, in place of what was known of it. Records whose source
 * does not say are left as they are. A customer may be named before it is known.
 */
export async function saveAssociations(
  sql: Sql,
  batch: readonly SourceRecord[],
  run: string | undefined,
): Promise<void> {
  const told = batch.flatMap((record) => {
    const isShared = record.kind === 'contact' || record.kind === 'entry';
    if (!isShared || record.otherCustomers === undefined) return [];
    const own = key(record.customer);
    const others = record.otherCustomers.map(key).filter((one) => one !== '' && one !== own);
    return { parts: [record.kind, text(record.source, 40), key(record.externalId)], others };
  });
  if (told.length === 0) return;
  const now = told.flatMap(({ parts, others }) => others.map((other) => [...parts, other]));
  const column = (rows: readonly (readonly string[])[], at: number) => rows.map((row) => row[at]);
  const values = [
    ...[0, 1, 2].map((at) =>
      column(
        told.map(({ parts }) => parts),
        at,
      ),
    ),
    ...[0, 1, 2, 3].map((at) => column(now, at)),
  ];
  if (run !== undefined) {
    await keepBefore(
      sql,
      { run, table: 'association', key: ASSOCIATION_KEY },
      { where: IS_PAST.replaceAll('a.', 'b.'), values },
    );
    await keepConfirmed(
      sql,
      { run, table: 'association' },
      told.map(({ parts }) => parts),
    );
  }
  await sql.query(
    `WITH past AS (DELETE FROM association a WHERE ${IS_PAST})
      INSERT INTO association (kind, source, external_id, customer) SELECT * FROM (${NOW}) n ORDER BY 1, 2, 3, 4 ON CONFLICT DO NOTHING`,
    values,
  );
}

/** Gives associations that were stored before their entries the times of those. */
export async function fillTimes(sql: Sql, batch: readonly SourceRecord[]): Promise<void> {
  const entries = batch.filter((record) => record.kind === 'entry');
  if (entries.length === 0) return;
  // Hardly ever is there one, and looking all of the entries up costs more than asking.
  const untimed = `SELECT 1 FROM association WHERE kind = 'entry' AND at IS NULL LIMIT 1`;
  if ((await sql.query(untimed)).length === 0) return;
  await sql.query(
    `UPDATE association a SET at = e.at FROM unnest($1::text[], $2::text[]) AS k(source, id)
        JOIN entry e ON e.source = k.source COLLATE "C" AND e.external_id = k.id COLLATE "C"
      WHERE a.kind = 'entry' AND a.at IS NULL AND a.source = k.source AND a.external_id = k.id`,
    [
      entries.map(({ source }) => text(source, 40)),
      entries.map(({ externalId }) => key(externalId)),
    ],
  );
}

/** The keys of the contacts or entries of others that are a customer's too; `customer` is the SQL of its id. */
export const associatedWith = (customer: string, kind: 'contact' | 'entry'): string =>
  `SELECT DISTINCT a.source, a.external_id FROM reference r JOIN association a ON a.source = r.source AND a.customer = r.external_id
    WHERE r.customer_id = ${customer} AND a.kind = '${kind}'`;

/** Deleted records belong to nobody. */
export async function forgetAssociations(
  sql: Sql,
  { kind, source, ids }: { kind: 'contact' | 'entry'; source: string; ids: readonly string[] },
): Promise<void> {
  await sql.query(
    'DELETE FROM association WHERE kind = $1 AND source = $2 AND external_id = ANY($3)',
    [kind, source, ids],
  );
}
