import type { Sql } from '../database/database.ts';

export interface StoredTable {
  /** With its schema, quoted where PostgreSQL needs it: `public.customer`. */
  table: string;
  columns: readonly { name: string; type: string }[];
}

/** The tables of pg-boss that hold queues and jobs; it makes and fills its other ones by itself. */
const OF_QUEUE = ['queue', 'job'];

/** The tables that hold data, those that others refer to first. */
export async function storedTables(sql: Sql): Promise<StoredTable[]> {
  const found = await sql.query<StoredTable & { refersTo: string[] }>(TABLES, [OF_QUEUE]);
  const ordered: typeof found = [];
  while (ordered.length < found.length) {
    const next = found.filter(
      (one) =>
        !ordered.includes(one) &&
        one.refersTo.every((other) => ordered.some(({ table }) => table === other)),
    );
    if (next.length === 0) throw new Error('Tables refer to each other in a circle');
    ordered.push(...next);
  }
  return ordered.map(({ table, columns }) => ({ table, columns }));
}

const TABLES = `
  SELECT format('%I.%I', room.nspname, class.relname) AS "table",
    (SELECT json_agg(json_build_object('name', attname, 'type', format_type(atttypid, atttypmod)) ORDER BY attnum)
      FROM pg_attribute WHERE attrelid = class.oid AND attnum > 0 AND NOT attisdropped AND attgenerated = '') AS columns,
    ARRAY(SELECT DISTINCT format('%I.%I', other_room.nspname, other.relname)
      FROM pg_constraint key JOIN pg_class other ON other.oid = key.confrelid JOIN pg_namespace other_room ON other_room.oid = other.relnamespace
      WHERE key.contype = 'f' AND key.conrelid = class.oid AND other.oid <> class.oid AND other.relkind IN ('r', 'p')) AS "refersTo"
  FROM pg_class class JOIN pg_namespace room ON room.oid = class.relnamespace
  WHERE class.relkind IN ('r', 'p') AND NOT class.relispartition AND (
    (room.nspname = 'public' AND class.relname <> '_prisma_migrations')
    OR (room.nspname = 'queue' AND class.relname = ANY($1::text[])))
  ORDER BY 1`;

/** The last migration of the store; null where it has none. */
export async function lastMigration(sql: Sql): Promise<string | null> {
  const [there] = await sql.query<{ is: boolean }>(
    `SELECT to_regclass('_prisma_migrations') IS NOT NULL AS is`,
  );
  if (!there?.is) return null;
  const [last] = await sql.query<{ name: string }>(
    `SELECT migration_name AS name FROM _prisma_migrations
      WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY migration_name DESC LIMIT 1`,
  );
  return last?.name ?? null;
}
