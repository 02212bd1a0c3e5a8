import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { type ReadRow, readCsv, readHeader } from '../../../../crm/connectors/csv/reader.ts';

const folder = mkdtempSync(join(tmpdir(), 'rapport-csv-'));
afterAll(() => rmSync(folder, { recursive: true }));

const COMMA = { delimiter: ',', encoding: 'utf8' } as const;

async function read(
  text: string | Buffer,
  { size = 1000, delimiter = ',', encoding = 'utf8' as 'utf8' | 'latin1' } = {},
): Promise<ReadRow[]> {
  const path = join(folder, 'file.csv');
  writeFileSync(path, text);
  const rows: ReadRow[] = [];
  for await (const group of readCsv(path, { delimiter, encoding, size })) rows.push(...group.rows);
  return rows;
}

const cells = (rows: ReadRow[]) =>
  rows.map((row) => (row.kind === 'bad' ? row.reason : 'cells' in row && row.cells));

test('plain and quoted rows, line breaks inside quotes, Windows line ends, a byte order mark', async () => {
  const rows = await read(
    '\ufeffid,text\r\n1,plain\r\n2,"a, ""b"" c"\r\n3,"two\nlines"\r\n\r\n4,"last"',
  );
  expect(cells(rows)).toEqual([
    ['1', 'plain'],
    ['2', 'a, "b" c'],
    ['3', 'two\nlines'],
    ['4', 'last'],
  ]);
  expect(rows.map(({ line }) => line)).toEqual([2, 3, 4, 7]);
});

test('other delimiters and encodings', async () => {
  expect(cells(await read('id;name\n1;Müller\n', { delimiter: ';' }))).toEqual([['1', 'Müller']]);
  expect(
    cells(await read(Buffer.from('id,name\n1,Müller\n', 'latin1'), { encoding: 'latin1' })),
  ).toEqual([['1', 'Müller']]);
});

test('a row with too few or too many columns is bad, its neighbours are not', async () => {
  expect(cells(await read('a,b\n1\n2,x\n3,x,y\n"4","x","y"\n5,z\n'))).toEqual([
    'has 1 columns, the header has 2',
    ['2', 'x'],
    'has 3 columns, the header has 2',
    'has 3 columns, the header has 2',
    ['5', 'z'],
  ]);
});

test('broken quoting costs the row that has it and no other', async () => {
  expect(cells(await read('a,b\n1,"x"y\n2,"fine"\n3,z\n'))).toEqual([
    'the quotes are broken',
    ['2', 'fine'],
    ['3', 'z'],
  ]);
});

test('a quote that is never closed costs one row, even where a later row has quotes', async () => {
  const rows = await read('a,b\n1,"open\n2,x\n3,"fine"\n4,"two\nlines"\n5,y\n');
  expect(cells(rows)).toEqual([
    'a quote is opened and never closed',
    ['2', 'x'],
    ['3', 'fine'],
    ['4', 'two\nlines'],
    ['5', 'y'],
  ]);
  expect(rows[0]).toMatchObject({ kind: 'bad', line: 2, raw: '1,"open' });
});

test('a quote left open over thousands of rows is given up on', async () => {
  const many = Array.from({ length: 5000 }, (_, at) => `${at},x`).join('\n');
  const rows = await read(`a,b\n0,"open\n${many}\n`);
  expect(rows.filter(({ kind }) => kind === 'bad')).toHaveLength(1);
  expect(rows).toHaveLength(5001);
});

test('rows come in groups of the size asked for, in order', async () => {
  const path = join(folder, 'groups.csv');
  writeFileSync(path, `a\n${Array.from({ length: 25 }, (_, at) => at).join('\n')}\n`);
  const groups: number[] = [];
  for await (const { rows } of readCsv(path, { ...COMMA, size: 10 })) groups.push(rows.length);
  expect(groups).toEqual([10, 10, 5]);
});

test('the header, and none', async () => {
  writeFileSync(join(folder, 'h.csv'), '"first, one", second \n1,2\n');
  expect(await readHeader(join(folder, 'h.csv'), COMMA)).toEqual(['first, one', 'second']);
  writeFileSync(join(folder, 'empty.csv'), '');
  expect(await readHeader(join(folder, 'empty.csv'), COMMA)).toBeNull();
});

test('whatever is written as CSV is read as it was, however it is cut into groups', async () => {
  const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', 'é', ' ', '😀') });
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 30 }),
      fc.integer({ min: 1, max: 7 }),
      async (table, size) => {
        const written = table
          .map((row) => row.map((one) => `"${one.replaceAll('"', '""')}"`).join(','))
          .join('\n');
        expect(cells(await read(`a,b\n${written}\n`, { size }))).toEqual(table);
      },
    ),
    { numRuns: 60 },
  );
});
