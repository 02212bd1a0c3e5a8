import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { loadMapping } from '../../../../crm/connectors/csv/load.ts';
import { planImport } from '../../../../crm/connectors/csv/plan.ts';
import { fieldsOf } from '../../../../crm/connectors/mapping/build.ts';
import type { Format } from '../../../../crm/connectors/mapping/format.ts';
import { MAPPED_KINDS } from '../../../../crm/connectors/mapping/mapping.ts';
import { parseMapping } from '../../../../crm/connectors/mapping/parse.ts';
import { condition, FILTERS, template } from '../../../../crm/connectors/mapping/template.ts';
import { boolean, integer, money } from '../../../../crm/connectors/mapping/types.ts';
import { Problem } from '../../../../crm/problem.ts';
import { CHANNELS, KINDS } from '../../../../crm/timeline/entry.ts';

const folder = mkdtempSync(join(tmpdir(), 'rapport-mapping-'));
afterAll(() => rmSync(folder, { recursive: true }));
writeFileSync(join(folder, 'accounts.csv'), 'id,name,since\n1,Acme,2024-01-01\n');

const GOOD = `name: Mine
source: mine
files:
  - file: accounts.csv
    id: "{id}"
    records:
      - customer:
          name: "{name}"
          stage: live
          since: "{since}"
`;

async function fault(text: string): Promise<string> {
  const path = join(folder, 'mine.yaml');
  writeFileSync(path, text);
  try {
    await planImport(loadMapping(path), folder);
  } catch (cause) {
    if (cause instanceof Problem) return `${cause.say} ${cause.try}`.replaceAll(folder, '');
    throw cause;
  }
  return 'none';
}

test('a good mapping has no fault', async () => {
  expect(await fault(GOOD)).toBe('none');
});

test.each([
  ['an unknown word', GOOD.replace('source: mine', 'sauce: mine'), /\/mine\.yaml.*(source|sauce)/],
  [
    'a field that no customer has',
    GOOD.replace('since:', 'sinse:'),
    /files\.0: customer has no field "sinse"; it has id, name, .*since/,
  ],
  [
    'a field that a customer must have',
    GOOD.replace('stage: live', 'city: Berlin'),
    /customer needs stage/,
  ],
  [
    'a column that the file does not have',
    GOOD.replace('{name}', '{nome}'),
    /accounts\.csv has no column "nome"; it has id, name, since\..*nothing was imported/,
  ],
  [
    'a kind of record that there is not',
    GOOD.replace('- customer:', '- custommer:'),
    /line 7: files\.0\.records\.0: write one kind of record.*customer/,
  ],
  [
    'a filter that there is not',
    GOOD.replace('{name}', '{name|louder}'),
    /customer\.name: there is no filter "louder"; there are .*title/,
  ],
  [
    'a date format',
    GOOD.replace('source: mine', 'source: mine\ndates: tomorrow'),
    /line 3: dates: write iso, unix, or a pattern/,
  ],
  [
    'a time zone',
    GOOD.replace('source: mine', 'source: mine\nzone: Mars'),
    /line 3: zone: write a time zone/,
  ],
  [
    'a file that is not there',
    GOOD.replace('accounts.csv', 'acounts.csv'),
    /has no acounts\.csv\. .*nothing was imported/,
  ],
  [
    'a look-up that is not there',
    GOOD.replace('    records:', '    join: { deal: "{id}" }\n    records:'),
    /join\.deal: there is no look-up/,
  ],
  ['broken YAML', 'name: [', /mine\.yaml, line 1/],
])('%s is named with what to do', async (_, text, expected) => {
  expect(await fault(text)).toMatch(expected);
});

test('an unknown mapping is answered with those there are', () => {
  expect(() => loadMapping('raven')).toThrow(
    expect.objectContaining({ try: expect.stringMatching(/maven-crm, olist, ravenstack/) }),
  );
});

