import { link, mkdir, open, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { type AsyncZipOptions, type AsyncZippable, strToU8, zip } from 'fflate';
import type { CustomerId } from '../../crm/customer/customer.ts';
import { Problem } from '../../crm/problem.ts';
import type { Exports } from '../../crm/store/exports.ts';
import type { Database, Row, Sql } from '../database/database.ts';
import { customerTables } from '../records/naming-tables.ts';
import { csvOf } from './csv.ts';
import { removeExports } from './remove.ts';

/** The version of the zip's form, which `README.txt` in it describes. */
const FORMAT = 1;

const README = `Everything that Rapport stores about one customer.

customer.json  { "rapport": "customer", "format": ${FORMAT}, "at": when it was made, "tables": { name: [rows] } }
<table>.csv    the same rows: UTF-8 with a byte-order mark, commas, CRLF, quotes doubled (RFC 4180).
               A text that a spreadsheet would take for a formula has an apostrophe in front.

Instants are ISO 8601 in UTC, days YYYY-MM-DD, amounts whole minor units beside their currency.
Lists and objects in a CSV file are JSON. An empty cell is nothing, which is not 0.
Tables and columns are described in prisma/schema.prisma.
`;

/** `dataDir` is where exports are put that name no folder; null where there is none. */
export const exportsOn = (database: Database, dataDir: string | null): Exports => ({
  async write(customer, { now, folder }) {
    const into = folder ?? (dataDir === null ? null : join(dataDir, 'exports'));
    if (into === null)
      throw new Problem('no-data-folder', {
        say: 'There is no folder for exports.',
        try: 'Set DATA_DIR, and start Rapport again.',
      });
    const tables = await tablesOf(database, customer);
    const path = resolve(
      into,
      `${customer}-${now.toISOString().replace(/\D/g, '').slice(0, 14)}.zip`,
    );
    await writeNew(into, path, await zipOf(tables, now));
    // One that was erased while the file was made does not live on in it.
    if ((await nameOf(database, customer)) === null) {
      await rm(path);
      throw new Problem('customer-gone', {
        say: 'This customer is gone.',
        try: 'Look the name up again; the file was not kept.',
        reopens: false,
      });
    }
    const rows = [...tables.values()].reduce((sum, table) => sum + table.length, 0);
    return { path, rows, tables: tables.size };
  },
  async sweep(before) {
    if (dataDir !== null) await removeExports(database, { dataDir, before });
  },
});

const nameOf = async (sql: Sql, customer: CustomerId): Promise<string | null> =>
  (await sql.query<{ name: string }>('SELECT name FROM customer WHERE id = $1', [customer]))[0]
    ?.name ?? null;

/** Every table that has rows of it, all of one moment. */
async function tablesOf(database: Database, customer: CustomerId): Promise<Map<string, Row[]>> {
  return database.transaction(async (sql) => {
    await sql.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY');
    await sql.query("SET LOCAL timezone = 'UTC'");
    const formers = await sql.query<{ id: string }>(
      'SELECT former_id AS id FROM customer_join WHERE now_id = $1',
      [customer],
    );
    const ids = [customer, ...formers.map(({ id }) => id)];
    const tables = new Map<string, Row[]>();
    const add = async (table: string, column: string): Promise<void> => {
      const rows = await rowsOf(sql, { table, column, ids });
      if (rows.length > 0) tables.set(table, rows);
    };
    await add('customer', 'id');
    for (const table of await customerTables(sql)) await add(table, 'customer_id');
    await add('customer_join', 'now_id');
    await add('audit', 'customer_id');
    return tables;
  });
}

/** Columns for finding a name are made of it. */
const DERIVED = ['search_keys', 'name_key', 'phone_key'];

async function rowsOf(
  sql: Sql,
  { table, column, ids }: { table: string; column: string; ids: readonly string[] },
): Promise<Row[]> {
  const rows = await sql.query<{ row: Row }>(
    `SELECT to_json(t) AS row FROM ${table} t WHERE ${column} = ANY($1) ORDER BY t.*::text`,
    [ids],
  );
  return rows.map(({ row }) =>
    Object.fromEntries(Object.entries(row).filter(([name]) => !DERIVED.includes(name))),
  );
}

const zipped = promisify<AsyncZippable, AsyncZipOptions, Uint8Array>(zip);

/** Packed beside the thread that answers people. */
async function zipOf(tables: ReadonlyMap<string, Row[]>, now: Date): Promise<Uint8Array> {
  const whole = {
    rapport: 'customer',
    format: FORMAT,
    at: now.toISOString(),
    tables: Object.fromEntries(tables),
  };
  return zipped(
    {
      'README.txt': strToU8(README),
      'customer.json': strToU8(`${JSON.stringify(whole, null, 2)}\n`),
      ...Object.fromEntries(
        [...tables].map(([name, rows]) => [`${name}.csv`, strToU8(csvOf(rows))]),
      ),
    },
    { mtime: now },
  );
}

/** A full disk, or a kill, leaves no part of a zip under its name. */
async function writeNew(folder: string, path: string, bytes: Uint8Array): Promise<void> {
  const half = `${path}.half-${process.pid}`;
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeWhole(half, bytes);
    // It fails where a file of this name is there.
    await link(half, path);
  } catch (cause) {
    throw new Problem('export-unwritable', {
      say: `${path} cannot be written.`,
      try: 'Name a folder that you may write, with room on its disk; an export of the same second is there already.',
      reopens: false,
      cause,
    });
  } finally {
    await rm(half, { force: true });
  }
}

async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'w', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}
