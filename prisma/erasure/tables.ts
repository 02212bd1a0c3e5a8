import type { Sql } from '../database/database.ts';

export interface TextTable {
  /** With its schema, quoted where PostgreSQL needs it. */
  table: string;
  name: string;
  /** Whether its rows belong to some customer. */
  ofCustomer: boolean;
  /** Whether its rows say of which customer they speak, theirs or not. */
  namesCustomer: boolean;
  columns: readonly { name: string; type: 'text' | 'json' | 'texts'; isKey: boolean }[];
}

/**
 * Tables in which a name stands for its own row and for nothing else: other customers, contacts and colleagues, what was
 * asked to be erased, and the store's and the platforms' own. A name that is erased
 * there goes with its row.
 */
const LEFT_ALONE = [
  'customer',
  'contact',
  'domain',
  'reference',
  'same_company',
  'person',
  'crm_user',
  'department',
  'chat_account',
  'erasure',
  'tombstone',
  'installation',
  'conversation',
  'call_budget',
  'connector_reading',
  'daily_quota',
  'event_consumer',
  'setting',
  'source',
  '_prisma_migrations',
];

/** Every table of the store and its queue that holds texts. */
export const textTables = (sql: Sql): Promise<TextTable[]> =>
  sql.query<TextTable>(TABLES, [LEFT_ALONE]);

const TABLES = `
  SELECT format('%I.%I', room.nspname, class.relname) AS "table", class.relname::text AS name,
    bool_or(class.oid IN (SELECT attrelid FROM pg_attribute WHERE attname = 'customer_id')) AS "namesCustomer",
    bool_or(class.oid IN (SELECT attrelid FROM pg_attribute WHERE attname = 'customer_id')) AND class.relname NOT IN ('audit', 'message', 'event') AS "ofCustomer",
    json_agg(json_build_object('name', attname,
      'type', CASE WHEN atttypid IN ('json'::regtype, 'jsonb'::regtype) THEN 'json' WHEN atttypid = 'text[]'::regtype THEN 'texts' ELSE 'text' END,
      'isKey', EXISTS (SELECT 1 FROM pg_index i WHERE i.indrelid = class.oid AND i.indisunique AND attnum = ANY(i.indkey::int2[]))) ORDER BY attnum) AS columns
  FROM pg_class class JOIN pg_namespace room ON room.oid = class.relnamespace
    JOIN pg_attribute ON attrelid = class.oid AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
      AND atttypid IN ('text'::regtype, 'varchar'::regtype, 'json'::regtype, 'jsonb'::regtype, 'text[]'::regtype)
  WHERE class.relkind = 'r' AND (room.nspname = 'public' AND class.relname <> ALL($1) OR room.nspname = 'queue' AND class.relname LIKE 'j%')
  GROUP BY class.oid, room.nspname, class.relname ORDER BY 1`;
