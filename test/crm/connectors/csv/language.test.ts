import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Problem } from '../../../../crm/problem.ts';
import { dayIn } from '../../../../crm/time/day.ts';
import { importCase } from '../../../import-case.ts';
import { type Files, importFiles } from '../../../import-files.ts';
import { type FreshStore, freshStore } from '../../../store.ts';
import { now } from './day.ts';

let opened: FreshStore;
beforeEach(async () => {
  opened = await freshStore('server');
});
afterEach(() => opened.close());

const query = (sql: string) => opened.database.query(sql);
const imports = (mapping: string, files: Files) =>
  importFiles(opened.database, now, { mapping, files });
const stops = (mapping: string, files: Files) =>
  imports(mapping, files).then(
    () => 'imported',
    (cause: unknown) => (cause instanceof Problem ? cause.say : String(cause)),
  );

describe('arithmetic', () => {
  const orders = (revenue: string, more = '') => `name: Sums
source: sums
currency: EUR
${more}files:
  - file: c.csv
    id: "{id}"
    let: { worth: ${revenue} }
    records: [ { customer: { name: "{id}: {worth}", stage: live, revenue: "{worth}" } } ]
`;
  const csv = 'id,a,b,c\n1,19.99,3,0.07\n2,-1000.5,4,\n';

  test.each([
    ['{ number: "{a}", times: "{b}" }', ['1: 59.97', '2: -4002']],
    ['{ number: "{a}", by: "100" }', ['1: 0.1999', '2: -10.005']],
    ['{ number: "{a}", times: "0.01", places: "2" }', ['1: 0.2', '2: -10.01']],
    ['{ number: "{a}", plus: "{b}", minus: "0.99" }', ['1: 22', '2: -997.49']],
    ['{ number: "{a}", times: "{b}", minus: "{c}" }', ['1: 59.9', '2:']],
    ['{ number: "{a}", by: "{b}", times: "{b}", places: "2" }', ['1: 19.99', '2: -1000.5']],
    ['{ number: "{b}", by: "7" }', ['1: 0.42857142857142857143', '2: 0.57142857142857142857']],
  ])('%s', async (spec, names) => {
    await imports(orders(spec), { 'c.csv': csv });
    const rows = await query('SELECT name FROM customer ORDER BY name');
    expect(rows).toEqual(names.map((name) => ({ name })));
  });

  test('amounts: price × quantity, cents ÷ 100, a share; with a decimal comma', async () => {
    const mapping = `name: Money
source: money
currency: EUR
decimal: ","
delimiter: ";"
files:
  - file: c.csv
    id: "{id}"
    records:
      - customer: { name: "{id}", stage: live, revenue: { money: "{price}", times: "{quantity}", by: "{parts}" } }
      - deal: { name: cents, status: open, money: { money: "{price}", times: "0.01" } }
`;
    await imports(mapping, { 'c.csv': 'id;price;quantity;parts\n1;1.234,50;2;3\n2;0,05;1;0,1\n' });
    expect(await query('SELECT name, revenue::float AS revenue FROM customer ORDER BY 1')).toEqual([
      { name: '1', revenue: 823_00 },
      { name: '2', revenue: 50 },
    ]);
    expect(await query('SELECT amount::float AS n FROM deal ORDER BY 1')).toEqual([
      { n: 0 },
      { n: 1235 },
    ]);
  });

  test('a division by nothing costs the row; one by a 0 of the mapping is no mapping', async () => {
    const files = { 'c.csv': 'id,a,b,c\n1,5,0,\n2,6,2,\n' };
    const { rejects } = await imports(orders('{ number: "{a}", by: "{b}" }'), files);
    expect(rejects).toEqual([
      expect.stringMatching(/^c\.csv,2,customer\.name: it cannot be divided by 0/),
    ]);
    for (const [spec, says] of [
      ['{ number: "{a}", by: "0.0" }', /divides by nothing/],
      ['{ money: "{a}", by: "0" }', /divides by nothing/],
      ['{ number: "five" }', /"five" is no number/],
      ['{ number: "{a}", times: "1,5" }', /write a number such as 12 or 0\.01/],
    ] as const)
      expect(await stops(orders(spec), files)).toMatch(says);
  });
});

