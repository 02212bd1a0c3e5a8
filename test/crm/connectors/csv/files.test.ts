import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkReadable } from '../../../../crm/connectors/csv/readable.ts';
import { Problem } from '../../../../crm/problem.ts';
import { importCase } from '../../../import-case.ts';
import { type FreshStore, freshStore } from '../../../store.ts';
import { now } from './day.ts';

/** Folders of `test/fixtures/cases/csv`, and the message with which the import stops. */
const STOPS = [
  ['cut-utf8', /^c\.csv, line 3: this is not UTF-8\./],
  ['workbook', /^c\.csv is an Excel workbook/],
  ['gzip', /^c\.csv is packed with gzip\./],
  ['semicolons', /^c\.csv seems to have semicolons between .*Write delimiter: ";" into/],
  ['tabs', /^c\.csv seems to have tabs between .*Write delimiter: "\\t" into/],
  ['duplicate-header', /^c\.csv has two columns "name"/],
] as const;

/** Folders, the names that come in, each with its day, and the lines that are rejected with their reasons. */
const COMES_IN: readonly [
  string,
  Record<string, string | null>,
  Readonly<Record<number, RegExp>>,
][] = [
  ['windows-1252', { 'Café “Probe” – 5€ Menü': null, 'Œuf Probe': null, 'Plain Probe': null }, {}],
  [
    'latin1',
    { 'Müller Probe': null, 'Café Probe': null },
    { 4: /encoding: windows-1252.*“Probe”/ },
  ],
  [
    'inch-mark',
    { 'Second Probe': null, 'Fourth Probe': null },
    { 2: /never closed.*Pipe 12/, 4: /quotes are broken.*Say/ },
  ],
  ['utf16le', { 'Müller Probe': null, 'Zażółć Probe': null }, {}],
  ['utf16be', { 'Müller Probe': null, 'Zażółć Probe': null }, {}],
  ['sep-line', { 'Sep Probe': null }, {}],
  ['cr-only', { 'First Probe': null, 'Second Probe': null }, {}],
  ['space-before-quote', { 'Space, Probe': null, 'Plain Probe': null }, {}],
  ['header-case', { 'Case Probe': null }, {}],
  ['duplicate-unused', { 'Only Probe': null }, {}],
  [
    'sentinels',
    { 'Min One': null, 'Zero Two': null, 'Max Three': null, 'Real Four': '2024-02-01' },
    {
      2: /customer\.since: ""0001-01-01"" stands for no date, so it was left empty/,
      3: /0000-00-00/,
      4: /9999-12-31/,
    },
  ],
  [
    'two-digit-years',
    { 'Year One': '2024-04-03', 'Year Two': '1969-12-12', 'Year Three': '1999-02-01' },
    { 5: /01\.02\.2003/ },
  ],
  ['early-years', { 'Early Three': '1026-03-04' }, { 2: /3\/4\/0026/, 3: /12\/31\/0999/ }],
  ['excel-serial', { 'Serial Two': '2025-04-03' }, { 2: /45678.*Excel.*2025-01-21/ }],
  [
    'mixed-dates',
    { 'Mixed One': '2026-04-03' },
    {
      3: /04\/13\/2026.*reads as m\/d\/yyyy/,
      4: /2026-04-13"" is not a date written d\/m\/yyyy"/,
      5: /31\/06\/2026/,
      6: /05\/17\/2026/,
    },
  ],
];

