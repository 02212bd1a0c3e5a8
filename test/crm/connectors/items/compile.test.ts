import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { compileItems } from '../../../../crm/connectors/items/compile.ts';
import type { Json } from '../../../../crm/connectors/mapping/json.ts';
import { parseMapping } from '../../../../crm/connectors/mapping/parse.ts';
import { Problem } from '../../../../crm/problem.ts';

const NOW = new Date('2026-11-17T10:14:00Z');

const mappingOf = (product: string, each = '') => `name: Mine
source: mine
items:
  - item: deal
    id: "{id}"
    ${each}
    records:
      - deal: { name: "A deal", status: open, product: "${product}" }
`;

/** The product of the deal that a mapping with this path makes of the item. */
function productsAt(product: string, item: Json, each?: string) {
  const mapping = compileItems(parseMapping(mappingOf(product, each), 'mine.yaml'), 'mine.yaml');
  return mapping
    .recordsOf(item, { receivedAt: NOW, now: NOW })
    .map(({ record }) => (record.kind === 'deal' ? record.product : null));
}

describe('a path leads to', () => {
  test.each<[string, string, Json, string | null]>([
    ['a part of a part', '{owner.name}', { id: 1, owner: { name: 'Ana' } }, 'Ana'],
    ['a place in a list', '{names.1}', { id: 1, names: ['Acme', 'Globex'] }, 'Globex'],
    ['a list of words', '{names}', { id: 1, names: ['Acme', 3] }, 'Acme, 3'],
    ['a number', '{price}', { id: 1, price: 12.5 }, '12.5'],
    ['nothing, where nothing is', '{owner.team.name}', { id: 1 }, null],
    ['nothing in a word', '{owner.length}', { id: 1, owner: 'Ana' }, null],
    ['nothing that every object inherits', '{constructor.name}', { id: 1 }, null],
    ['nothing in a prototype', '{price}', JSON.parse('{"id":1,"__proto__":{"price":3}}'), null],
    [
      'its own part of that name',
      '{__proto__.price}',
      JSON.parse('{"id":1,"__proto__":{"price":3}}'),
      '3',
    ],
  ])('%s', (_, path, item, product) => {
    expect(productsAt(path, item)).toEqual([product]);
  });

  test('a list is gone through, and the item stays in reach', () => {
    const item = { id: 'o1', shop: 'Berlin', lines: [{ no: 1 }, { no: 2 }] };
    expect(productsAt('{shop} {line.no}', item, 'each: { line: lines }')).toEqual([
      'Berlin 1',
      'Berlin 2',
    ]);
    expect(productsAt('{line.no}', { id: 'o1' }, 'each: { line: lines }')).toEqual([]);
  });
});

test.each<[string, string, Json, string]>([
  ['an object', '{owner}', { id: 1, owner: { name: 'Ana' } }, 'such as owner.name'],
  ['a list of objects', '{lines}', { id: 1, lines: [{ no: 1 }] }, 'with lines.0'],
  ['an item without an id', '{price}', { price: 1 }, 'the item has no id'],
])('%s is no value, and the reason says so', (_, path, item, says) => {
  expect(() => productsAt(path, item)).toThrow(says);
});

test('what is no list is not gone through', () => {
  expect(() => productsAt('{line.no}', { id: 1, lines: 'x' }, 'each: { line: lines }')).toThrow(
    '"lines" is no list',
  );
});

test.each([
  ['product', 'topic', 'deal has no field "topic"'],
  ['{price}', '{owner..name}', '"owner..name" is no path'],
  ['items:', 'parcels:', 'unknown: "parcels"'],
])('a mapping with %s written as %s is wrong, and says where', (right, wrong, says) => {
  const compile = () =>
    compileItems(
      parseMapping(mappingOf('{price}').replace(right, wrong), 'mine.yaml'),
      'mine.yaml',
    );
  expect(compile).toThrow(Problem);
  expect(compile).toThrow(says);
});

test('the mapping of the page that explains them works as it stands', () => {
  const page = readFileSync('crm/connectors/items/README.md', 'utf8');
  const [, yaml = ''] = /```yaml\n(name:[\s\S]*?)```/.exec(page) ?? [];
  const mapping = compileItems(parseMapping(yaml, 'page'), 'page');
  const order = {
    type: 'order',
    order: {
      id: 'o1',
      account: 'a1',
      date: '2026-11-16',
      lines: [{ number: 1, article: 'Chair', quantity: 2 }],
    },
  };
  expect(mapping.recordsOf(order, { receivedAt: NOW, now: NOW })).toMatchObject([
    { asOf: NOW, record: { kind: 'usage-day', externalId: 'o1 1', feature: 'Chair', uses: 2 } },
    { asOf: NOW, record: { kind: 'entry', title: 'Used Chair 2 times' } },
  ]);
});

test('a tool names several customers in a list; the deal and its entry are of all of them', () => {
  const written = `name: Mine
source: mine
items:
  - item: deal
    id: "{id}"
    records:
      - deal: { customer: "{companies|item:1}", otherCustomers: "{companies}", name: "Seats", status: open, openedAt: "2026-11-01" }
`;
  const { recordsOf } = compileItems(parseMapping(written, 'mine.yaml'), 'mine.yaml');
  const made = (companies: Json) =>
    recordsOf({ id: 1, companies }, { receivedAt: NOW, now: NOW }).map(({ record }) => record);
  expect(made(['c 1', 'c 2'])).toEqual([
    expect.objectContaining({ kind: 'deal', customer: 'c 1' }),
    expect.objectContaining({ kind: 'entry', customer: 'c 1', otherCustomers: ['c 1', 'c 2'] }),
  ]);
  expect(made('c 1')[1]).toMatchObject({ otherCustomers: ['c 1'] });
});
