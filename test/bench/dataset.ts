import { nameKey, searchKeys } from '../../crm/matching/names.ts';
import type { Database, Sql } from '../../prisma/database/database.ts';
import { arrayOf, copyLine } from '../../prisma/records/cells.ts';
import { openStore } from '../../prisma/store.ts';
import { now } from '../clock.ts';
import { companyNames } from './names.ts';
import type { Server } from './postgres.ts';
import { count, log } from './report.ts';

export interface Size {
  customers: number;
  entries: number;
}

export const PEOPLE = 200;
export const customerId = (at: number): string => `c${String(at).padStart(7, '0')}`;
export const personEmail = (at: number): string => `person-${at}@bench.example`;
/** A customer with 20,000 entries or 2 % of all, whichever is more. */
export const BIG = customerId(0);
const bigShare = ({ entries }: Size): number => Math.max(20, Math.ceil((20_000 / entries) * 1000));

/** Tables whose rows change the balances. */
const BALANCED = ['customer', 'subscription'];
const BALANCED_AT_ONCE = 1000;

/** The URL of a database of this size on the server, made where it is not there yet. */
export async function dataset(server: Server, size: Size): Promise<string> {
  const name = `bench_${size.customers}_${size.entries}`;
  const { rowCount } = await server.administer(
    `SELECT 1 FROM pg_database WHERE datname = '${name}'`,
  );
  if (rowCount) return server.url(name);
  await server.administer(`DROP DATABASE IF EXISTS ${name}_half`);
  await server.administer(`CREATE DATABASE ${name}_half`);
  const { database, store } = await openStore({ url: server.url(`${name}_half`) }, { now });
  await fill(database, size);
  await store.close();
  // Its name says that it is whole.
  await server.administer(`ALTER DATABASE ${name}_half RENAME TO ${name}`);
  return server.url(name);
}

/** Fills an empty, migrated database with an organisation of this size; the same every time. */
export async function fill(database: Database, size: Size): Promise<void> {
  log(`making ${count(size.customers)} customers with ${count(size.entries)} entries…`);
  await database.transaction(async (sql) => {
    await people(sql);
    // A trigger takes all rows of a statement at once, which is slow for a million without an index.
    for (const table of BALANCED)
      await sql.query(`ALTER TABLE ${table} DISABLE TRIGGER balance_insert`);
    const restore = await withoutIndexes(sql, [
      'customer',
      'domain',
      'reference',
      'contact',
      'entry',
      'ticket',
      'deal',
      'invoice',
      'survey_answer',
      'usage_day',
      'subscription',
    ]);
    await customers(database, sql, size);
    await entries(sql, size);
    await business(sql, size);
    log('making its indexes…');
    for (const statement of restore) await sql.query(statement);
    for (const table of BALANCED)
      await sql.query(`ALTER TABLE ${table} ENABLE TRIGGER balance_insert`);
  });
  log('summing up its balances…');
  await database.query('ANALYZE');
  for (let from = 0; from < size.customers; from += BALANCED_AT_ONCE)
    await database.query(
      'SELECT refresh_balance(ARRAY(SELECT id FROM customer WHERE id >= $1 AND id < $2))',
      [customerId(from), customerId(from + BALANCED_AT_ONCE)],
    );
  await database.query('SELECT sum_up_balances()');
  await database.query('VACUUM ANALYZE');
  await database.query('CHECKPOINT');
}

async function people(sql: Sql): Promise<void> {
  await sql.query(
    `INSERT INTO department (id, name) SELECT d, initcap(d) FROM unnest(ARRAY[${DEPARTMENTS}]) d`,
  );
  await sql.query(`INSERT INTO person (id, name, email, department_id, role, zone, locale)
    SELECT 'p' || i, 'Person Number' || i, 'person-' || i || '@bench.example', (ARRAY[${DEPARTMENTS}])[1 + i % 7], 'member', 'Europe/Berlin', 'en-GB' FROM generate_series(0, ${PEOPLE - 1}) i`);
  await sql.query(
    `INSERT INTO source (source, last_seen) VALUES ('crm', $1), ('desk', $1), ('app', $1)`,
    [now()],
  );
}