describe('files as people have them', () => {
  let opened: FreshStore;
  beforeAll(async () => {
    opened = await freshStore('server');
  });
  afterAll(() => opened.close());
  const imports = (name: string, options?: { within?: string; size?: number }) =>
    importCase(`csv/${name}`, opened.database, now, options);
  const customers = (name: string) =>
    opened.database.query<{ name: string; city: string | null; since: string | null }>(
      `SELECT c.name, c.city, c.since::text, c.revenue::float AS revenue FROM customer c JOIN reference r ON r.customer_id = c.id
        WHERE r.source IN ($1, 'csv-' || $1) ORDER BY r.external_id`,
      [name],
    );

  test.each(STOPS)('%s stops, and nothing comes in', async (name, says) => {
    const stopped = await imports(name).then(
      () => '',
      (cause: unknown) => (cause instanceof Problem ? `${cause.say} ${cause.try}` : String(cause)),
    );
    expect(stopped).toMatch(says);
    // None of a file's bytes are printed.
    expect(stopped).not.toMatch(/[^\P{C}\t\n\r]|\ufffd/u);
    expect(await customers(name)).toEqual([]);
  });

  test.each(COMES_IN)('%s', async (name, comesIn, rejected) => {
    const rejects = await imports(name);
    const rows = await customers(name);
    expect(Object.fromEntries(rows.map((row) => [row.name, row.since]))).toEqual(comesIn);
    expect(rejects.map((line) => Number(line.split(',')[1]))).toEqual(
      Object.keys(rejected).map(Number),
    );
    for (const [at, why] of Object.values(rejected).entries()) expect(rejects[at]).toMatch(why);
  });

  test('a blank cell empties what stood there, and one who is no more in the file stays', async () => {
    for (const within of ['first', 'second']) {
      await imports('blank-cell', { within });
      await imports('vanished', { within });
    }
    expect(await customers('blank-cell')).toMatchObject([{ city: null, revenue: null }]);
    const found = await opened.store.customers.find('blank-probe.example', 5);
    expect(found.filter(({ exact }) => exact)).toEqual([]);
    expect((await customers('vanished')).map((row) => row.name)).toContain('Goes Probe');
  });

  test.each([1, 4000])(
    'rows that make one thing that happened are listed, with %i rows at once',
    async (size) => {
      const lines = async (name: string, within = '') =>
        (await imports(name, { within, size })).map((line) => line.split(',').slice(0, 3));
      const same = (kind: string, first: number) =>
        expect.stringMatching(`makes the same ${kind} as line ${first}; the first was kept`);
      expect(await lines('same-record')).toEqual([['ev.csv', '3', same('usage-day', 2)]]);
      expect(await lines('status-history', 'first')).toEqual([
        ['ev.csv', '3', same('ticket', 2)],
        ['ev.csv', '4', same('ticket', 2)],
        ['ev.csv', '6', same('ticket', 5)],
      ]);
      expect(await lines('status-history', 'next-day')).toEqual([]);
      expect(
        await opened.database.query(
          `SELECT external_id AS id, status FROM ticket WHERE source = 'status-history' ORDER BY external_id`,
        ),
      ).toEqual([
        { id: 'T1', status: 'open' },
        { id: 'T2', status: 'solved' },
      ]);
    },
  );

  test('an owner whom nobody is, is listed with each line that names them', async () => {
    const rejects = await imports('unknown-owner');
    expect(rejects.map((line) => line.split(',').slice(0, 2).join())).toEqual([
      'c.csv,3',
      'c.csv,4',
    ]);
    for (const line of rejects)
      expect(line).toMatch(/Kit Nobody.*this customer .*without an owner/);
    const owners = await opened.database.query(
      `SELECT c.name, p.name AS owner FROM customer c LEFT JOIN person p ON p.id = c.owner_id WHERE c.name LIKE '%Probe' AND EXISTS
        (SELECT 1 FROM reference r WHERE r.customer_id = c.id AND r.source = 'unknown-owner') ORDER BY c.name`,
    );
    expect(owners).toEqual([
      { name: 'Free Probe', owner: null },
      { name: 'Orphan Probe', owner: null },
      { name: 'Orphan Too Probe', owner: null },
      { name: 'Owned Probe', owner: 'Pat Sample' },
    ]);
  });

  test('of two rows with one id the first is kept, and each other is listed with its line', async () => {
    const rejects = await imports('same-id');
    expect(rejects.map((line) => line.split(',').slice(0, 2))).toEqual([
      ['c.csv', '4'],
      ['c.csv', '5'],
    ]);
    expect(rejects[0]).toContain('first seen on line 2');
    expect(await customers('same-id')).toContainEqual(
      expect.objectContaining({ name: 'Twice Probe', city: 'Kiel' }),
    );
  });
});

describe('a file that is longer than is read at once', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rapport-readable-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'c.csv');
  const letters = (end: string) => `id,name\n1,${'€'.repeat(1_200_000)}${end}\n2,Müller\n`;

  test('is right where a letter lies across what is read', async () => {
    for (const shift of ['', 'x', 'xx']) {
      writeFileSync(path, shift + letters(''));
      await checkReadable(path, 'c.csv', 'utf8');
    }
    writeFileSync(path, '');
    await checkReadable(path, 'c.csv', 'utf8');
  });

  test('is not right where one letter of its last line is another encoding’s', async () => {
    writeFileSync(path, Buffer.concat([Buffer.from(letters('')), Buffer.from('3,Jörg', 'latin1')]));
    await expect(checkReadable(path, 'c.csv', 'utf8')).rejects.toThrow('line 4: this is not UTF-8');
    await checkReadable(path, 'c.csv', 'latin1');
  });
});
