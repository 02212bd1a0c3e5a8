import { CustomerId, type Reference } from '../../crm/customer/customer.ts';
import { pairOf, SameCompany } from '../../crm/customer/same-company.ts';
import type { PersonId } from '../../crm/person/person.ts';
import type { CustomerPair } from '../../crm/store/customers.ts';
import type { Database, Sql } from '../database/database.ts';
import { json } from '../database/json.ts';

const COLUMNS =
  'first_id, second_id, version, same, person_id, decided_at, asked_of, asked_by, asked_at, confidence, evidence';

/** Stores a question as it is now; false where somebody was faster, by the version. */
export async function saveQuestion(
  sql: Sql,
  { pair, version, same, by, decidedAt, askedOf, askedBy, askedAt, ...rest }: SameCompany,
): Promise<boolean> {
  const values = [...pair, version, same, by, decidedAt, askedOf, askedBy, askedAt];
  const cells = [...values, rest.confidence, json(rest.evidence)];
  const rows =
    version === 1
      ? await sql.query(
          `INSERT INTO same_company (${COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11::jsonb) ON CONFLICT DO NOTHING RETURNING version`,
          cells,
        )
      : await sql.query(
          `UPDATE same_company SET version = $3, same = $4, person_id = $5, decided_at = $6, asked_of = $7, asked_by = $8, asked_at = $9, confidence = $10, evidence = $11::jsonb
            WHERE first_id = $1 AND second_id = $2 AND version = $3 - 1 RETURNING version`,
          cells,
        );
  return rows.length > 0;
}

/** These records were compared now. */
export async function rememberMatched(
  sql: Sql,
  references: readonly Pick<Reference, 'source' | 'externalId'>[],
  now: Date,
): Promise<void> {
  await sql.query(
    `UPDATE reference r SET matched_at = $3 FROM unnest($1::text[], $2::text[]) AS m(source, external_id)
      WHERE r.source = m.source AND r.external_id = m.external_id`,
    [references.map(({ source }) => source), references.map(({ externalId }) => externalId), now],
  );
}

const FIELDS = `first_id AS "firstId", second_id AS "secondId", version, same, person_id AS by, decided_at AS "decidedAt", asked_of AS "askedOf",
  asked_by AS "askedBy", asked_at AS "askedAt", confidence, evidence`;

interface QuestionRow {
  firstId: string;
  secondId: string;
  evidence: unknown;
}

export async function questionOn(
  database: Database,
  [one, other]: CustomerPair,
): Promise<SameCompany | null> {
  const [row] = await database.query<QuestionRow>(
    `SELECT ${FIELDS} FROM same_company WHERE first_id = $1 AND second_id = $2`,
    [...pairOf(one, other)],
    { name: 'same-company' },
  );
  return row ? questionFrom(row) : null;
}

/** Those of which both are customers still. */
export async function openQuestions(
  database: Database,
  of: PersonId | null,
  limit: number,
): Promise<SameCompany[]> {
  const rows = await database.query<QuestionRow>(
    `SELECT ${FIELDS} FROM same_company WHERE same IS NULL AND ($1::text IS NULL OR asked_of = $1)
      AND EXISTS (SELECT 1 FROM customer WHERE id = first_id) AND EXISTS (SELECT 1 FROM customer WHERE id = second_id)
      ORDER BY asked_at NULLS FIRST, first_id, second_id LIMIT $2`,
    [of, limit],
  );
  return rows.map(questionFrom);
}

const questionFrom = ({ firstId, secondId, evidence, ...row }: QuestionRow): SameCompany =>
  SameCompany.parse({
    ...row,
    pair: [CustomerId.parse(firstId), CustomerId.parse(secondId)],
    evidence: evidence ?? [],
  });
