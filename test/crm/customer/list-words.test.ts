import { describe, expect, test } from 'vitest';
import { customerListWords, wordsOfList } from '../../../crm/customer/list-words.ts';
import { placeNames } from '../../../crm/customer/place-names.ts';

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
    ['at risk in the UK', ['everyone', 'at-risk', 60, 'UK']],
    ['in the Netherlands', ['everyone', 'all', 60, 'Netherlands']],
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

  test.each([
    'acme',
    'at risk and green',
    'renewing 9999 days',
    'renewing last month',
    'new next month',
  ])('“%s” is none: nothing is guessed', (words) => {
    expect(read(words)).toBeNull();
  });

  test.each([
    ['renewing in december', [7, 37]],
    ['renewing in november', [0, 6]],
    ['renewing in Jan', [38, 68]],
    ['renewing next month', [7, 37]],
    ['renewing this quarter', [0, 37]],
    ['renewing next quarter', [38, 127]],
    ['renewing next year', [38, 402]],
    ['new last month', [24, 54]],
    ['new in october', [24, 54]],
    ['new in december', [328, 358]],
  ] as const)('“%s” is a span of the calendar', (words, [after, days]) => {
    expect(customerListWords(words, TODAY)).toMatchObject({ after, days });
  });

  test.each([
    'everyone',
    '',
    'mine at risk in Berlin',
    'renewing next quarter',
    'followed silent',
    'new 30 days',
  ])('“%s” comes back as words that are read again as it', (words) => {
    const list = customerListWords(words, TODAY)!;
    expect(customerListWords(wordsOfList(list), TODAY)).toEqual(list);
  });

  test('“this month” on its last day is that day', () => {
    expect(customerListWords('renewing this month', '2026-11-30')?.days).toBe(0);
  });
});

test('a place is known by its names in other languages, a country also by its codes', () => {
  expect(placeNames('Köln').cities).toContain('cologne');
  expect(placeNames('munich').cities).toContain('münchen');
  expect(placeNames('Leeds')).toEqual({ cities: ['leeds'], countries: [] });
  for (const words of ['germany', 'Deutschland', 'Allemagne', 'de'])
    expect(placeNames(words).countries).toEqual(expect.arrayContaining(['germany', 'de']));
  expect(placeNames('the UK').countries).toEqual(expect.arrayContaining(['united kingdom', 'gb']));
});