describe('look-ups of all rows of a key', () => {
  const folding = (more = '') => `name: Folds
source: folds
currency: EUR
${more}lookups:
  orders: { file: o.csv, by: c, sum: amount, count: note, min: at, max: amount }
files:
  - file: c.csv
    id: "{id}"
    join: { orders: "{id}" }
    records: [ { customer: { name: "{id}: {orders.count} of {orders.max}", stage: live, revenue: "{orders.sum}", since: "{orders.min}" } } ]
`;
  const rows = [
    ['c', 'at', 'amount', 'note'],
    ['1', '31.01.2024', '9,5', 'x'],
    ['1', '02.02.2023', '10,25', ''],
    ['1', '', '', 'y'],
    ['2', '01.03.2024', '-3', ''],
  ];
  const csv = rows.map((row) => row.join(';')).join('\n');
  const written = 'decimal: ","\ndelimiter: ";"\ndates: dd.mm.yyyy\n';

  test.each([1, 4000])('sum, count, least and greatest, %i rows at once', async (size) => {
    const files = { 'c.csv': 'id\n1\n2\n3\n', 'o.csv': `${csv}\n` };
    const { rejects } = await importFiles(opened.database, now, {
      mapping: folding(written),
      files,
      size,
    });
    expect(rejects).toEqual([]);
    expect(
      await query('SELECT name, revenue::float AS revenue, since::text FROM customer ORDER BY 1'),
    ).toEqual([
      { name: '1: 2 of 10,25', revenue: 1975, since: '2023-02-02' },
      { name: '2: 0 of -3', revenue: -300, since: '2024-03-01' },
      { name: '3: 0 of', revenue: null, since: null },
    ]);
  });

  test('a cell that is neither a date nor a number is listed', async () => {
    const files = { 'c.csv': 'id\n1\n', 'o.csv': 'c,at,amount,note\n1,soon,1,\n1,2024-01-01,2,\n' };
    const { rejects } = await imports(folding(), files);
    expect(rejects).toEqual([
      expect.stringMatching(/^o\.csv,2,.*soon.* is neither a date written iso nor a number/),
    ]);
  });

  test('keep and a fold together are no look-up', async () => {
    const mapping = folding().replace('sum: amount', 'keep: [amount], sum: amount');
    expect(await stops(mapping, {})).toMatch(/write either keep: \[columns\], or sum:/);
  });
});

test('rows without an id are told apart by their number', async () => {
  const mapping = `name: Numbers
source: numbers
files:
  - file: c.csv
    id: "{#}"
    records: [ { customer: { name: "{name}", stage: live } } ]
`;
  const files = { 'c.csv': 'name\nAcme\n"Glo\nbex"\nInitech\n' };
  await importFiles(opened.database, now, { mapping, files, size: 1 });
  const ids = () => query('SELECT external_id AS id FROM reference ORDER BY 1');
  expect(await ids()).toEqual([{ id: '1' }, { id: '2' }, { id: '3' }]);
  await imports(mapping, files);
  expect(await ids()).toHaveLength(3);
});

describe('fields that may be nothing', () => {
  const mapping = (more: string, since: string) => `name: Nothing
source: nothing
${more}files:
  - file: c.csv
    id: "{id}"
    records: [ { customer: { name: "{name}", stage: live, city: "{city}", since: ${since} } } ]
`;
  const files = {
    'c.csv': 'id,name,city,since\n1,Acme,NULL,soon\n2,Globex, - ,2024-01-01\n3,N/A,,\n',
  };
  const customers = () => query('SELECT name, city, since::text FROM customer ORDER BY name');

  test('words that mean nothing are nothing, in a needed field, too', async () => {
    const { rejects } = await imports(
      mapping('empty: [NULL, "-", N/A]\n', '{ maybe: "{since}" }'),
      files,
    );
    expect(await customers()).toEqual([
      { name: 'Acme', city: null, since: null },
      { name: 'Globex', city: null, since: '2024-01-01' },
    ]);
    expect(rejects).toEqual([
      expect.stringMatching(
        /^c\.csv,2,"customer\.since: ""soon"" is not a date written iso, so it was left empty","1,Acme,NULL,soon"$/,
      ),
      expect.stringMatching(/^c\.csv,4,customer\.name is empty/),
    ]);
  });

  test('a needed field cannot be maybe', async () => {
    expect(
      await stops(mapping('', '""').replace('"{name}"', '{ maybe: "{name}" }'), files),
    ).toMatch(/customer\.name: no row comes in without it/);
  });
});

test.each([
  ['stage: liev', /customer\.stage: "liev" is not one of lead, /],
  ['stage: { map: "{id}", to: { 1: live, 2: gone } }', /"gone" is not one of lead, /],
  ['stage: [ { when: "{id}", use: live }, { use: "old" } ]', /"old" is not one of lead, /],
  ['stage: live, since: yesterday', /customer\.since: "yesterday" is not a date written iso/],
  ['stage: live, revenue: much', /customer\.revenue: "much" is not a number/],
])('a wrong word of the mapping, %s, is found before the first row', async (fields, says) => {
  const mapping = `name: Constant
source: constant
files:
  - file: c.csv
    id: "{id}"
    records: [ { customer: { name: "{id}", ${fields} } } ]
`;
  expect(await stops(mapping, { 'c.csv': 'id\n' })).toMatch(says);
  expect(await query('SELECT 1 FROM import_run')).toEqual([]);
});

