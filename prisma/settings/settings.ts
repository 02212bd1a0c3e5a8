import {
  SETTINGS,
  type SettingKey,
  type Settings,
  type SettingValues,
} from '../../crm/store/settings.ts';
import type { Sql } from '../database/database.ts';
import { json } from '../database/json.ts';

export const settingsOn = (database: Sql): Settings => ({
  async get(key) {
    const [row] = await database.query<{ value: unknown }>(
      'SELECT value FROM setting WHERE key = $1',
      [key],
      { name: 'setting' },
    );
    return SETTINGS[key].safeParse(row?.value).data ?? null;
  },
  async set(key, value) {
    await database.query(
      'INSERT INTO setting (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
      [key, json(value)],
    );
  },
});

/** Sets what nobody has set yet; of two at once, the second changes nothing. */
export async function setFirst<Key extends SettingKey>(
  sql: Sql,
  key: Key,
  value: SettingValues[Key],
): Promise<void> {
  await sql.query('INSERT INTO setting (key, value) VALUES ($1, $2) ON CONFLICT (key) DO NOTHING', [
    key,
    json(value),
  ]);
}