test('YAML does not guess: what a column holds stays text', () => {
  const mapping = parseMapping(
    GOOD.replace(
      'stage: live',
      'stage: { map: "{name}", to: { True: live, 007: live, no: live } }',
    ),
    'x',
  );
  expect(mapping.files[0]?.records[0]?.fields['stage']).toMatchObject({
    to: { True: 'live', '007': 'live', no: 'live' },
  });
});

const columns = (name: string) => () =>
  ({ a: 'one', n: '1', m: '27.0', empty: '', snake: 'home_decor' })[name] ?? '';
const ROW = { line: 1, cells: [], joined: {} };
const filled = (source: string) => template(source, columns)(ROW);

test('templates: columns, filters, and pieces that go where a column is empty', () => {
  expect(filled('{a} and {snake|title}')).toBe('one and Home Decor');
  expect(filled('{n|count:time}, {m|count:error}, {m|hours}')).toBe('1 time, 27 errors, 27 h');
  expect(filled('{a}[, {empty} seats][, {m|number} more]')).toBe('one, 27 more');
  expect(filled('Ticket {empty}')).toBe('');
  expect(filled('First contact[ through {empty}]')).toBe('First contact');
  expect(filled('constant')).toBe('constant');
});

test('conditions', () => {
  const holds = (source: string) => condition(source, columns)(ROW);
  expect([
    holds('{a}'),
    holds('not {a}'),
    holds('{empty}'),
    holds('{a} = one'),
    holds('{a} != one'),
    holds('{m} > 26'),
    holds('{m} < 26'),
    holds('{empty} > 0'),
  ]).toEqual([true, false, false, true, false, true, false, false]);
});

test('numbers, amounts and yes or no', () => {
  const english: Format = { dates: 'iso', zone: 'UTC', currency: 'EUR', decimal: '.' };
  const german: Format = { ...english, decimal: ',' };
  expect(money.read('1,234.50', english)).toEqual({ amount: 123_450, currency: 'EUR' });
  expect(money.read('1.234,50 €', german)).toEqual({ amount: 123_450, currency: 'EUR' });
  expect(money.read('1.005', english).amount).toBe(101);
  expect(money.read('1200', { ...english, currency: 'JPY' }).amount).toBe(1200);
  expect(boolean.read('False', english)).toBe(false);
  expect(() => integer.read('4.5', english)).toThrow('"4.5" is not a whole number');
  expect(() => money.read('12,34', english)).toThrow('is not a number');
});

test('the page that explains mappings names every record, field, filter and word', () => {
  const page = readFileSync(
    join(import.meta.dirname, '../../../../crm/connectors/csv/README.md'),
    'utf8',
  );
  for (const kind of MAPPED_KINDS) {
    const fields = [...fieldsOf(kind)].map(([field, { need }]) =>
      need === 'needed' ? `**${field}**` : field,
    );
    expect(page).toContain(`| \`${kind}\` | ${fields.join(', ')} |`);
  }
  for (const filter of Object.keys(FILTERS)) expect(page).toMatch(new RegExp(`\`${filter}[:\`]`));
  expect(page).toContain(KINDS.join(', '));
  expect(page).toContain(CHANNELS.join(', '));
});

test('the mapping that the page begins with works as it stands', async () => {
  const page = readFileSync(
    join(import.meta.dirname, '../../../../crm/connectors/csv/README.md'),
    'utf8',
  );
  const [, yaml = ''] = /```yaml\n(name:[\s\S]*?)```/.exec(page) ?? [];
  writeFileSync(join(folder, 'page.yaml'), yaml);
  writeFileSync(join(folder, 'companies.csv'), 'id,name,city,plan,monthly,signed\n');
  writeFileSync(join(folder, 'calls.csv'), 'call_id,company_id,when,topic,minutes,by\n');
  expect((await planImport(loadMapping(join(folder, 'page.yaml')), folder)).steps).toHaveLength(2);
});
