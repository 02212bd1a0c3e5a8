import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CustomerId } from '../../../crm/customer/customer.ts';
import type { Entry } from '../../../crm/timeline/entry.ts';
import {
  collapse,
  countOf,
  foldSteps,
  isNew,
  newestOf,
  oldestOf,
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
