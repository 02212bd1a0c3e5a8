import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { SourceRecord } from '../../crm/customer/records.ts';
import { openStore } from '../../prisma/store.ts';
import { contact, customer, departments, employee, entry } from '../prisma/people-of-acme.ts';
import { goal, note, task } from '../prisma/work-of-acme.ts';
import { freshDatabase } from '../store.ts';
import { COMPILED } from './process.ts';

const NOW = new Date('2026-11-24T10:00:00Z');
/** Statements from one kill to the next. */
const STEP = 23;

/** Three companies that both systems know, and one that is asked of its owner. */
const RECORDS: readonly SourceRecord[] = [
  ...departments,
  employee('Ana'),
  ...[0, 1, 2].flatMap((n) => [
    customer(`Customer ${n}`, { owner: 'Ana', domains: [`customer-${n}.example`] }),
    contact(`Contact ${n}`, `Customer ${n}`),
    customer(`z${n}`, {
      source: 'zendesk',
      name: `CUSTOMER ${n} Ltd`,
      domains: [`customer-${n}.example`],
    }),
    entry(`letter ${n}`, `z${n}`, { source: 'zendesk' }),
  ]),
  customer('Bright Agency', { owner: 'Ana', domains: ['bright.example'] }),
  customer('Bakery', { source: 'zendesk', domains: ['bright.example'] }),
];

/** A store with these records, and work of colleagues on both sides. */
async function filled(): Promise<{ url: string; remove: () => Promise<void> }> {
  const { place, remove } = await freshDatabase();
  const { store, database } = await openStore(place, { now: () => NOW });
  await store.records.save(RECORDS);
  const ids = await database.query<{ id: string; customer: string }>(
    `SELECT external_id AS id, customer_id AS customer FROM reference ORDER BY 1`,
  );
  for (const { id, customer: of } of ids) {
    const customerId = note('').customerId;
    const own = { customerId: of as typeof customerId };
    await store.commit(
      [
        { kind: 'note', note: { ...note(`note ${id}`), ...own } },
        { kind: 'task', task: { ...task(`task ${id}`), ...own } },
        { kind: 'goal', goal: { ...goal(`goal ${id}`), ...own } },
      ],
      NOW,
    );
  }
  await store.close();
  return { url: place.url, remove };
}

/** Runs the process on this store; whether it came to its end. */
async function runs(url: string, killAt: number): Promise<boolean> {
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, 'matching-process.ts'), url, String(killAt), NOW.toISOString()],
    {
      env: { ...process.env, NODE_COMPILE_CACHE: COMPILED },
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  const [code, signal] = await once(child, 'close');
  if (code !== 0 && signal !== 'SIGKILL') throw new Error(`It ended with ${code}`);
  return code === 0;
}

/** All that matching decides and moves. */
async function everything(url: string): Promise<unknown> {
  const { store, database } = await openStore({ url }, { now: () => NOW });
  const rows = await Promise.all(
    [
      'SELECT id, name, owner_id FROM customer ORDER BY id',
      'SELECT former_id, into_id, now_id, confidence FROM customer_join ORDER BY 1',
      `SELECT former_id, table_name, key, "row" IS NULL AS moved FROM joined_row ORDER BY 1, 2, 3`,
      'SELECT first_id, second_id, same, asked_of, version FROM same_company ORDER BY 1, 2',
      'SELECT source, external_id, customer_id, matched_at FROM reference ORDER BY 1, 2',
      'SELECT key FROM message ORDER BY 1',
      ...['note', 'task', 'goal', 'entry', 'contact'].map(
        (table) => `SELECT t.* FROM ${table} t ORDER BY customer_id, t::text`,
      ),
    ].map((sql) => database.query(sql)),
  );
  await store.close();
  return rows;
}

test('killed at any statement while it compares, joins and parts: at the end all is as if it was never killed', async () => {
  const calm = await filled();
  expect(await runs(calm.url, Number.MAX_SAFE_INTEGER)).toBe(true);
  const killed = await filled();
  let kills = 0;
  for (let at = STEP; !(await runs(killed.url, at)); at += STEP) kills += 1;
  expect(kills).toBeGreaterThan(3);
  expect(await everything(killed.url)).toEqual(await everything(calm.url));
  await calm.remove();
  await killed.remove();
}, 300_000);
