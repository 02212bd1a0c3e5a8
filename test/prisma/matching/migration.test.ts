import { afterEach, expect, test } from 'vitest';
import { refreshKeys } from '../../../prisma/customer/refresh-keys.ts';
import { idOf } from '../../../prisma/records/cells.ts';
import { readSystemFacts } from '../../../prisma/records/system-facts.ts';
import { type OldStore, storeBefore } from '../database/old-store.ts';

let old: OldStore;
afterEach(() => old.close());

test('a customer of before has its facts from the record of which it was made, and its company’s domain', async () => {
  old = await storeBefore('joined_customers', 'server');
  const { database } = old;
  // Ids whose hashes have every kind of character.
  const ids = Array.from({ length: 200 }, (_, n) => idOf('crm', `ü ${n}`));
  await database.query(
    `INSERT INTO customer (id, name, stage, name_key, search_keys, updated_at, revenue, currency, renews_on)
      SELECT id, 'Acme', 'live', 'acme', '{}', '2026-11-20T10:00:00Z', 4800000, 'EUR', '2027-06-01' FROM unnest($1::text[]) AS n(id)`,
    [ids],
  );
  await database.query(
    `INSERT INTO reference (source, external_id, customer_id) SELECT 'crm', 'ü ' || (n - 1), id FROM unnest($1::text[]) WITH ORDINALITY AS i(id, n)
      UNION ALL SELECT 'helpdesk', 'h', $2`,
    [ids, ids[0]],
  );
  await database.query(
    `INSERT INTO domain (customer_id, domain) VALUES ($1, 'shop.acme.co.uk'), ($1, 'gmail.com')`,
    [ids[0]],
  );
  await database.query(
    `INSERT INTO same_company (first_id, second_id, same, person_id, decided_at) VALUES ('a', 'b', false, 'ana', '2026-11-20T10:00:00Z')`,
  );
  await old.migrate();
  await refreshKeys(database);
  const told = await readSystemFacts(database, ids);
  expect(told.size).toBe(200);
  expect(told.get(ids[0]!)).toMatchObject([
    {
      source: 'crm',
      owns: true,
      facts: {
        name: 'Acme',
        revenue: 4_800_000,
        currency: 'EUR',
        renews_on: '2027-06-01',
        health: null,
      },
    },
  ]);
  expect(await database.query('SELECT domain, company FROM domain ORDER BY 1')).toEqual([
    { domain: 'gmail.com', company: null },
    { domain: 'shop.acme.co.uk', company: 'acme.co.uk' },
  ]);
  expect(await database.query('SELECT same, version FROM same_company')).toEqual([
    { same: false, version: 1 },
  ]);
});
