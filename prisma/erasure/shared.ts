import type { Sql } from '../database/database.ts';

export interface ContactRow {
  customerId: string;
  source: string;
  externalId: string;
  name: string;
  email: string | null;
  phone: string | null;
}

/** The erased customers by our ids, and the erased rows of contacts. */
export interface Erased {
  ids: readonly string[];
  rows: readonly ContactRow[];
}

/** Contacts of the erased customers ($1) who are a customer's too that stays: by their source, or in a file. */
export const STAYS = `(EXISTS (SELECT 1 FROM association a JOIN reference r ON r.source = a.source AND r.external_id = a.customer
      WHERE a.kind = 'contact' AND a.source = c.source AND a.external_id = c.external_id AND r.customer_id <> ALL($1))
    OR EXISTS (SELECT 1 FROM contact o WHERE o.source = c.source AND o.external_id = c.external_id AND o.customer_id <> ALL($1)))`;

/** A colleague, another contact and another customer go on being named: what is theirs too is looked for nowhere. */
export async function withoutShared(sql: Sql, erased: Erased): Promise<ContactRow[]> {
  const words = erased.rows.flatMap((row) => [row.name, row.email, row.phone]);
  const isShared = await sharedWords(
    sql,
    words.flatMap((word) => word ?? []),
    erased,
  );
  const own = (word: string | null) => (word && !isShared(word) ? word : null);
  return erased.rows.map((row) => ({
    ...row,
    name: own(row.name) ?? '',
    email: own(row.email),
    phone: own(row.phone),
  }));
}

/** Which of these names, addresses and numbers somebody has who stays. */
export async function sharedWords(
  sql: Sql,
  words: readonly string[],
  { ids, rows }: Erased,
): Promise<(word: string) => boolean> {
  const shared = await sql.query<{ word: string }>(
    `SELECT DISTINCT lower(word) AS word FROM (
        SELECT name AS word FROM person UNION ALL SELECT email FROM person
        UNION ALL SELECT name FROM customer WHERE id <> ALL($1)
        UNION ALL SELECT unnest(ARRAY[name, email, phone]) FROM contact
          WHERE (customer_id, source, external_id) NOT IN (SELECT * FROM unnest($3::text[], $4::text[], $5::text[]))) w
      WHERE lower(word) = ANY($2)`,
    [
      ids,
      words.map((word) => word.toLowerCase()),
      rows.map((row) => row.customerId),
      rows.map(({ source }) => source),
      rows.map(({ externalId }) => externalId),
    ],
  );
  const found = new Set(shared.map(({ word }) => word));
  return (word) => found.has(word.toLowerCase());
}
