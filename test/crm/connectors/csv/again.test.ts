import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { importCase } from '../../../import-case.ts';
import { importFiles } from '../../../import-files.ts';
import { type FreshStore, freshStore } from '../../../store.ts';
import { now } from './day.ts';

let opened: FreshStore;
beforeEach(async () => {
  opened = await freshStore('server');
});
afterEach(() => opened.close());

const head = (source: string) => `name: Again
source: ${source}
currency: EUR
zone: Europe/Berlin
files:
`;
const CUSTOMERS = `  - file: c.csv
    id: "{id}"
    records: [ { customer: { name: "{name}", stage: live } } ]
`;
const imports = (mapping: string, files: Record<string, string>) =>
  importFiles(opened.database, now, { mapping, files });
const query = (sql: string) => opened.database.query(sql);

describe('the last by a stated order', () => {
  const statuses = () => query('SELECT external_id AS id, status FROM ticket ORDER BY external_id');
  const folder = (within: string, size: number) =>
    importCase('csv/status-order', opened.database, now, { within, size });

  test.each([
    ['first', 1],
    ['first', 4000],
    ['newest-first', 1],
    ['newest-first', 4000],
  ])('%s, %i rows at once: the latest row stands, wherever it is', async (within, size) => {
    expect(await folder(within, size)).toEqual([]);
    expect(await statuses()).toEqual([
      { id: 'T1', status: 'solved' },
      { id: 'T2', status: 'open' },
    ]);
  });

  test('a later day changes one of them; an earlier file again changes nothing', async () => {
    for (const within of ['first', 'next-day', 'next-day', 'first']) await folder(within, 4000);
    expect(await statuses()).toEqual([
      { id: 'T1', status: 'solved' },
      { id: 'T2', status: 'solved' },
    ]);
  });

  test('without one, the summary says that several rows made one record', async () => {
    const mapping = `${head('no-order')}${CUSTOMERS}  - file: t.csv
    id: "{e}"
    records: [ { ticket: { id: "{t}", customer: "1", subject: "{t}", status: "{s}", openedAt: 2026-01-01 } } ]
`;
    const files = { 'c.csv': 'id,name\n1,Acme\n', 't.csv': 'e,t,s\n1,T,open\n2,T,solved\n' };
    const { summary } = await imports(mapping, files);
    expect(summary).toContain('Several rows made one record, and the first of them stands');
  });

  test('a row without its time is listed, and the summary counts what is older', async () => {
    const mapping = `${head('order')}${CUSTOMERS}  - file: t.csv
    id: "{e}"
    asOf: "{at}"
    records: [ { ticket: { id: "{t}", customer: "{c}", subject: "{t}", status: "{s}", openedAt: 2026-01-01 } } ]
`;
    const files = {
      'c.csv': 'id,name\n1,Acme\n',
      't.csv': 'e,t,c,at,s\n1,T,1,2026-02-02,solved\n2,T,1,2026-02-01,open\n3,T,1,,open\n',
    };
    const { rejects, summary } = await imports(mapping, files);
    expect(rejects).toEqual([expect.stringMatching(/^t\.csv,4,"?asOf is empty/)]);
    expect(summary).toContain('1 records were left as they are');
    expect(await statuses()).toEqual([{ id: 'T', status: 'solved' }]);
  });

  test.each([1, 4000])('a look-up keeps the latest row of a key, %i rows at once', async (size) => {
    const mapping = `name: Latest
source: latest
lookups:
  plan: { file: p.csv, by: c, keep: [plan], asOf: "{at}" }
files:
  - file: c.csv
    id: "{id}"
    join: { plan: "{id}" }
    records: [ { customer: { name: "{name}", stage: live, segment: "{plan.plan}" } } ]
`;
    const files = {
      'c.csv': 'id,name\n1,Acme\n2,Globex\n',
      'p.csv': 'c,at,plan\n1,2026-02-01,team\n1,2026-03-01,scale\n1,2026-01-01,free\n',
    };
    await importFiles(opened.database, now, { mapping, files, size });
    expect(await query('SELECT name, segment FROM customer ORDER BY name')).toEqual([
      { name: 'Acme', segment: 'scale' },
      { name: 'Globex', segment: null },
    ]);
  });
});

test('a date in another order makes the others doubtful, and the summary says so', async () => {
  const mapping = `${head('mixed')}  - file: c.csv
    dates: d/m/yyyy
    id: "{id}"
    records: [ { customer: { name: "{id}", stage: live, since: "{since}" } } ]
`;
  const files = { 'c.csv': 'id,since\n1,3/4/2026\n2,04/13/2026\n3,31/06/2026\n4,05/17/2026\n' };
  expect((await imports(mapping, files)).summary).toContain(
    'In c.csv, lines 3 and 5 read as m/d/yyyy: the dates of other rows may be other days, too.',
  );
});

describe('rows that vanished', () => {
  test('a customer stays, and the summary says which', async () => {
    const mapping = head('gone') + CUSTOMERS;
    const first = await imports(mapping, { 'c.csv': 'id,name\n1,Stays\n2,Goes\n' });
    expect(first.summary).not.toContain('of before');
    const second = await imports(mapping, { 'c.csv': 'id,name\n1,Stays\n' });
    expect(second.summary).toContain(
      '1 customer of before is in none of the rows that were read, and stays: Goes.',
    );
    expect(await query('SELECT count(*) AS n FROM customer')).toEqual([{ n: 2 }]);
  });

  const lasting = `${head('ends')}${CUSTOMERS}  - file: s.csv
    id: "{id}"
    vanished: ended
    records: [ { subscription: { customer: "{c}", plan: "{plan}", startedOn: 2026-01-01 } } ]
  - file: t.csv
    id: "{id}"
    vanished: ended
    records: [ { ticket: { customer: "{c}", subject: "{id}", status: open, openedAt: 2026-01-01 } } ]
  - file: p.csv
    id: "{id}"
    vanished: ended
    records: [ { person: { name: "{id}", department: sales } } ]
`;
  const files = (rows: { s: string; t: string; p: string }) => ({
    'c.csv': 'id,name\n1,Acme\n',
    's.csv': `id,c,plan\n${rows.s}`,
    't.csv': `id,c\n${rows.t}`,
    'p.csv': `id\n${rows.p}`,
  });
  const ended = async () => [
    ...(await query(
      'SELECT external_id AS id FROM subscription WHERE ended_on IS NOT NULL ORDER BY 1',
    )),
    ...(await query(
      "SELECT external_id AS id FROM ticket WHERE status = 'solved' AND solved_at IS NOT NULL ORDER BY 1",
    )),
    ...(await query('SELECT name AS id FROM person WHERE NOT active ORDER BY 1')),
  ];

  test('have ended where the mapping says so, once, and are told as events', async () => {
    await imports(
      lasting,
      files({ s: 's1,1,team\ns2,1,team\n', t: 't1,1\nt2,1\n', p: 'Ana\nBen\n' }),
    );
    const next = files({ s: 's1,1,team\n', t: 't2,1\n', p: 'Ana\n' });
    const { summary } = await imports(lasting, next);
    expect(summary).toContain(
      '1 subscription of before is in none of the rows that were read, and ended: s2',
    );
    expect(await ended()).toEqual([{ id: 's2' }, { id: 't1' }, { id: 'Ben' }]);
    expect(
      await query(
        "SELECT kind FROM event WHERE kind IN ('ticket-solved', 'subscription-ended') ORDER BY 1",
      ),
    ).toEqual([{ kind: 'subscription-ended' }, { kind: 'ticket-solved' }]);
    expect((await imports(lasting, next)).summary).not.toContain('ended:');
  });

  test('end nothing where a row could not be read, or none is there', async () => {
    await imports(lasting, files({ s: 's1,1,team\ns2,1,team\n', t: 't1,1\n', p: 'Ana\n' }));
    const { summary } = await imports(lasting, files({ s: 's1,1,\n', t: '', p: 'Ana\n' }));
    expect(summary).toContain(
      'Nothing of s.csv was ended, since not every row of it could be read.',
    );
    expect(summary).toContain('Nothing of t.csv was ended, since it holds no row.');
    expect(await ended()).toEqual([]);
  });

  test.each([
    ['an entry', 'entry: { id: "{id}" }', /makes no record that lasts/],
    ['a customer', 'customer: { name: "{id}", stage: live }', /does not end by itself/],
    [
      'a subscription with an id of its own',
      'subscription: { id: "s {id}", plan: x, startedOn: 2026-01-01 }',
      /needs the id of its row/,
    ],
  ])('%s cannot be looked for so', async (_, record, says) => {
    const mapping = `${head('no')}  - file: c.csv
    id: "{id}"
    vanished: ended
    records: [ { ${record.replace('entry: {', 'entry: { customer: x, at: 2026-01-01, department: sales, channel: call, direction: outbound, kind: call, title: x,')} } ]
`;
    await expect(imports(mapping, { 'c.csv': 'id\n1\n' })).rejects.toThrow(says);
  });
});
