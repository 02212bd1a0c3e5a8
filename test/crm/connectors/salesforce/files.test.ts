import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { idsOf, readAll, recordsOf } from '../read-all.ts';
import { connect, furnished, LONG_AGO } from './furnished.ts';

let is: Awaited<ReturnType<typeof furnished>>;
beforeEach(async () => {
  is = await furnished();
});
afterEach(() => is.fake.close());

const FROM = 100;
const ROWS = 40;
const files = () => connect(is.fake, {}, { bulk: { from: FROM, rows: ROWS, looks: 2 } }).reader;
const accounts = (count: number): string[] =>
  Array.from({ length: count }, (_, i) =>
    is.fake.organisation.add('Account', { Name: `Company ${i}` }, LONG_AGO),
  );

describe('The first reading of many rows is a file', () => {
  test('read part by part, so that a page is never more than one part', async () => {
    const many = accounts(250);
    const { upserts, pages } = await readAll(files());
    expect(idsOf(upserts, 'customer').toSorted()).toEqual([...many, is.acme, is.globex].toSorted());
    expect(Math.max(...pages.map((page) => page.upserts.length))).toBe(ROWS);
    expect(is.fake.bulk.created).toHaveLength(1);
    const later = await readAll(files(), pages.at(-1)?.cursor);
    expect([later.upserts, is.fake.bulk.created.length]).toEqual([[], 1]);
  });

  test('cells with quotes, commas, line breaks and empty ones are the same as in JSON', async () => {
    const { organisation } = is.fake;
    const names = [
      'Miller, "Sons" & Co',
      'Two\nlines',
      '"quoted"',
      'Ends with a quote"',
      '  spaces  ',
      'Ünïcode 🎉',
      'true',
      'null',
    ];
    for (const Name of names) organisation.add('Account', { Name, Industry: null }, LONG_AGO);
    accounts(FROM);
    const byFile = await readAll(files());
    const byRows = await readAll(connect(is.fake).reader);
    const customers = (all: typeof byFile) =>
      recordsOf(all.upserts, 'customer').toSorted((one, other) =>
        one.externalId < other.externalId ? -1 : 1,
      );
    expect(customers(byFile)).toEqual(customers(byRows));
    expect(customers(byFile).map(({ name }) => name)).toEqual(expect.arrayContaining(names));
  });

  test('parts of which only the first names its columns are read as well', async () => {
    const many = accounts(150);
    is.fake.bulk.nameColumnsOnce();
    const { upserts } = await readAll(files());
    expect(idsOf(upserts, 'customer')).toHaveLength(many.length + 2);
  });

  test('a field that is hidden while the file is read moves no cell to another column', async () => {
    accounts(150);
    const people = await files().changesSince(null);
    const first = await files().changesSince(people.cursor);
    is.fake.organisation.hide('Account.Type', 'Account.Industry');
    const rest = await readAll(files(), first.cursor);
    const names = [first, rest].flatMap(({ upserts }) =>
      recordsOf(upserts, 'customer').map(({ name }) => name),
    );
    expect(names).toHaveLength(152);
    expect(names.every((name) => /^(?:Company \d+|Acme Industries|Globex)$/.test(name))).toBe(true);
  });

  test('while Salesforce makes it, a page says that more comes, and another process goes on', async () => {
    accounts(150);
    is.fake.bulk.takeLooks(5);
    const people = await files().changesSince(null);
    const asking = await files().changesSince(people.cursor);
    expect([asking.upserts, asking.more]).toEqual([[], true]);
    const { upserts } = await readAll(files(), asking.cursor);
    expect([idsOf(upserts, 'customer').length, is.fake.bulk.created.length]).toEqual([152, 1]);
  });

  test('a file whose position expired is asked for again, and everything is there', async () => {
    const many = accounts(250);
    const people = await files().changesSince(null);
    const first = await files().changesSince(people.cursor);
    const second = await files().changesSince(first.cursor);
    is.fake.bulk.expire();
    const rest = await readAll(files(), second.cursor);
    const all = [first, second, rest].flatMap(({ upserts }) => idsOf(upserts, 'customer'));
    expect(new Set(all)).toEqual(new Set([...many, is.acme, is.globex]));
    expect(is.fake.bulk.created).toHaveLength(2);
  });

  test('files that expire again and again give way to reading by ids', async () => {
    const many = accounts(250);
    const found: string[] = [];
    for (let [cursor, more] = [null as string | null, true]; more; ) {
      const page = await files().changesSince(cursor);
      found.push(...idsOf(page.upserts, 'customer'));
      ({ cursor, more } = page);
      is.fake.bulk.expire();
    }
    expect(new Set(found)).toEqual(new Set([...many, is.acme, is.globex]));
    expect(is.fake.bulk.created).toHaveLength(2);
  });

  test('an object of which Salesforce makes no file is read by ids', async () => {
    const many = accounts(250);
    is.fake.bulk.fail();
    const { upserts } = await readAll(files());
    expect(idsOf(upserts, 'customer')).toHaveLength(many.length + 2);
  });
});
