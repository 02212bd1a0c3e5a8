import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CustomerId } from '../../../crm/customer/customer.ts';
import { PersonId } from '../../../crm/person/person.ts';
import { type Entry, KINDS } from '../../../crm/timeline/entry.ts';
import {
  collapse,
  countOf,
  foldAllSteps,
  foldSteps,
  isNew,
  isStep,
  newestOf,
  oldestOf,
  openEnd,
  TELLING,
} from '../../../crm/timeline/rules.ts';

const minutes = (n: number) => new Date(Date.UTC(2026, 10, 20) - n * 60_000);
const entry = (age: number, more: Partial<Entry> = {}): Entry => ({
  source: 'product',
  externalId: String(age),
  customerId: CustomerId.parse('c'),
  at: minutes(age),
  department: 'product',
  channel: 'product',
  direction: 'inbound',
  kind: 'usage',
  title: 'Session',
  body: null,
  personId: null,
  person: null,
  contactId: null,
  contact: null,
  money: null,
  link: null,
  visibility: 'everyone',
  record: null,
  ...more,
});

test('fourteen product sessions in a row are one line', () => {
  const lines = collapse([
    entry(0, { kind: 'call', title: 'Call', department: 'sales' }),
    ...Array.from({ length: 14 }, (_, i) => entry(i + 1)),
  ]);
  expect(lines).toHaveLength(2);
  expect(lines[1]).toMatchObject({
    kind: 'repeat',
    count: 14,
    newest: { externalId: '1' },
    oldest: { externalId: '14' },
  });
});

test.each([
  ['older', [false, false, true]],
  ['newer', [true, false, false]],
] as const)(
  'where %s entries lie beyond those that were read, the run at that end goes on',
  (direction, goesOn) => {
    const call = entry(3, { kind: 'call', title: 'Call', department: 'sales' });
    const lines = collapse([entry(1), entry(2), call, entry(4), entry(5)]);
    const open = openEnd(lines, direction);
    expect(open.map((line) => line.kind === 'repeat' && line.openEnded === true)).toEqual(goesOn);
    expect(openEnd([{ kind: 'single', entry: call }], direction)).toEqual(collapse([call]));
  },
);

test('two different tickets stay two lines', () =>
  expect(
    collapse([
      entry(0, { kind: 'ticket', title: 'Export fails' }),
      entry(1, { kind: 'ticket', title: 'Login fails' }),
    ]),
  ).toHaveLength(2));

test('what is new since the last look is never hidden in a run with what is not', () => {
  const lines = collapse([entry(0), entry(1), entry(2), entry(3)], minutes(1.5));
  expect(lines.map((item) => (item.kind === 'repeat' ? item.count : 1))).toEqual([2, 2]);
});

test('collapsing loses no entry and keeps their order', () => {
  const any = fc.record({
    kind: fc.constantFrom('usage', 'call', 'ticket'),
    department: fc.constantFrom('product', 'sales'),
    title: fc.constantFrom('a', 'b'),
  });
  fc.assert(
    fc.property(fc.array(any, { maxLength: 60 }), fc.nat(60), (shapes, markAge) => {
      const entries = shapes.map((shape, i) => entry(i, shape as Partial<Entry>));
      const mark = minutes(markAge);
      const lines = collapse(entries, mark);
      expect(lines.reduce((sum, item) => sum + (item.kind === 'repeat' ? item.count : 1), 0)).toBe(
        entries.length,
      );
      for (const item of lines)
        expect(isNew(newestOf(item), mark)).toBe(isNew(oldestOf(item), mark));
      for (const [i, item] of lines.entries()) {
        const next = lines[i + 1];
        if (next) expect(oldestOf(item).at.getTime()).toBeGreaterThan(newestOf(next).at.getTime());
      }
    }),
  );
});

test('what colleagues do among themselves is one line on a card; a note, a win and what the customer did stand by themselves', () => {
  const step = { source: 'rapport', direction: 'internal', department: 'sales' } as const;
  const entries = [
    entry(0, { ...step, kind: 'task', title: 'Ben did: send the offer' }),
    entry(1, { ...step, kind: 'task', title: 'Task of Ana: ring Dana' }),
    entry(2, { ...step, kind: 'handoff', title: 'Ana hands over to Ben' }),
    entry(3, { ...step, kind: 'note', title: 'Wants one invoice' }),
    entry(4, { ...step, kind: 'message', title: 'Ana asks Ben' }),
    entry(5, { kind: 'ticket', title: 'Export fails' }),
  ];
  const lines = foldSteps(collapse(entries));
  expect(lines.map((line) => [line.kind, countOf(line), newestOf(line).title])).toEqual([
    ['steps', 3, 'Ben did: send the offer'],
    ['single', 1, 'Wants one invoice'],
    ['single', 1, 'Ana asks Ben'],
    ['single', 1, 'Export fails'],
  ]);
  expect(foldSteps(collapse(entries, minutes(0.5)), minutes(0.5)).map(countOf)).toEqual([
    1, 2, 1, 1, 1,
  ]);
});

