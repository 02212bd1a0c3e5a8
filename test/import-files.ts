import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inject } from 'vitest';
import { summaryOf } from '../bot/cli/import-summary.ts';
import { loadMapping } from '../crm/connectors/csv/load.ts';
import { planImport } from '../crm/connectors/csv/plan.ts';
import { runImport } from '../crm/connectors/csv/run.ts';
import type { Database } from '../prisma/database/database.ts';
import { importRunsOn } from '../prisma/records/import-runs.ts';

/** Files of a folder by their names, as somebody exported them. */
export type Files = Readonly<Record<string, string | Uint8Array>>;

/** Writes a mapping and its files into a folder of the run. */
export function folderOf(mapping: string, files: Files): { mapping: string; folder: string } {
  const folder = mkdtempSync(join(inject('stores'), 'files-'));
  for (const [name, content] of Object.entries({ 'm.yaml': mapping, ...files })) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return { mapping: join(folder, 'm.yaml'), folder };
}

/** Writes files into a folder that has its mapping, and imports them. */
export async function importFolder(
  database: Database,
  now: () => Date,
  {
    mapping,
    folder,
    files,
    size,
  }: { mapping: string; folder: string; files: Files; size?: number },
): Promise<{ summary: string; rejects: string[] }> {
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  const rejects = join(folder, `rejects-${randomUUID()}.csv`);
  const plan = await planImport(loadMapping(mapping), folder);
  const store = importRunsOn(database);
  const imported = await runImport({ store, plan, now, rejects, ...(size && { size }) });
  const lines = existsSync(rejects) ? readFileSync(rejects, 'utf8').trim().split('\n') : [];
  return { summary: summaryOf(imported, plan), rejects: lines.slice(1) };
}

/** Imports files by a mapping, in a folder of their own; answers the summary and the lines of the rejects file. */
export const importFiles = (
  database: Database,
  now: () => Date,
  { mapping, files, size }: { mapping: string; files: Files; size?: number },
): Promise<{ summary: string; rejects: string[] }> =>
  importFolder(database, now, { ...folderOf(mapping, files), files: {}, ...(size && { size }) });