/** Drops every index of these tables, and gives back what makes them anew: filling is many times faster without. */
async function withoutIndexes(sql: Sql, tables: readonly string[]): Promise<string[]> {
  // Truncated in this very transaction, a table is filled without writing everything ahead as well.
  await sql.query(`TRUNCATE ${tables.map((table) => `"${table}"`).join(', ')}`);
  const rows = await sql.query<{
    table: string;
    name: string;
    constraint: boolean;
    definition: string;
    options: string | null;
  }>(
    `SELECT c.relname AS "table", i.relname AS name, k.oid IS NOT NULL AS "constraint", coalesce(pg_get_constraintdef(k.oid), pg_get_indexdef(i.oid)) AS definition
      FROM pg_index x JOIN pg_class c ON c.oid = x.indrelid JOIN pg_class i ON i.oid = x.indexrelid LEFT JOIN pg_constraint k ON k.conindid = i.oid AND k.contype IN ('p', 'u')
      WHERE c.relname = ANY($1) AND c.relnamespace = 'public'::regnamespace`,
    [[...tables]],
  );
  for (const { table, name, constraint } of rows)
    await sql.query(
      constraint ? `ALTER TABLE "${table}" DROP CONSTRAINT "${name}"` : `DROP INDEX "${name}"`,
    );
  return rows.map(({ table, name, constraint, definition }) =>
    constraint ? `ALTER TABLE "${table}" ADD CONSTRAINT "${name}" ${definition}` : definition,
  );
}

async function customers(database: Database, sql: Sql, size: Size): Promise<void> {
  const columns =
    'id, name, segment, industry, city, country, stage, owner_id, revenue, currency, renews_on, since, name_key, search_keys, updated_at';
  await database.copy(sql, `COPY customer (${columns}) FROM STDIN`, customerLines(size));
  await sql.query(
    `INSERT INTO domain (customer_id, domain) SELECT id, 'company-' || substr(id, 2) || '.example' FROM customer`,
  );
  await sql.query(
    `INSERT INTO reference (source, external_id, customer_id, url) SELECT 'crm', '100' || substr(id, 2), id, 'https://crm.example/company/100' || substr(id, 2) FROM customer`,
  );
  await sql.query(
    `INSERT INTO contact (customer_id, source, external_id, name, title, email) SELECT id, 'crm', 'k' || substr(id, 2), 'Dana Number' || substr(id, 2), 'Operations', 'dana@company-' || substr(id, 2) || '.example' FROM customer`,
  );
}

function* customerLines({ customers }: Size): Generator<string> {
  const filledAt = now().toISOString();
  let piece = '';
  for (const [at, name] of companyNames(customers).entries()) {
    const stage = at % 9 === 0 ? 'churned' : 'live';
    piece += copyLine([
      customerId(at),
      name,
      SEGMENTS[at % 3] ?? null,
      'Software',
      CITIES[at % 5] ?? null,
      'DE',
      stage,
      `p${at % PEOPLE}`,
      (at % 400) * 12_000,
      'EUR',
      '2027-03-01',
      '2023-05-01',
      nameKey(name),
      arrayOf(searchKeys(name)),
      filledAt,
    ]);
    if (piece.length < 65_536) continue;
    yield piece;
    piece = '';
  }
  yield piece;
}

/** In the order in which they happened, as they would arrive: a customer's entries lie scattered. Most have about ten. */
async function entries(sql: Sql, size: Size): Promise<void> {
  await sql.query(`INSERT INTO entry (customer_id, at, source, external_id, department, channel, direction, kind, title, body, person_id, contact_id, amount, currency, link, visibility)
    SELECT 'c' || lpad((CASE WHEN i % 1000 < ${bigShare(size)} THEN 0 WHEN i % 1000 > 989 THEN 1 WHEN i % 1000 > 979 THEN 2
        ELSE least(floor(${size.customers} * power((i * 0.6180339887498949) % 1, 1.5)), ${size.customers - 1})::int END)::text, 7, '0'),
      timestamptz '2023-11-20' + i * (interval '3 years' / ${size.entries}), (ARRAY['crm', 'desk', 'app'])[1 + i % 3], 'e' || i,
      (ARRAY['sales', 'support', 'product', 'marketing', 'success'])[1 + i % 5], (ARRAY['call', 'message', 'product', 'email', 'meeting'])[1 + i % 5],
      (ARRAY['outbound', 'inbound', 'inbound', 'outbound', 'internal'])[1 + i % 5], (ARRAY['call', 'ticket', 'usage', 'campaign', 'meeting'])[1 + i % 5],
      (ARRAY['Call about seats and the renewal', 'Export fails with a timeout', 'Used reports ', 'Opened the autumn release ', 'Quarterly review '])[1 + i % 5] || i % 97,
      CASE WHEN i % 3 > 0 THEN 'They asked for an offer in writing by the end of the week, and whether the training can be held in German this time. Number ' || i END,
      CASE WHEN i % 3 > 0 THEN 'p' || i % ${PEOPLE} END, CASE WHEN i % 4 = 0 THEN 'k0000000' END, CASE WHEN i % 7 = 0 THEN i % 90000 END, CASE WHEN i % 7 = 0 THEN 'EUR' END,
      'https://desk.example/tickets/' || i, CASE WHEN i % 50 = 0 THEN 'managers' WHEN i % 50 = 1 THEN 'department' ELSE 'everyone' END
    FROM generate_series(1, ${size.entries}::bigint) i`);
}

