import { existsSync } from 'node:fs';
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Sql } from '../database/database.ts';

/** Removes exports that were written before this instant, and those of customers who are gone; other files stay. */
export async function removeExports(
  sql: Sql,
  { dataDir, before }: { dataDir: string; before: Date },
): Promise<void> {
  const folder = join(dataDir, 'exports');
  if (!existsSync(folder)) return;
  const ours = (await readdir(folder)).flatMap((name) => {
    const customer = EXPORT.exec(name)?.[1];
    return customer === undefined ? [] : [{ customer, path: join(folder, name) }];
  });
  const rows = await sql.query<{ id: string }>('SELECT id FROM customer WHERE id = ANY($1)', [
    ours.map(({ customer }) => customer),
  ]);
  const there = new Set(rows.map(({ id }) => id));
  for (const { customer, path } of ours) {
    // Another process of this machine may be faster.
    const isOld = async () => ((await stat(path).catch(() => null))?.mtime ?? before) < before;
    if (!there.has(customer) || (await isOld())) await rm(path, { force: true });
  }
}

/** An export is called after its customer: `<id>-20261117101400.zip`; so is the half of one. */
const EXPORT = /^(.+)-\d{14}\.zip(?:\.half-\d+)?$/;
