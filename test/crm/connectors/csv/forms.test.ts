import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Problem } from '../../../../crm/problem.ts';
import { type Files, importFiles } from '../../../import-files.ts';
import { type FreshStore, freshStore } from '../../../store.ts';
import { workbook } from '../../../workbook.ts';
import { now } from './day.ts';

let opened: FreshStore;
beforeEach(async () => {
  opened = await freshStore('server');
});
afterEach(() => opened.close());

const mapping = (file: string, more = '') => `name: Forms
source: forms
currency: EUR
files:
  - file: "${file}"
    id: "{id}"
${more}    records: [ { customer: { name: "{name}", stage: live, revenue: "{worth}", since: "{since}" } } ]
`;
const imports = (written: string, files: Files, size?: number) =>
  importFiles(opened.database, now, { mapping: written, files, ...(size && { size }) });
const customers = () =>
  opened.database.query(
    'SELECT name, revenue::float AS revenue, since::text FROM customer ORDER BY name',
  );
const stops = (written: string, files: Files) =>
  imports(written, files).then(
    () => 'imported',
    (cause: unknown) => (cause instanceof Problem ? `${cause.say} ${cause.try}` : String(cause)),
  );

const CSV = 'id,name,worth,since\n1,Müller,12.50,2024-01-31\n2,Globex,,\n';
const ROWS = [
  { name: 'Globex', revenue: null, since: null },
  { name: 'Müller', revenue: 1250, since: '2024-01-31' },
];

describe('packed with gzip', () => {
  test.each([
    ['c.csv.gz', 'c.csv.gz'],
    ['c.csv', 'c.csv.gz'],
    ['c-*.csv', 'c-1.csv.gz'],
  ])('%s is read from %s', async (named, file) => {
    await imports(mapping(named), { [file]: gzipSync(CSV) });
    expect(await customers()).toEqual(ROWS);
  });

  test('in another encoding, over more than is read at once', async () => {
    const many = Array.from({ length: 9000 }, (_, at) => `${at + 3},Café ${at},,`).join('\n');
    const packed = gzipSync(Buffer.from(`${CSV}${many}\n`, 'latin1'));
    await imports(mapping('c.csv.gz', '    encoding: windows-1252\n'), { 'c.csv.gz': packed });
    expect(await customers()).toHaveLength(9002);
    expect(await customers()).toContainEqual(ROWS[1]);
  });

  test.each([
    ['cut off', gzipSync(CSV.repeat(50)).subarray(0, -20)],
    ['no gzip at all', Buffer.from(CSV)],
  ])('%s: it stops, and nothing comes in', async (_, content) => {
    expect(await stops(mapping('c.csv.gz'), { 'c.csv.gz': content })).toMatch(
      /^c\.csv\.gz cannot be unpacked: .* Fetch it again\. Nothing was imported\.$/,
    );
    expect(await customers()).toEqual([]);
  });
});

describe('a pattern of names', () => {
  const daily = {
    'days/c-2026-11-02.csv': 'id,name,worth,since\n1,Later,2,\n',
    'days/c-2026-11-01.csv': 'name,id,worth,since\nEarlier,1,1,\nOnce,2,1,\n',
    'days/other.csv': 'id\n',
  };

  test('all files are read, the earliest first, each with its own header', async () => {
    const { summary } = await imports(mapping('days/c-*.csv'), daily);
    expect(await customers()).toEqual([
      { name: 'Later', revenue: 200, since: null },
      { name: 'Once', revenue: 100, since: null },
    ]);
    expect(summary).toMatch(/c-2026-11-01\.csv +2[\s\S]*c-2026-11-02\.csv +1/);
  });

  test('rows that are odd are listed with the file that has them', async () => {
    const { rejects } = await imports(mapping('c-*.csv'), {
      'c-1.csv': CSV,
      'c-2.csv': 'id,name,worth,since\n3,Initech,many,\n',
    });
    expect(rejects).toEqual([expect.stringMatching(/^c-2\.csv,2,.*many.* is not a number/)]);
  });

  test('no file of that name: it says so', async () => {
    expect(await stops(mapping('d-*.csv'), daily)).toMatch(/has no d-\*\.csv\. Put the file there/);
  });

  test('files of a look-up are one look-up', async () => {
    const summed = `name: Forms
source: forms
lookups: { spent: { file: "o-*.csv", by: c, sum: amount, count: amount } }
files:
  - file: c.csv
    id: "{id}"
    join: { spent: "{id}" }
    records: [ { customer: { name: "{name}, {spent.count} orders", stage: live, revenue: "{spent.sum}" } } ]
`;
    await imports(summed, {
      'c.csv': 'id,name\n1,Acme\n2,Globex\n',
      'o-1.csv': 'c,amount\n1,0.10\n1,0.20\n',
      'o-2.csv': 'amount,c\n-0.30,1\n',
    });
    expect(await customers()).toMatchObject([
      { name: 'Acme, 3 orders', revenue: 0 },
      { name: 'Globex, 0 orders', revenue: null },
    ]);
  });
});