async function business(sql: Sql, { customers, entries }: Size): Promise<void> {
  const series = `generate_series(0, ${customers - 1}) i`;
  const owner = `'c' || lpad(i::text, 7, '0')`;
  const at = `timestamptz '${now().toISOString()}'`;
  // Over three years, as the entries are.
  const along = (rows: number): string => `${at} - i * (interval '3 years' / ${rows})`;
  await sql.query(`INSERT INTO ticket (source, external_id, customer_id, subject, status, priority, owner_id, opened_at, first_response_at, solved_at)
    SELECT 'desk', 't' || i, customer, 'Export fails', CASE WHEN solved THEN 'solved' ELSE 'open' END, (ARRAY['urgent', 'normal', 'low'])[1 + i / 3 % 3], 'p' || i % ${PEOPLE}, opened, opened + i % 600 * interval '1 minute', CASE WHEN solved THEN opened + i % 90 * interval '1 hour' END
      FROM (SELECT i, ${owner} AS customer, ${along(customers)} AS opened, i % 3 > 0 AS solved FROM ${series} WHERE i % 2 = 0) t`);
  await sql.query(`INSERT INTO survey_answer (source, external_id, customer_id, survey, score, best, at)
    SELECT 'desk', 's' || i, 'c' || lpad((i % ${customers})::text, 7, '0'), (ARRAY['csat', 'nps', 'ces'])[1 + i % 3], 1 + i % 5, (ARRAY[5, 10, 7])[1 + i % 3], ${along(entries / 50)} FROM generate_series(0, ${Math.floor(entries / 50) - 1}) i`);
  await sql.query(`INSERT INTO usage_day (source, external_id, customer_id, day, feature, uses)
    SELECT 'app', 'u' || i, 'c' || lpad((i * 7 % ${customers})::text, 7, '0'), (${along(entries / 20)})::date, 'reports', i % 9 FROM generate_series(0, ${Math.floor(entries / 20) - 1}) i`);
  await sql.query(`INSERT INTO subscription (source, external_id, customer_id, plan, seats, monthly, currency, interval, started_on, ended_on)
    SELECT 'crm', 'b' || i, ${owner}, 'Team', 10, i % 400 * 1000, 'EUR', 'month', date '2023-12-01' + i % 900, CASE WHEN i % 9 = 0 THEN date '2024-06-01' + i % 900 END FROM ${series}`);
  await sql.query(`INSERT INTO deal (source, external_id, customer_id, name, status, amount, currency, owner_id, opened_at)
    SELECT 'crm', 'd' || i, ${owner}, 'Renewal', (ARRAY['open', 'won', 'lost'])[1 + i % 3], i % 900 * 1000, 'EUR', 'p' || i % ${PEOPLE}, ${at} - interval '40 days' FROM ${series} WHERE i % 2 = 1`);
  await sql.query(`INSERT INTO invoice (source, external_id, customer_id, number, amount, currency, issued_on, due_on, paid_on)
    SELECT 'crm', 'i' || i, ${owner}, '2026-' || i, i % 900 * 100, 'EUR', '2026-09-01', '2026-10-01', CASE WHEN i % 20 > 0 THEN date '2026-09-20' END FROM ${series}`);
}

const DEPARTMENTS = `'marketing', 'sales', 'onboarding', 'success', 'support', 'product', 'finance'`;
const SEGMENTS = ['Enterprise', 'Mid-market', 'Small business'];
const CITIES = ['Berlin', 'Leeds', 'Lyon', 'Gdańsk', 'Porto'];
