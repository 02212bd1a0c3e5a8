import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';
import { loadMapping } from '../crm/connectors/csv/load.ts';
import { planImport } from '../crm/connectors/csv/plan.ts';
import { runImport } from '../crm/connectors/csv/run.ts';
import type { Database } from '../prisma/database/database.ts';
import { importRunsOn } from '../prisma/records/import-runs.ts';

/** Imports a folder of `test/fixtures/cases`, or one in it; answers the lines of its rejects file. */
export async function importCase(
  name: string,
  database: Database,
  now: () => Date,
  { within = '', size }: { within?: string; size?: number } = {},
): Promise<string[]> {
  const folder = join(import.meta.dirname, 'fixtures', 'cases', name);
  // It goes with the run, also where the import stops.
  const scratch = mkdtempSync(join(inject('stores'), 'case-'));
  const rejects = join(scratch, 'rejects.csv');
  const plan = await planImport(loadMapping(join(folder, 'm.yaml')), join(folder, within));
  await runImport({ store: importRunsOn(database), plan, now, rejects, ...(size && { size }) });
  const lines = existsSync(rejects) ? readFileSync(rejects, 'utf8').trim().split('\n') : [];
  return lines.slice(1);
}
