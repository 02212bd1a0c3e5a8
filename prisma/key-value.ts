import type { Settings, KeyValue } from '../crm/store.ts';
import type { Database } from './database.ts';

/** JSON under a key. */
export function settingsOn(database: Database): Settings {
  return {
    async get(key) {
      const [row] = await database.query<{ value: unknown }>(
        'SELECT value FROM setting WHERE key = $1',
        [key],
        { name: 'setting' },
      );
      return row?.value ?? null;
    },
    async set(key, value) {
      await database.query(
        'INSERT INTO setting (key, value) VALUES ($1, $2::jsonb) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
        [key, json(value)],
      );
    },
  };
}

export const installationsOn = (database: Database): KeyValue<string> =>
  shelf(database, { table: 'installation', column: 'data', write: String });
export const conversationsOn = (database: Database): KeyValue<unknown> =>
  shelf(database, { table: 'conversation', column: 'reference', write: json });

function shelf<Value>(
  database: Database,
  { table, column, write }: { table: string; column: string; write: (value: Value) => string },
): KeyValue<Value> {
  return {
    async get(platform, tenant, id) {
      const [row] = await database.query<{ value: Value }>(
        `SELECT ${column} AS value FROM ${table} WHERE platform = $1 AND tenant = $2 AND id = $3`,
        [platform, tenant, id],
        { name: `${table}-get` },
      );
      return row?.value ?? null;
    },
    async set(platform, tenant, id, value) {
      await database.query(
        `INSERT INTO ${table} (platform, tenant, id, ${column}, updated_at) VALUES ($1, $2, $3, $4, now())
          ON CONFLICT (platform, tenant, id) DO UPDATE SET ${column} = excluded.${column}, updated_at = excluded.updated_at`,
        [platform, tenant, id, write(value)],
      );
    },
    async remove(platform, tenant, id) {
      await database.query(`DELETE FROM ${table} WHERE platform = $1 AND tenant = $2 AND id = $3`, [
        platform,
        tenant,
        id,
      ]);
    },
  };
}

const json = (value: unknown): string => JSON.stringify(value ?? null);