describe('entries of their own', () => {
  const mapping = (more = '', timeline = '') => `name: Own
source: own
currency: EUR
zone: Europe/Berlin
files:
  - file: c.csv
    id: "{id}"
    records:
      - customer: { name: "{id}", stage: live }
      - ${timeline}deal: { customer: "{id}", name: Chairs, status: won, money: "10", openedAt: 2026-01-02 08:00, closedAt: 2026-01-03 }
      - usage-day: { customer: "{id}", day: 2026-01-04, feature: export, uses: "1" }
      - survey-answer: { customer: "{id}", survey: review, score: "4", best: "5", at: 2026-01-05, comment: Good }
      - invoice: { customer: "{id}", number: "N{id}", money: "10", issuedOn: 2026-01-06, paidOn: 2026-01-07 }
      - invoice: { id: "credit {id}", customer: "{id}", number: "C{id}", money: "-10", issuedOn: 2026-01-06 }
${more}`;
  const files = { 'c.csv': 'id\n1\n' };
  const entries = async () =>
    (
      await opened.database.query<{ said: string; at: Date }>(
        "SELECT concat_ws(' ', title, body, amount, record_kind) AS said, at FROM entry ORDER BY at, title",
      )
    ).map(({ said, at }) => `${at.toISOString().slice(0, 16)} ${said}`);

  test('deals, usage, surveys and invoices stand in the timeline by themselves', async () => {
    await imports(mapping(), files);
    const seen = [
      '2026-01-02T07:00 Deal opened: Chairs 1000 deal',
      '2026-01-03T10:00 Deal won: Chairs 1000 deal',
      '2026-01-04T10:00 Used export 1 time usage-day',
      '2026-01-05T10:00 Review: 4 of 5 Good survey-answer',
      '2026-01-06T10:00 Invoice N1 1000 invoice',
      '2026-01-07T10:00 Invoice N1 paid 1000 invoice',
    ];
    expect(await entries()).toEqual(seen);
    const { summary } = await imports(mapping(), files);
    expect(summary).toContain('0 imported · 0 updated');
    expect(await entries()).toEqual(seen);
  });

  test('except where the mapping writes some itself, or wants none', async () => {
    const own =
      '      - entry: { id: "r {id}", customer: "{id}", at: 2026-01-08, department: sales, channel: survey, direction: inbound, kind: review, title: Reviewed }\n';
    await imports(mapping(own, 'timeline: none\n        '), files);
    expect(await entries()).toEqual([
      '2026-01-04T10:00 Used export 1 time usage-day',
      '2026-01-06T10:00 Invoice N1 1000 invoice',
      '2026-01-07T10:00 Invoice N1 paid 1000 invoice',
      '2026-01-08T10:00 Reviewed',
    ]);
  });
});

test.each([
  'Europe/London',
  'America/New_York',
  'Europe/Berlin',
  'Asia/Tokyo',
  'Pacific/Honolulu',
  'Pacific/Auckland',
])('a day without an hour is that day in %s, too', async (zone) => {
  await importCase('csv/day-only', opened.database, now);
  const [entry] = await opened.database.query<{ at: Date }>('SELECT at FROM entry');
  expect(entry && dayIn(entry.at, zone)).toBe('2025-11-06');
  expect(await query('SELECT since::text, renews_on::text AS renews FROM customer')).toEqual([
    { since: '2025-11-06', renews: '2027-01-01' },
  ]);
});

describe('each row that is odd is listed once', () => {
  test('records that belong to nobody', async () => {
    const rejects = await importCase('csv/unmatched', opened.database, now);
    expect(rejects).toEqual([
      'i.csv,3,"no customer is called ""ghost"", so this invoice is in no timeline and counts in the figures alone",2',
      'i.csv,4,"it names no customer, so this invoice is in no timeline and counts in the figures alone",3',
    ]);
  });

  test('with all its reasons', async () => {
    const mapping = `name: Odd
source: odd
files:
  - file: d.csv
    id: "{id}"
    records:
      - deal: { customer: "{c}", name: "{id}", status: open, owner: "{o}", openedAt: "{at}" }
      - contact: { customer: "{c}", name: "{id}" }
`;
    const { rejects } = await imports(mapping, {
      'd.csv': 'id,c,o,at\n1,ghost,nobody,0001-01-01\n',
    });
    expect(rejects).toEqual([
      expect.stringMatching(
        /^d\.csv,2,"deal\.openedAt: .*left empty; and no customer is called ""ghost"", so this deal .*; and no customer .* so this contact was left out; and nobody is called ""nobody"", so this deal came in without an owner"/,
      ),
    ]);
  });
});
