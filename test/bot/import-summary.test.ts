import { join } from 'node:path';
import { expect, test } from 'vitest';
import { summaryOf } from '../../bot/cli/import-summary.ts';
import { loadMapping } from '../../crm/connectors/csv/load.ts';
import { planImport } from '../../crm/connectors/csv/plan.ts';
import { newFile } from '../../crm/connectors/csv/state.ts';

const CASES = join(import.meta.dirname, '../fixtures/cases/csv');

test.each([
  ['sums-again', 'next-day', true],
  ['blank-cell', 'first', false],
])('the summary of %s says whether sums are over this run alone', async (name, within, warns) => {
  const mapping = loadMapping(join(CASES, name, 'm.yaml'));
  const plan = await planImport(mapping, join(CASES, name, within));
  const state = { rejects: { path: 'rejects.csv', bytes: 0 }, files: [newFile('c.csv')] };
  const summary = summaryOf({ state, resumed: false, vanished: [], leftAlone: [] }, plan);
  expect(summary.includes('Sums are over the files of this run alone')).toBe(warns);
});
