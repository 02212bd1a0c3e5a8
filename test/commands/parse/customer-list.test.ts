import { describe, expect, test } from 'vitest';
import { customerListWords } from '../../../commands/parse/customer-list.ts';

const TODAY = '2026-11-24';
const read = (words: string) => {
  const list = customerListWords(words, TODAY);
  return list && [list.of, list.kind, list.days, list.city];
};

describe('words for a list of customers', () => {
  test.each([
    ['', ['mine', 'all', 60, null]],
    ['at risk', ['everyone', 'at-risk', 60, null]],
    ['who is at risk?', ['everyone', 'at-risk', 60, null]],
    ['mine at risk in Berlin', ['mine', 'at-risk', 60, 'Berlin']],
    ['my customers in São Paulo', ['mine', 'all', 60, 'São Paulo']],
    ['renewing 60 days', ['everyone', 'renewing', 60, null]],
    ['Renewals within 3 weeks', ['everyone', 'renewing', 21, null]],
    ['what renews this month', ['everyone', 'renewing', 6, null]],
    ['which of my customers have unpaid invoices', ['mine', 'unpaid', 60, null]],
    ['urgent', ['everyone', 'urgent', 60, null]],
    ['followed silent', ['followed', 'silent', 60, null]],
    ['that I follow', ['followed', 'all', 60, null]],
    ['new', ['everyone', 'new', 60, null]],
    ['in danger', ['everyone', 'at-risk', 60, null]],
    ['in Augsburg', ['everyone', 'all', 60, 'Augsburg']],
    ['in Marseille', ['everyone', 'all', 60, 'Marseille']],
    ['renewing in the next 30 days', ['everyone', 'renewing', 30, null]],
    ['new in the last 30 days', ['everyone', 'new', 30, null]],
    ['new this month', ['everyone', 'new', 23, null]],
    ['in Berlin at risk', ['everyone', 'at-risk', 60, 'Berlin']],
    ['mine in New York', ['mine', 'all', 60, 'New York']],
    ['new in New York', ['everyone', 'new', 60, 'New York']],
    ['at rsik', ['everyone', 'at-risk', 60, null]],
    ['urgnet mine', ['mine', 'urgent', 60, null]],
  ] as const)('“%s”', (words, list) => {
    expect(read(words)).toEqual(list);
  });

  test.each(['acme', 'at risk and green', 'renewing 9999 days', 'renewing in december'])(
    '“%s” is none: nothing is guessed',
    (words) => {
      expect(read(words)).toBeNull();
    },
  );

  test('“this month” on its last day is that day', () => {
    expect(customerListWords('renewing this month', '2026-11-30')?.days).toBe(0);
  });
});
