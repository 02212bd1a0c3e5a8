import type { DeletableKind, Deletion, Merge } from '../../crm/connector.ts';
import type { SourceRecord } from '../../crm/customer/records.ts';
import type { Sql } from '../database/database.ts';
import { forgetAssociations } from './associations.ts';
import { key } from './cells.ts';
import { OWNED_RECORDS } from './naming-tables.ts';

/** A customer that a system tells of is there again, though it was deleted before. */
export async function restoreCustomers(
  sql: Sql,
  source: string,
  upserts: readonly SourceRecord[],
): Promise<void> {
  const ids = upserts.flatMap((record) =>
    record.kind === 'customer' ? key(record.externalId) : [],
  );
  if (ids.length > 0)
    await sql.query(
      'UPDATE reference SET gone = false WHERE source = $1 AND external_id = ANY($2) AND gone',
      [source, ids],
    );
}

/** Customers of ours that a system found to be one; in the order in which it merged them. */
export async function mergeCustomers(
  sql: Sql,
  source: string,
  merges: readonly Merge[],
): Promise<void> {
  for (const { from, into } of merges) {
    const names = await sql.query<{ name: string; id: string }>(
      'SELECT external_id AS name, customer_id AS id FROM reference WHERE source = $1 AND external_id = ANY($2)',
      [source, [key(from), key(into)]],
    );
    const idOf = (name: string) => names.find((one) => one.name === key(name))?.id;
    const [former, survivor] = [idOf(from), idOf(into)];
    if (former === undefined) continue;
    // The survivor was not heard of yet: it is the customer that we know by the former name.
    if (survivor === undefined)
      await sql.query(
        'INSERT INTO reference (source, external_id, customer_id) VALUES ($1, $2, $3)',
        [source, key(into), former],
      );
    else if (survivor !== former) await moveRecords(sql, { source, former, survivor });
    await sql.query(
      'UPDATE reference SET gone = true, customer_id = $3 WHERE source = $1 AND external_id = $2',
      [source, key(from), survivor ?? former],
    );
  }
}

/** The records of this system alone: other systems, and colleagues here, may still tell the two customers apart. */
async function moveRecords(
  sql: Sql,
  { source, former, survivor }: { source: string; former: string; survivor: string },
): Promise<void> {
  for (const table of OWNED_RECORDS)
    await sql.query(`UPDATE ${table} SET customer_id = $3 WHERE customer_id = $2 AND source = $1`, [
      source,
      former,
      survivor,
    ]);
  await sql.query(
    `DELETE FROM contact f USING contact s WHERE f.customer_id = $2 AND f.source = $1
      AND s.customer_id = $3 AND s.source = f.source AND s.external_id = f.external_id`,
    [source, former, survivor],
  );
  await sql.query('UPDATE contact SET customer_id = $3 WHERE customer_id = $2 AND source = $1', [
    source,
    former,
    survivor,
  ]);
}

/** A contact is keyed by its customer, so one that changed to another customer would be there twice. */
export async function removeFormerContacts(
  sql: Sql,
  source: string,
  upserts: readonly SourceRecord[],
): Promise<void> {
  const contacts = upserts.flatMap((record) => (record.kind === 'contact' ? record : []));
  if (contacts.length > 0)
    await sql.query(
      `DELETE FROM contact c USING unnest($2::text[], $3::text[]) AS now(contact, customer), reference r
        WHERE c.source = $1 AND c.external_id = now.contact AND r.source = $1 AND r.external_id = now.customer AND c.customer_id <> r.customer_id`,
      [
        source,
        contacts.map(({ externalId }) => key(externalId)),
        contacts.map(({ customer }) => key(customer)),
      ],
    );
}

/** A deleted customer stays with everything that was done with them, and is not written to any more. */
export async function removeRecords(
  sql: Sql,
  source: string,
  deletions: readonly Deletion[],
): Promise<void> {
  for (const [kind, some] of Map.groupBy(deletions, (deletion) => deletion.kind)) {
    const ids = some.map(({ externalId }) => key(externalId));
    await sql.query(
      kind === 'customer'
        ? 'UPDATE reference SET gone = true WHERE source = $1 AND external_id = ANY($2)'
        : `DELETE FROM ${tableOf(kind)} WHERE source = $1 AND external_id = ANY($2)`,
      [source, ids],
    );
    if (kind === 'contact' || kind === 'entry')
      await forgetAssociations(sql, { kind, source, ids });
  }
}

export const tableOf = (kind: DeletableKind): string => kind.replaceAll('-', '_');
