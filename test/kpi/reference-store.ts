import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { loadMapping } from '../../crm/connectors/csv/load.ts';
import { planImport } from '../../crm/connectors/csv/plan.ts';
import { runImport } from '../../crm/connectors/csv/run.ts';
import type { KpiId } from '../../crm/figure/kpi-id.ts';
import { EVERYBODY, type Scope } from '../../crm/figure/scope.ts';
import * as kpis from '../../kpi/index.ts';
import type { Figure } from '../../kpi/kpi.ts';
import { scopeOf } from '../../kpi/period.ts';
import { importRunsOn } from '../../prisma/records/import-runs.ts';
import { type FreshStore, freshStore } from '../store.ts';

export const DATA = resolve('../shared/data');
export const hasReference = existsSync(DATA);

const NOW = new Date('2026-11-28T09:00:00Z');
export const ALL: Scope = scopeOf({ first: null, last: '2026-11-28' }, EVERYBODY, {
  now: NOW,
  zone: 'Europe/Berlin',
});

/** A mapping of the tests', by its name; those that the project ships have no path. */
export const mappingOfTests = (name: string): string =>
  join(import.meta.dirname, 'mappings', `${name}.yaml`);

/** A store with this folder in it; a relative one is of the reference data. */
export async function imported(mapping: string, folder: string): Promise<FreshStore> {
  const opened = await freshStore('server', () => NOW);
  const scratch = mkdtempSync(join(tmpdir(), 'rapport-figures-'));
  const plan = await planImport(loadMapping(mapping), resolve(DATA, folder));
  await runImport({
    store: importRunsOn(opened.database),
    plan,
    now: () => NOW,
    rejects: join(scratch, 'rejects.csv'),
  });
  rmSync(scratch, { recursive: true });
  return opened;
}

export async function figure({ store }: FreshStore, id: KpiId, scope = ALL): Promise<Figure> {
  const kpi = Object.values(kpis).find((one) => one.id === id);
  if (!kpi) throw new Error(`${id} is not registered`);
  return kpi.measure(store.figureFacts.of(scope));
}

/** NaN where the figure does not offer it. */
export const variant = (found: Figure, name: string): number =>
  found.variants.find((one) => one.name === name)?.value ?? Number.NaN;
