import type { KeyValue } from '../../crm/store/store.ts';
import type { Database } from '../database/database.ts';

export const installationsOn = (database: Database, now: () => Date): KeyValue<string> =>
  keyValue(database, { table: 'installation', column: 'data', write: String, now });
export const conversationsOn = (database: Database, now: () => Date): KeyValue<unknown> =>
  keyValue(database, { table: 'conversation', column: 'reference', write: json, now });

function keyValue<Value>(
  database: Database,
  {
    table,
    column,
    write,
    now,
  }: { table: string; column: string; write: (value: Value) => string; now: () => Date },
): KeyValue<Value> {
  return {
    all: (platform, id) =>
      database.query<{ tenant: string; value: Value }>(
        `SELECT tenant, ${column} AS value FROM ${table} WHERE platform = $1 AND id = $2 ORDER BY tenant`,
        [platform, id],
        { name: `${table}-all` },
      ),
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
        `INSERT INTO ${table} (platform, tenant, id, ${column}, updated_at) VALUES ($1, $2, $3, $4, $5)
          ON CONFLICT (platform, tenant, id) DO UPDATE SET ${column} = excluded.${column}, updated_at = excluded.updated_at`,
        [platform, tenant, id, write(value), now()],
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
