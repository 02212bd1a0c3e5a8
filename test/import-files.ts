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

/** Imports files by a mapping; answers the summary and the lines of the rejects file. */
export async function importFiles(
  database: Database,
  now: () => Date,
  { mapping, files, size }: { mapping: string; files: Files; size?: number },
): Promise<{ summary: string; rejects: string[] }> {
  const written = folderOf(mapping, files);
  const rejects = join(written.folder, 'rejects.csv');
  const plan = await planImport(loadMapping(written.mapping), written.folder);
  const store = importRunsOn(database);
  const imported = await runImport({ store, plan, now, rejects, ...(size && { size }) });
  const lines = existsSync(rejects) ? readFileSync(rejects, 'utf8').trim().split('\n') : [];
  return { summary: summaryOf(imported, plan), rejects: lines.slice(1) };
}