describe('JSON lines', () => {
  const paths = mapping('c.jsonl')
    .replace('{name}', '{company.name}')
    .replace('{worth}', '{worth.0}');

  test('paths lead to the parts of an object; what is no object is listed', async () => {
    const lines = [
      '{"id": 1, "company": {"name": "Müller"}, "worth": [12.5], "since": "2024-01-31"}',
      '',
      '{"id": 2, "company": {"name": "Globex"}}',
      '{"id": 3, "company": ',
      '[4]',
      '{"id": 5, "company": {"name": "Nobody"}, "worth": [{}]}',
    ];
    const { rejects } = await imports(paths, { 'c.jsonl': lines.join('\r\n') }, 2);
    expect(await customers()).toEqual(ROWS);
    expect(rejects.map((line) => line.split(',').slice(0, 3).join())).toEqual([
      'c.jsonl,4,"is no object of JSON',
      'c.jsonl,5,"is no object of JSON',
      expect.stringMatching(/^c\.jsonl,6,"customer\.revenue: ""worth\.0"" is an object/),
    ]);
    expect(rejects[2]).toContain('""name"":""Nobody""');
  });

  test('packed, and with a mark in front', async () => {
    const line = '\ufeff{"id": 1, "company": {"name": "Müller"}}\n';
    await imports(paths.replace('c.jsonl', 'c.ndjson'), { 'c.ndjson.gz': gzipSync(line) });
    expect(await customers()).toMatchObject([{ name: 'Müller' }]);
  });
});

describe('an Excel workbook', () => {
  const header = ['id', 'name', 'worth', 'since'];
  const rows = [
    header,
    [1, 'Müller', 12.5, { days: 45_322 }],
    [2, 'Globex'],
    [null, null],
    [3, 'Initech', 19.989999999999998, { days: 45_322.5 }],
  ];

  test.each([
    ['iso', '.'],
    ['d/m/yyyy', ','],
    ['mmm d, yyyy', '.'],
  ])(
    'dates and numbers are read whatever the mapping says of them: %s, %s',
    async (dates, decimal) => {
      const more = `    dates: "${dates}"\n    decimal: "${decimal}"\n`;
      const { rejects } = await imports(mapping('c.xlsx', more), {
        'c.xlsx': workbook({ Customers: rows }),
      });
      expect(rejects).toEqual([]);
      expect(await customers()).toEqual([
        ROWS[0],
        { name: 'Initech', revenue: 1999, since: '2024-01-31' },
        ROWS[1],
      ]);
    },
  );

  test('a sheet by its name; a row that is too long is listed with its line', async () => {
    const book = workbook({
      First: [['x']],
      Second: [header, [1, 'Müller', 12.5, '2024-01-31', 'more'], [2, 'Globex']],
    });
    const { rejects } = await imports(mapping('c.xlsx', '    sheet: Second\n'), { 'c.xlsx': book });
    expect(rejects).toEqual([
      expect.stringMatching(/^c\.xlsx,2,"has 5 columns, the header has 4"/),
    ]);
    expect(await customers()).toEqual([ROWS[0]]);
  });

  test.each([
    ['    sheet: Third\n', workbook({ First: [header] }), /has no sheet "Third"\./],
    ['', Buffer.from('id,name\n'), /cannot be read as an Excel workbook \(xlsx\)\. Save it again/],
    ['', workbook({ First: [['id', 'title']] }), /c\.xlsx has no column "name"; it has id, title/],
  ])('%j: it stops, and says what to do', async (more, content, says) => {
    expect(await stops(mapping('c.xlsx', more), { 'c.xlsx': content })).toMatch(says);
  });
});