test('a list of telling entries leaves out those that come by the dozen, and nothing else', () =>
  expect(KINDS.filter((kind) => !TELLING.includes(kind))).toEqual([
    'campaign',
    'visit',
    'usage',
    'order',
    'payment',
  ]));

const call = { kind: 'call', title: 'Call', department: 'sales', direction: 'outbound' } as const;

test.each([
  ['routine of other titles', {}, { title: 'Another' }, true],
  ['a visit after a visit', { kind: 'visit' }, { kind: 'visit', title: 'Pricing' }, true],
  ['a campaign after a campaign', { kind: 'campaign' }, { kind: 'campaign', title: 'B' }, true],
  ['an order after an order', { kind: 'order' }, { kind: 'order', title: 'B' }, true],
  ['a payment after a payment', { kind: 'payment' }, { kind: 'payment', title: 'B' }, true],
  ['an order after a payment', { kind: 'payment' }, { kind: 'order' }, false],
  ['two calls of nobody known', call, call, true],
  ['another title', call, { ...call, title: 'Second call' }, false],
  ['another department', call, { ...call, department: 'support' }, false],
  ['the other direction', call, { ...call, direction: 'inbound' }, false],
  ['another colleague', call, { ...call, personId: PersonId.parse('ana') }, false],
  ['the newer has words of its own', { ...call, body: 'Wants a quote' }, call, false],
  ['the older has words of its own', call, { ...call, body: 'Wants a quote' }, false],
] as const)('entries that say the same are one line: %s', (_, newer, older, isOne) =>
  expect(collapse([entry(0, newer), entry(1, older)])).toHaveLength(isOne ? 1 : 2),
);

test.each([
  ['a handoff of ours', {}, true],
  ['a task of ours', { kind: 'task' }, true],
  ['a question of ours', { kind: 'message' }, true],
  ['a note', { kind: 'note' }, false],
  ['a message to the customer', { kind: 'message', direction: 'outbound' }, false],
  ['a task of another system', { kind: 'task', source: 'crm' }, false],
] as const)('%s is bookkeeping: %s', (_, more, expected) =>
  expect(
    isStep(entry(0, { source: 'rapport', direction: 'internal', kind: 'handoff', ...more })),
  ).toBe(expected),
);

test('an entry of the moment of the last look is not new, and at a first look nothing is', () => {
  expect([isNew(entry(5), minutes(5)), isNew(entry(4), minutes(5))]).toEqual([false, true]);
  expect(isNew(entry(0), null)).toBe(false);
});

describe('all bookkeeping in one line', () => {
  const step = { source: 'rapport', direction: 'internal', kind: 'task' } as const;
  const shown = (entries: readonly Entry[], mark: Date | null = null) =>
    foldAllSteps(entries, mark).map((line) => [
      line.kind,
      countOf(line),
      newestOf(line).externalId,
      oldestOf(line).externalId,
    ]);
  const [one, two] = [entry(1, { ...call }), entry(5, { kind: 'ticket' })];
  test.each([
    [
      'none of it',
      [one, two],
      [
        ['single', 1, '1', '1'],
        ['single', 1, '5', '5'],
      ],
    ],
    [
      'before, between and after: one line where the newest stands',
      [entry(0, step), one, entry(3, step), two, entry(9, step)],
      [
        ['steps', 3, '0', '9'],
        ['single', 1, '1', '1'],
        ['single', 1, '5', '5'],
      ],
    ],
    [
      'between',
      [one, entry(3, step), two],
      [
        ['single', 1, '1', '1'],
        ['single', 1, '3', '3'],
        ['single', 1, '5', '5'],
      ],
    ],
    [
      'of the same moment as an entry: before it',
      [one, entry(5, { ...step, externalId: 'step' }), two],
      [
        ['single', 1, '1', '1'],
        ['single', 1, 'step', 'step'],
        ['single', 1, '5', '5'],
      ],
    ],
    [
      'after all others',
      [one, two, entry(9, step)],
      [
        ['single', 1, '1', '1'],
        ['single', 1, '5', '5'],
        ['single', 1, '9', '9'],
      ],
    ],
    ['nothing else', [entry(2, step), entry(3, step)], [['steps', 2, '2', '3']]],
  ] as const)('%s', (_, entries, lines) => expect(shown(entries)).toEqual(lines));
  test('leaves the others collapsed, and what is new apart', () =>
    expect(shown([entry(0), entry(1), entry(2, step), entry(3)], minutes(0.5))).toEqual([
      ['single', 1, '0', '0'],
      ['repeat', 2, '1', '3'],
      ['single', 1, '2', '2'],
    ]));
});
