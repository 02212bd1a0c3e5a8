import { CustomerId } from '../../crm/customer/customer.ts';
import { survivorOf } from '../../crm/matching/join.ts';
import { PersonId } from '../../crm/person/person.ts';
import { DAY } from '../../crm/time/durations.ts';
import type { Database, Sql } from '../database/database.ts';
import { joinsAlone } from '../records/join-lock.ts';
import { joinCustomers, moveRows } from './join.ts';
import { JOINED_TABLES } from './joined-tables.ts';

/**
 * Moves rows that were decided for a customer before it became a part of another one and stored after it. Two customers
 * that a colleague called one company when cards only named each other become one.
 */
export async function settleJoins(database: Database, now: Date): Promise<void> {
  for (const { former, into } of await strayed(database, new Date(now.getTime() - DAY)))
    await database.transaction(async (sql) => {
      await joinsAlone(sql);
      const [still] = await sql.query(
        'SELECT 1 FROM customer_join WHERE former_id = $1 AND now_id = $2',
        [former, into],
      );
      if (still) await moveRows(sql, former, into);
    });
  const pairs = await database.query<CalledSame>(CALLED_SAME);
  for (const pair of pairs) await database.transaction((sql) => joinPair(sql, pair, now));
}

/** Customers that were joined since and have rows again. */
async function strayed(
  database: Database,
  since: Date,
): Promise<{ former: string; into: string }[]> {
  // Most days nothing was joined, and a look into every table takes long to plan.
  const lately = await database.query('SELECT 1 FROM customer_join WHERE at > $1 LIMIT 1', [since]);
  if (lately.length === 0) return [];
  const some = JOINED_TABLES.map(
    ({ table }) => `EXISTS (SELECT 1 FROM ${table} t WHERE t.customer_id = j.former_id)`,
  ).join(' OR ');
  return database.query(
    `SELECT former_id AS former, now_id AS into FROM customer_join j WHERE j.at > $1 AND (${some}) ORDER BY former_id`,
    [since],
  );
}

interface CalledSame {
  by: string | null;
  sides: { id: string; owned: boolean; sources: string[] }[];
}

const SIDE = (of: string): string =>
  `json_build_object('id', ${of}.id, 'owned', ${of}.owner_id IS NOT NULL, 'sources', ARRAY(SELECT DISTINCT source FROM reference WHERE customer_id = ${of}.id))`;

const CALLED_SAME = `SELECT s.person_id AS by, json_build_array(${SIDE('a')}, ${SIDE('b')}) AS sides
  FROM same_company s JOIN customer a ON a.id = s.first_id JOIN customer b ON b.id = s.second_id WHERE s.same ORDER BY s.first_id, s.second_id`;

async function joinPair(sql: Sql, { by, sides }: CalledSame, now: Date): Promise<void> {
  const [one, other] = sides.map(({ id, owned, sources }) => ({
    id: CustomerId.parse(id),
    isOwned: owned,
    sources,
  }));
  if (!one || !other) return;
  const [into, former] = survivorOf(one, other);
  const person = by === null ? null : PersonId.parse(by);
  await joinCustomers(
    sql,
    { former: former.id, into: into.id, by: person, confidence: null, evidence: [] },
    now,
  );
}
