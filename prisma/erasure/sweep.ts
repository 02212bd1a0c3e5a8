import { randomBytes } from 'node:crypto';
import type { ErasureTerms } from '../../crm/erasure/erasure.ts';
import type { Row, Sql } from '../database/database.ts';
import { maybeJson } from '../database/json.ts';
import { isMachineColumn } from './machine-words.ts';
import { likePatterns, type Replacer, replacerOf } from './replace.ts';
import { type TextTable, textTables } from './tables.ts';

/** Rows that are looked at together. */
const AT_ONCE = 500;

/** A row as it is once it was swept, by its columns. */
export interface SweptRow {
  table: string;
  row: Readonly<Row>;
}

/**
 * Goes through every text of the store, and replaces the words of something that was erased. In rows of other customers
 * names count as they are written, elsewhere in any case. Returns the rows that were changed.
 */
export async function sweep(sql: Sql, terms: ErasureTerms): Promise<SweptRow[]> {
  const keeping = await longerNames(sql, terms);
  const [exact, anyCase] = [false, true].map((any) =>
    replacerOf(terms, { keeping, anyCase: any }),
  ) as [Replacer, Replacer];
  const swept: SweptRow[] = [];
  const tables = await textTables(sql);
  for (const table of tables) {
    const replacer = table.ofCustomer ? exact : anyCase;
    if (replacer.words.length > 0) await sweepTable(sql, { table, replacer, swept, of: null });
  }
  await sweepNear(sql, terms, { tables, swept });
  return swept;
}

/** The same for parts of a contact's name, in what is of their own customers. */
async function sweepNear(
  sql: Sql,
  { near: { customers, names } }: ErasureTerms,
  { tables, swept }: { tables: readonly TextTable[]; swept: SweptRow[] },
): Promise<void> {
  if (names.length === 0) return;
  const keeping = await longerNames(sql, { names, ids: [] });
  const replacer = replacerOf({ ...NOBODY, names }, { keeping, anyCase: false });
  for (const table of tables)
    if (table.namesCustomer || isQueue(table))
      await sweepTable(sql, { table, replacer, swept, of: customers });
}

const isQueue = ({ table, columns }: TextTable): boolean =>
  table.startsWith('queue.') && columns.some(({ name }) => name === 'data');

const customerOf = (table: TextTable): string =>
  isQueue(table) ? "(data->'data'->>'customer')" : 'customer_id';

const NOBODY = { emails: [], phones: [], ids: [], companies: [] };

interface Sweeping {
  /** The customers whose rows are looked at; null for all rows. */
  of: readonly string[] | null;
  table: TextTable;
  replacer: Replacer;
  swept: SweptRow[];
}

async function sweepTable(sql: Sql, { table, replacer, swept, of }: Sweeping): Promise<void> {
  const columns = table.columns.map(({ name }) => `"${name}"`);
  const has = columns.map((column) => `lower(${column}::text) LIKE ANY($1)`).join(' OR ');
  const likely = replacer.words.flatMap(likePatterns);
  // The table is read once, however many rows name it.
  const found = await sql.query<{ at: string }>(
    `SELECT ctid::text AS at FROM ${table.table} WHERE (${has})${of === null ? '' : ` AND ${customerOf(table)} = ANY($2)`}`,
    of === null ? [likely] : [likely, of],
  );
  for (let n = 0; n < found.length; n += AT_ONCE) {
    const rows = await sql.query<Row & { 'at ctid': string }>(
      `SELECT ctid::text AS "at ctid", ${columns.join(', ')} FROM ${table.table} WHERE ctid = ANY($1::tid[])`,
      [found.slice(n, n + AT_ONCE).map(({ at }) => at)],
    );
    for (const { 'at ctid': at, ...row } of rows) {
      const changed = changesOf(row, table, replacer);
      if (changed.length === 0) continue;
      swept.push({ table: table.name, row: { ...row, ...Object.fromEntries(changed) } });
      await write(sql, { table, at, changed });
    }
  }
}

function changesOf(
  row: Row,
  { table: whole, name: table, columns, ofCustomer }: TextTable,
  replacer: Replacer,
): [string, unknown][] {
  return columns.flatMap(({ name, type, isKey }): [string, unknown][] => {
    const value = row[name];
    // A key of somebody else's row is no text; of other things it may be.
    if (value === null || (isKey && ofCustomer)) return [];
    // The answer to somebody is a card as a whole.
    if (table === 'delivery' && name === 'answer') return [[name, null]];
    const isMachine = isMachineColumn(whole, name, type);
    const ofText = isMachine ? replacer.known : replacer.text;
    const replaced = type === 'text' ? ofText(String(value)) : replacer.json(value, isMachine);
    if (JSON.stringify(replaced) === JSON.stringify(value)) return [];
    return [[name, isKey ? `${replaced} ${randomBytes(6).toString('hex')}` : replaced]];
  });
}

/** Rows that are what somebody typed, or an answer, as a whole: of one that names it nothing is left. */
const DROPPED: ReadonlySet<string> = new Set(['pending_ask', 'live_answer', 'draft']);

async function write(
  sql: Sql,
  { table, at, changed }: { table: TextTable; at: string; changed: [string, unknown][] },
): Promise<void> {
  if (DROPPED.has(table.name)) {
    await sql.query(`DELETE FROM ${table.table} WHERE ctid = $1::tid`, [at]);
    return;
  }
  const typeOf = (name: string) => table.columns.find((one) => one.name === name)?.type;
  await sql.query(
    `UPDATE ${table.table} SET ${changed.map(([name], n) => `"${name}" = $${n + 2}`).join(', ')} WHERE ctid = $1::tid`,
    [at, ...changed.map(([name, value]) => (typeOf(name) === 'json' ? maybeJson(value) : value))],
  );
}

/** Names of others that have one of these inside: Acme UK beside Acme. */
async function longerNames(
  sql: Sql,
  { names, ids }: Pick<ErasureTerms, 'names' | 'ids'>,
): Promise<string[]> {
  const rows = await sql.query<{ name: string }>(
    `SELECT DISTINCT name FROM (SELECT name FROM customer WHERE id <> ALL($2) UNION ALL SELECT name FROM person) n
      WHERE lower(name) LIKE ANY($1)`,
    [names.map((name) => likePatterns(name.toLowerCase())[0]), ids],
  );
  const own = new Set(names.map((name) => name.toLowerCase()));
  return rows.map(({ name }) => name).filter((name) => !own.has(name.toLowerCase()));
}
