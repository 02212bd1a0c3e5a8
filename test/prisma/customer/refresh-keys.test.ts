import { afterEach, expect, test } from 'vitest';
import { phoneKey } from '../../../crm/matching/addresses.ts';
import { nameKey, searchKeys } from '../../../crm/matching/names.ts';
import { refreshKeys } from '../../../prisma/customer/refresh-keys.ts';
import { customersOn } from '../../../prisma/customer/repository.ts';
import { type OldStore, storeBefore } from '../database/old-store.ts';

let old: OldStore;
afterEach(() => old.close());

test('keys that an earlier version made are made anew, once', async () => {
  old = await storeBefore('names_of_contacts', 'server');
  const { database } = old;
  await database.query(
    `INSERT INTO customer (id, name, stage, name_key, search_keys, updated_at)
      SELECT 'c' || n, CASE n WHEN 7 THEN '株式会社例示食品' ELSE 'Müller ' || n END, 'live', 'of before', '{old}', '2026-11-20T10:00:00Z' FROM generate_series(1, 2100) n`,
  );
  await database.query(
    `INSERT INTO contact (customer_id, source, external_id, name, phone, phone_key)
      VALUES ('c7', 'crm', 'k1', 'Søren Prøvesen', '+45 33 12 34 56', '533123456'), ('c8', 'crm', 'k2', 'Pat', NULL, NULL)`,
  );
  await old.migrate();
  await refreshKeys(database);
  const rows = await database.query<{ name: string; name_key: string; search_keys: string[] }>(
    'SELECT name, name_key, search_keys FROM customer ORDER BY id',
  );
  expect(rows).toHaveLength(2100);
  for (const row of rows)
    expect(row).toEqual({
      name: row.name,
      name_key: nameKey(row.name),
      search_keys: searchKeys(row.name),
    });
  expect(
    await database.query('SELECT name_key, phone_key FROM contact ORDER BY external_id'),
  ).toEqual([
    { name_key: nameKey('Søren Prøvesen'), phone_key: phoneKey('33 12 34 56') },
    { name_key: 'pat', phone_key: null },
  ]);
  const customers = customersOn(database);
  for (const typed of ['例示食品', 'soeren proevesen', '33 12 34 56'])
    expect(await customers.named(typed)).toBe('c7');

  await database.query(`UPDATE customer SET name_key = 'untouched' WHERE id = 'c1'`);
  await refreshKeys(database);
  const [row] = await database.query(`SELECT name_key FROM customer WHERE id = 'c1'`);
  expect(row).toEqual({ name_key: 'untouched' });
});
