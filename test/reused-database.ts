import type { Database } from '../prisma/database/database.ts';

/** The rows that a table holds before the first test; few tables hold any. */
interface Beginning {
  table: string;
  rows: string;
}

/** An open database that one test after another uses: opening one costs more than most stories do. */
export interface ReusedDatabase {
  database: Database;
  /** Whether it is as it was before its first test; if not, nobody may use it again. */
  empty(): Promise<boolean>;
}

export async function reusedDatabase(opened: Database): Promise<ReusedDatabase> {
  // A store that closes leaves it open for the next test.
  const database: Database = { ...opened, close: async () => {} };
  const beginnings: Beginning[] = [];
  for (const { table } of await opened.query<{ table: string }>(FILLED)) {
    const [all] = await opened.query<{ rows: string }>(
      `SELECT coalesce(jsonb_agg(to_jsonb(one)), '[]')::text AS rows FROM ${table} one`,
    );
    if (all && all.rows !== '[]') beginnings.push({ table, rows: all.rows });
  }
  return {
    database,
    async empty() {
      if (!(await isQuiet(opened))) return false;
      await opened.transaction(async (sql) => {
        await sql.query('SET LOCAL session_replication_role = replica');
        await sql.query(EMPTY);
        for (const { table, rows } of beginnings)
          await sql.query(
            `INSERT INTO ${table} SELECT one.* FROM jsonb_populate_recordset(NULL::${table}, $1::jsonb) one`,
            [rows],
          );
      });
      return true;
    },
  };
}

/** Nothing that a test began is under way, and no process that it started is connected. */
async function isQuiet({ driver, query }: Database): Promise<boolean> {
  if (driver.kind === 'embedded') return true;
  const { pool } = driver;
  if (pool.idleCount < pool.totalCount) return false;
  const [others] = await query<{ count: number }>(
    `SELECT count(*)::int AS count FROM pg_stat_activity WHERE datname = current_database() AND backend_type = 'client backend'`,
  );
  return others?.count === pool.totalCount;
}

export const TABLES = `
  SELECT class.oid::regclass::text AS "table", pg_relation_size(class.oid) AS size
  FROM pg_class class JOIN pg_namespace room ON room.oid = class.relnamespace
  WHERE class.relkind = 'r' AND room.nspname IN ('public', 'queue') AND class.relname <> '_prisma_migrations'`;
const FILLED = `SELECT "table" FROM (${TABLES}) tables WHERE size > 0`;

/** Many deleted rows would slow the next test down; a table that is truncated is planned anew by each connection. */
const EMPTY = `
  DO $$
  DECLARE one record;
  BEGIN
    FOR one IN SELECT * FROM (${TABLES}) tables WHERE size > 0 LOOP
      IF one.size > 4194304 THEN EXECUTE format('TRUNCATE %s CASCADE', one."table");
      ELSE EXECUTE format('DELETE FROM %s', one."table");
      END IF;
    END LOOP;
    FOR one IN SELECT format('%I.%I', schemaname, sequencename) AS name FROM pg_sequences WHERE last_value IS NOT NULL LOOP
      PERFORM setval(one.name, 1, false);
    END LOOP;
  END $$`;
