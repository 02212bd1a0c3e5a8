import type { Sql } from '../database/database.ts';

/** Any number that nothing else here takes. */
const JOINS = 7_201_466;

/** Within a transaction that saves records: no customer becomes a part of another one until it ends. */
export async function withoutJoins(sql: Sql): Promise<void> {
  await sql.query(`SELECT pg_advisory_xact_lock_shared(${JOINS})`, [], { name: 'without-joins' });
}

/** Within a transaction that joins or parts customers: no record is saved, and no other one joins, until it ends. */
export async function joinsAlone(sql: Sql): Promise<void> {
  await sql.query(`SELECT pg_advisory_xact_lock(${JOINS})`);
}
