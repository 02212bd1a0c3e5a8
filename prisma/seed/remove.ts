import type { Database, Sql } from '../database/database.ts';
import { sumUpBalances } from '../figure/balances.ts';
import { customerTables, NAMING, OF_PERSON } from '../records/naming-tables.ts';
import { settingsOn } from '../settings/settings.ts';
import { demoOrganisation } from './organisation.ts';
import { ORGANISATION } from './people.ts';

/** How many of each thing the demo organisation has in a store. */
export interface DemoRemains {
  counts: Readonly<Record<string, number>>;
  /** Writes that people made here about its customers or as its colleagues. They go with it. */
  written: number;
}

/** Counts what `removeDemo` would take out, and takes out nothing. */
export async function countDemo(database: Database): Promise<DemoRemains> {
  const demo = await demoIn(database);
  const rows = await Promise.all(
    Object.entries(COUNTED).map(async ([name, table]) => {
      const by = table === 'customer' ? 'id' : 'customer_id';
      const [row] = await database.query<{ n: number }>(
        `SELECT count(*) AS n FROM ${table} WHERE ${by} = ANY($1)`,
        [demo.customers],
      );
      return [name, row?.n ?? 0] as const;
    }),
  );
  const [row] = await database.query<{ n: number }>(
    `SELECT count(*) AS n FROM audit WHERE action <> ALL($3) AND (customer_id = ANY($1) OR person_id = ANY($2))`,
    [demo.customers, demo.people, READS],
  );
  return {
    counts: { ...Object.fromEntries(rows), colleagues: demo.people.length },
    written: row?.n ?? 0,
  };
}

const COUNTED: Readonly<Record<string, string>> = {
  customers: 'customer',
  entries: 'entry',
  handoffs: 'handoff',
  tasks: 'task',
  notes: 'note',
  promises: 'promise',
  questions: 'question',
  wins: 'win',
  messages: 'message',
};
/** The audit log's words for what changes nothing. */
const READS = ['look-up', 'search', 'timeline', 'open-entry', 'form', 'refused'];

/**
 * Takes the demo organisation out: its customers with everything about them, its colleagues with everything of theirs,
 * its campaigns, and departments that nobody is left in. A colleague whom something that stays still names is kept, and
 * inactive. The audit log stays, since its lines are only ever added. All or nothing.
 */
export async function removeDemo(database: Database): Promise<void> {
  const demo = await demoIn(database);
  await database.transaction(async (sql) => {
    const run = (text: string, ...values: unknown[]) => sql.query(text, values);
    await run(
      `DELETE FROM win_post_item WHERE win_id IN (SELECT id FROM win WHERE customer_id = ANY($1))`,
      demo.customers,
    );
    await run(
      `DELETE FROM win_post WHERE NOT EXISTS (SELECT 1 FROM win_post_item WHERE post_key = key)`,
    );
    // Saving its records summed them up in these.
    await run(
      `DELETE FROM event WHERE customer_id IS NULL AND transaction IN (SELECT transaction FROM event WHERE customer_id = ANY($1))`,
      demo.customers,
    );
    await run(
      `DELETE FROM note_there WHERE note IN (SELECT subject_id FROM write_back WHERE subject_kind = 'note' AND customer_id = ANY($1))`,
      demo.customers,
    );
    for (const table of await customerTables(sql))
      await run(`DELETE FROM ${table} WHERE customer_id = ANY($1)`, demo.customers);
    await run(
      'DELETE FROM same_company WHERE first_id = ANY($1) OR second_id = ANY($1)',
      demo.customers,
    );
    await run(
      'DELETE FROM joined_row WHERE former_id IN (SELECT former_id FROM customer_join WHERE now_id = ANY($1))',
      demo.customers,
    );
    await run('DELETE FROM customer_join WHERE now_id = ANY($1)', demo.customers);
    await run('DELETE FROM awaited_customer WHERE source = ANY($1)', [...new Set(demo.sources)]);
    await run(
      'DELETE FROM association WHERE (source, external_id) IN (SELECT * FROM unnest($1::text[], $2::text[]))',
      demo.sources,
      demo.externalIds,
    );
    await run('DELETE FROM customer WHERE id = ANY($1)', demo.customers);
    await run(`DELETE FROM message WHERE recipient->>'person' = ANY($1)`, demo.people);
    for (const table of ['campaign', 'spend'])
      await run(
        `DELETE FROM ${table} WHERE (source, external_id) IN (SELECT * FROM unnest($1::text[], $2::text[]))`,
        demo.sources,
        demo.externalIds,
      );
    await removePeople(sql, demo.people);
    await run(
      `DELETE FROM department WHERE id = ANY($1) AND NOT EXISTS (SELECT 1 FROM person WHERE department_id = department.id)`,
      demo.departments,
    );
    await removeSources(sql, [...new Set(demo.sources)]);
    await sumUpBalances(sql);
    const settings = settingsOn(sql);
    const wins = await settings.get('wins-channel');
    if (wins?.platform === 'playground') await settings.set('wins-channel', null);
    // The next start is not to bring it again.
    await settings.set('demo', { at: new Date(0), state: 'removed' });
  });
}

