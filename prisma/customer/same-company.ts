import { PersonId } from '../../crm/person/person.ts';
import type { Change } from '../../crm/store/change.ts';
import type { CustomerPair } from '../../crm/store/customers.ts';
import type { Database, Sql } from '../database/database.ts';

/** Keeps, or forgets, whether two customers are one company; the last word counts. */
export async function setSameCompany(
  sql: Sql,
  { pair, same, by }: Extract<Change, { kind: 'same-company' }>,
  now: Date,
): Promise<void> {
  if (same === null)
    await sql.query(
      'DELETE FROM same_company WHERE first_id = least($1::text, $2::text) AND second_id = greatest($1::text, $2::text)',
      [...pair],
    );
  else
    await sql.query(
      `INSERT INTO same_company (first_id, second_id, same, person_id, decided_at) VALUES (least($1::text, $2::text), greatest($1::text, $2::text), $3, $4, $5)
        ON CONFLICT (first_id, second_id) DO UPDATE SET same = excluded.same, person_id = excluded.person_id, decided_at = excluded.decided_at`,
      [...pair, same, by, now],
    );
}

export async function sameCompanyOn(
  database: Database,
  pair: CustomerPair,
): Promise<{ same: boolean; by: PersonId } | null> {
  const [row] = await database.query<{ same: boolean; by: string }>(
    'SELECT same, person_id AS by FROM same_company WHERE first_id = least($1::text, $2::text) AND second_id = greatest($1::text, $2::text)',
    [...pair],
    { name: 'same-company' },
  );
  return row ? { same: row.same, by: PersonId.parse(row.by) } : null;
}
