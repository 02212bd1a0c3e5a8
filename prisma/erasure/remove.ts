import type { ErasureTerms } from '../../crm/erasure/erasure.ts';
import { emailOf } from '../../crm/matching/addresses.ts';
import type { Sql } from '../database/database.ts';
import { sumUpBalances } from '../figure/balances.ts';
import { customerTables, OWNED_RECORDS } from '../records/naming-tables.ts';

/** Work whose answers are edited where they stand: a live answer says which by `note:<id>`. */
const FOLLOWED = ['note', 'handoff', 'task', 'promise', 'question', 'win'];

/** Deletes every row of a customer, in every table; what only names it is swept afterwards. */
export async function removeCustomer(sql: Sql, terms: ErasureTerms): Promise<void> {
  const { ids, references, contacts, emails, companies } = terms;
  const run = (text: string, ...values: unknown[]) => sql.query(text, values);
  const known = [...references, ...contacts];
  await removeBeside(sql, ids);
  await run(
    `DELETE FROM association WHERE (source, customer) IN (SELECT * FROM unnest($1::text[], $2::text[]))
      OR kind = 'contact' AND (source, external_id) IN (SELECT * FROM unnest($3::text[], $4::text[]))`,
    references.map(({ source }) => source),
    references.map(({ externalId }) => externalId),
    contacts.map(({ source }) => source),
    contacts.map(({ externalId }) => externalId),
  );
  await run(
    'DELETE FROM ingest_order WHERE (source, external_id) IN (SELECT * FROM unnest($1::text[], $2::text[]))',
    known.map(({ source }) => source),
    known.map(({ externalId }) => externalId),
  );
  await removeAwaited(sql, emails, companies);
  for (const kind of ['contact', 'entry'] as const) await run(moveTo(kind), ids);
  for (const table of OWNED_RECORDS)
    await run(
      `DELETE FROM ingest_order o USING ${table} r WHERE r.customer_id = ANY($1) AND o.source = r.source AND o.external_id = r.external_id`,
      ids,
    );
  // Messages that were sent are scrubbed, so that what stands in a chat can be edited.
  for (const table of (await customerTables(sql)).filter((name) => name !== 'message'))
    await run(`DELETE FROM ${table} WHERE customer_id = ANY($1)`, ids);
  await run('DELETE FROM same_company WHERE first_id = ANY($1) OR second_id = ANY($1)', ids);
  await run('DELETE FROM joined_row WHERE former_id = ANY($1)', ids);
  await run('DELETE FROM customer_join WHERE now_id = ANY($1) OR former_id = ANY($1)', ids);
  await run(
    `DELETE FROM import_change WHERE before->>'customer_id' = ANY($1) OR before->>'id' = ANY($1)`,
    ids,
  );
  await removeViews(sql, ids);
  await run('DELETE FROM customer WHERE id = ANY($1)', ids);
  await sumUpBalances(sql);
  await run('DELETE FROM balance_step WHERE customer_id = ANY($1)', ids);
}

/** A row that also belongs to a customer who stays goes to that customer, the first by id where there are several. */
const moveTo = (kind: 'contact' | 'entry'): string =>
  `UPDATE ${kind} c SET customer_id = (SELECT r.customer_id FROM ${OTHERS(kind)} ORDER BY 1 LIMIT 1)
    WHERE c.customer_id = ANY($1) AND EXISTS (SELECT 1 FROM ${OTHERS(kind)})
      AND NOT EXISTS (SELECT 1 FROM ${kind} o WHERE o.source = c.source AND o.external_id = c.external_id AND o.customer_id <> ALL($1))`;

const OTHERS = (kind: string): string =>
  `association a JOIN reference r ON r.source = a.source AND r.external_id = a.customer
    WHERE a.kind = '${kind}' AND a.source = c.source AND a.external_id = c.external_id AND r.customer_id <> ALL($1)`;

/** Shared cards in the queue: one that waits is not posted, and of a posted one the words go. */
async function removeViews(sql: Sql, ids: readonly string[]): Promise<void> {
  const ofThem = `name = 'post-message' AND data->'data'->>'customer' = ANY($1)`;
  await sql.query(`DELETE FROM queue.job WHERE ${ofThem} AND state < 'active'`, [ids]);
  await sql.query(
    `UPDATE queue.job SET data = jsonb_set(data, '{data,view}', '{"title": "[erased]", "blocks": []}') WHERE ${ofThem}`,
    [ids],
  );
}

/** Deletes the rows that hang on a customer's things by their own ids. */
async function removeBeside(sql: Sql, ids: readonly string[]): Promise<void> {
  await sql.query(
    'DELETE FROM win_post_item WHERE win_id IN (SELECT id FROM win WHERE customer_id = ANY($1))',
    [ids],
  );
  await sql.query(
    'DELETE FROM win_post WHERE NOT EXISTS (SELECT 1 FROM win_post_item WHERE post_key = key)',
  );
  await sql.query(
    `DELETE FROM note_there WHERE note IN (SELECT subject_id FROM write_back WHERE subject_kind = 'note' AND customer_id = ANY($1))`,
    [ids],
  );
  for (const kind of FOLLOWED)
    await sql.query(
      `DELETE FROM live_answer WHERE about IN (SELECT $2 || ':' || id FROM ${kind} WHERE customer_id = ANY($1))`,
      [ids, kind],
    );
}

/** Records that name their customer by an address which was nobody's yet. */
async function removeAwaited(
  sql: Sql,
  emails: readonly string[],
  companies: readonly string[],
): Promise<void> {
  const gone = await sql.query<{ table: string; source: string; externalId: string }>(
    `DELETE FROM awaited_customer WHERE email = ANY($1) OR company = ANY($2)
      RETURNING table_name AS "table", source, external_id AS "externalId"`,
    [emails.flatMap((email) => emailOf(email) ?? []), companies],
  );
  for (const [table, rows] of Map.groupBy(gone, (row) => row.table))
    await sql.query(
      `DELETE FROM ${table} WHERE customer_id IS NULL AND (source, external_id) IN (SELECT * FROM unnest($1::text[], $2::text[]))`,
      [rows.map(({ source }) => source), rows.map(({ externalId }) => externalId)],
    );
}

/** Deletes the rows of a contact; entries with them stay, without them. Returns these entries' keys. */
export async function removeContact(
  sql: Sql,
  { contacts, emails }: ErasureTerms,
): Promise<{ source: string; externalId: string }[]> {
  const keys = [contacts.map(({ source }) => source), contacts.map(({ externalId }) => externalId)];
  const named = '(SELECT * FROM unnest($1::text[], $2::text[]))';
  await sql.query(`DELETE FROM contact WHERE (source, external_id) IN ${named}`, keys);
  await sql.query(
    `DELETE FROM association WHERE kind = 'contact' AND (source, external_id) IN ${named}`,
    keys,
  );
  await sql.query(
    `DELETE FROM ingest_order WHERE kind = 'contact' AND (source, external_id) IN ${named}`,
    keys,
  );
  await sql.query(
    `DELETE FROM joined_row WHERE table_name = 'contact' AND (key[1], key[2]) IN ${named}`,
    keys,
  );
  await sql.query(`DELETE FROM awaited_customer WHERE email = ANY($1)`, [
    emails.flatMap((email) => emailOf(email) ?? []),
  ]);
  return sql.query(
    `UPDATE entry SET contact_id = NULL WHERE (source, contact_id) IN ${named}
      RETURNING source, external_id AS "externalId"`,
    keys,
  );
}
