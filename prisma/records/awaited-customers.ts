import type { SourceRecord } from '../../crm/customer/records.ts';
import { emailOf } from '../../crm/matching/addresses.ts';
import { companyDomain } from '../../crm/matching/company-domain.ts';
import type { Sql } from '../database/database.ts';
import { key, text } from './cells.ts';
import { findCustomers } from './find-customers.ts';
import { type NamedRow, rememberParts } from './joined-parts.ts';

/** A record of the business that is stored, by its table and its key. */
interface Named {
  table: string;
  source: string;
  externalId: string;
  /** The customer as the record names it. */
  named: string;
  isKnown: boolean;
}

/** Records that name their customer by an address: kept in mind while it is nobody's, and no longer. */
export async function rememberAwaited(sql: Sql, records: readonly Named[]): Promise<void> {
  const addressed = records.flatMap((record) => {
    const email = record.named.includes('@') ? emailOf(record.named) : null;
    return email === null ? [] : { ...record, email };
  });
  if (addressed.length === 0) return;
  const rows = addressed.map(({ table, source, externalId, email, isKnown }) => ({
    table,
    source: text(source, 40),
    id: key(externalId),
    email: text(email, 320),
    company: companyDomain(email),
    known: isKnown,
  }));
  await sql.query(
    `WITH named AS MATERIALIZED (SELECT DISTINCT ON ("table", source, id) * FROM json_to_recordset($1::json) AS n("table" text, source text, id text, email text, company text, known boolean)),
      found AS (DELETE FROM awaited_customer a USING named n WHERE n.known AND a.table_name = n."table" AND a.source = n.source AND a.external_id = n.id)
      INSERT INTO awaited_customer (table_name, source, external_id, email, company) SELECT "table", source, id, email, company FROM named WHERE NOT known
      ON CONFLICT (table_name, source, external_id) DO UPDATE SET email = excluded.email, company = excluded.company`,
    [JSON.stringify(rows)],
  );
}

interface AwaitedRow {
  table: string;
  source: string;
  externalId: string;
  email: string;
}

/** Brings records that waited for an address to the customers and contacts of this batch. */
export async function findAwaited(sql: Sql, batch: readonly SourceRecord[]): Promise<void> {
  const emails = batch.flatMap((record) =>
    record.kind === 'contact' && record.email !== null ? (emailOf(record.email) ?? []) : [],
  );
  const companies = batch.flatMap((record) =>
    record.kind === 'customer' ? record.domains.flatMap((one) => companyDomain(one) ?? []) : [],
  );
  if (emails.length + companies.length === 0) return;
  const awaited = await sql.query<AwaitedRow>(
    `SELECT table_name AS "table", source, external_id AS "externalId", email FROM awaited_customer WHERE email = ANY($1) OR company = ANY($2)`,
    [emails, companies],
  );
  if (awaited.length === 0) return;
  const customer = await findCustomers(
    sql,
    awaited.map(({ source, email }) => ({ source, named: email })),
  );
  const found = awaited.flatMap((row) => {
    const id = customer(row.source, row.email);
    return id === undefined ? [] : { ...row, id };
  });
  for (const [table, rows] of Map.groupBy(found, (row) => row.table)) {
    const keys = [rows.map(({ source }) => source), rows.map(({ externalId }) => externalId)];
    await sql.query(
      `UPDATE ${table} t SET customer_id = n.customer FROM unnest($1::text[], $2::text[], $3::text[]) AS n(source, id, customer)
        WHERE t.source = n.source AND t.external_id = n.id AND t.customer_id IS NULL`,
      [...keys, rows.map(({ id }) => id)],
    );
    await sql.query(
      `DELETE FROM awaited_customer a USING unnest($1::text[], $2::text[]) AS n(source, id)
        WHERE a.table_name = $3 AND a.source = n.source AND a.external_id = n.id`,
      [...keys, table],
    );
  }
  await rememberParts(
    sql,
    found.map(
      ({ table, source, externalId, email }): NamedRow => ({
        table,
        key: [source, externalId],
        source,
        named: email,
      }),
    ),
  );
}
