import { afterEach, describe, expect, test } from 'vitest';
import { previewOf } from '../../bot/cli/import-preview.ts';
import { loadMapping } from '../../crm/connectors/csv/load.ts';
import { planImport } from '../../crm/connectors/csv/plan.ts';
import { runImport } from '../../crm/connectors/csv/run.ts';
import { totals } from '../../crm/connectors/csv/state.ts';
import { customerSamples } from '../../prisma/records/customer-samples.ts';
import { importRunsOn } from '../../prisma/records/import-runs.ts';
import { rehearse } from '../../prisma/records/rehearsal.ts';
import { now } from '../clock.ts';
import { folderOf, importFiles } from '../import-files.ts';
import { BACK_ENDS, type FreshStore, freshStore } from '../store.ts';

const MAPPING = `name: Preview
source: preview
currency: EUR
zone: Europe/Berlin
lookups: { spent: { file: i.csv, by: c, sum: amount } }
files:
  - file: c.csv
    id: "{id}"
    join: { spent: "{id}" }
    records:
      - when: "{owner}"
        person: { id: "{owner}", name: "{owner}", department: sales }
      - customer: { name: "{name}", stage: live, city: "{city}", owner: "{owner}", revenue: "{spent.sum}", since: "{since}", domains: "{domain}" }
  - file: i.csv
    id: "{id}"
    records: [ { invoice: { customer: "{c}", number: "{id}", money: "{amount}", issuedOn: 2026-01-31 } } ]
`;
const rows = Array.from({ length: 11 }, (_, at) => `${at + 2},Company ${at + 10},,,,`);
const FILES = {
  'c.csv': `id,name,city,owner,since,domain\n1,Acme,Kiel,Ana,2024-01-31,acme.example\n${rows.join('\n')}\n`,
  'i.csv': 'id,c,amount\nN1,1,1200\nN2,1,0.5\nN3,nobody,5\n',
};

describe.each(BACK_ENDS)('%s: a dry run', (backEnd) => {
  let opened: FreshStore;
  afterEach(() => opened.close());
  const state = () =>
    opened.database.query(
      'SELECT (SELECT count(*) FROM customer) AS customers, (SELECT count(*) FROM invoice) AS invoices, (SELECT count(*) FROM import_run) AS runs, (SELECT count(*) FROM event) AS events',
    );

  test('shows ten customers as they would stand, and the counts; nothing is stored', async () => {
    opened = await freshStore(backEnd);
    const written = folderOf(MAPPING, FILES);
    const plan = await planImport(loadMapping(written.mapping), written.folder);
    const since = now();
    const rejects = `${written.folder}/rejects.csv`;
    const before = await state();
    const dryRun = () =>
      rehearse(opened.database, async (inside) => {
        const imported = await runImport({
          store: importRunsOn(inside),
          plan,
          now,
          rejects,
          size: 2,
        });
        const samples = await customerSamples(inside, { source: 'preview', since, most: 10 });
        return { imported, samples };
      });
    const { imported, samples } = await dryRun();
    expect(totals(imported.state.files)).toMatchObject({
      rows: 15,
      rejected: 0,
      all: { unmatched: 2 },
    });
    const preview = previewOf(samples, { locale: 'en-GB', zone: 'Europe/Berlin', now: since });
    expect(preview.split('\n\n')).toHaveLength(11);
    expect(preview).toContain(
      [
        '10 customers as they would stand:',
        '',
        'Acme · live · Kiel · owner Ana',
        '  €1,200.50 a year · since 31 Jan 2024',
        '  acme.example',
        '  2 invoices · 2 entries',
        '  last: Invoice N1 (31 Jan 2026)',
        '',
        'Company 10 · live',
        '',
      ].join('\n'),
    );
    expect(await state()).toEqual(before);
    // Nothing is in the way of the import itself, or of another look.
    expect((await dryRun()).imported.resumed).toBe(false);
    const { summary } = await importFiles(opened.database, now, { mapping: MAPPING, files: FILES });
    expect(summary).toMatch(/^Preview: 15 rows/);
  });
});

test('without a customer, it says so', () => {
  expect(previewOf([], { locale: 'en-GB', zone: 'UTC', now: now() })).toBe(
    'No customer would come of these files.',
  );
});