async function removePeople(sql: Sql, people: readonly string[]): Promise<void> {
  for (const table of OF_PERSON)
    await sql.query(`DELETE FROM ${table} WHERE person_id = ANY($1)`, [people]);
  const named = NAMING.map(
    ([table, column]) => `SELECT 1 FROM ${table} WHERE ${column} = person.id`,
  ).join(' UNION ALL ');
  await sql.query(`UPDATE person SET active = false WHERE id = ANY($1) AND EXISTS (${named})`, [
    people,
  ]);
  const gone = await sql.query<{ id: string }>(
    `DELETE FROM crm_user WHERE person_id IN (SELECT id FROM person WHERE id = ANY($1) AND active) RETURNING person_id AS id`,
    [people],
  );
  await sql.query('DELETE FROM person WHERE id = ANY($1)', [gone.map(({ id }) => id)]);
}

/** A source of which nothing is left was the demo's alone. */
async function removeSources(sql: Sql, sources: readonly string[]): Promise<void> {
  await sql.query(
    `DELETE FROM source WHERE source = ANY($1) AND NOT EXISTS (SELECT 1 FROM reference r WHERE r.source = source.source)
      AND NOT EXISTS (SELECT 1 FROM entry e WHERE e.source = source.source)`,
    [sources],
  );
}

/** The demo organisation's own, as far as this store has it. A customer whom another system knows too is no longer the demo's. */
async function demoIn(database: Database) {
  // The records are called the same at any instant.
  const records = demoOrganisation(new Date(0));
  const named = records.flatMap((record) =>
    record.kind === 'department' ? [] : [{ source: record.source, id: record.externalId }],
  );
  const sources = named.map(({ source }) => source);
  const externalIds = named.map(({ id }) => id);
  const known = `(SELECT * FROM unnest($1::text[], $2::text[]))`;
  const customers = await database.query<{ id: string }>(
    `SELECT DISTINCT customer_id AS id FROM reference r WHERE (source, external_id) IN ${known}
      AND NOT EXISTS (SELECT 1 FROM reference other WHERE other.customer_id = r.customer_id AND other.source <> ALL($3))`,
    [sources, externalIds, [...new Set(sources)]],
  );
  const people = await database.query<{ id: string }>(
    `SELECT person_id AS id FROM crm_user u WHERE (source, external_id) IN ${known}
      AND EXISTS (SELECT 1 FROM person p WHERE p.id = u.person_id AND p.email LIKE $3)`,
    [sources, externalIds, `%@${ORGANISATION.domain}`],
  );
  return {
    customers: customers.map(({ id }) => id),
    people: people.map(({ id }) => id),
    departments: records.flatMap((record) => (record.kind === 'department' ? [record.id] : [])),
    sources,
    externalIds,
  };
}
