import { expect, test } from 'vitest';
import {
  amountOf,
  amountsIn,
  mayNameAmount,
  withoutAmountsIn,
} from '../../../crm/policy/amounts.ts';

test.each([
  ['€144,000', 144_000_00, 'EUR'],
  ['144000 EUR', 144_000_00, 'EUR'],
  ['144k', 144_000_00, 'EUR'],
  ['$1.5m', 1_500_000_00, 'USD'],
  ['1.200,50 €', 1200_50, 'EUR'],
  ['1,200.50 gbp', 1200_50, 'GBP'],
  ['¥5,000,000', 5_000_000, 'JPY'],
  ['120\u00a0000 €', 120_000_00, 'EUR'],
  ['12.5', 12_50, 'EUR'],
  ['1.234.567', 1_234_567_00, 'EUR'],
])('%s is an amount', (typed, amount, currency) =>
  expect(amountOf(typed, 'EUR')).toEqual({ amount, currency }),
);

test.each(['a lot', '', '-5', '0', '12 apples', '€', '9'.repeat(30), '1e5'])(
  '%s is none',
  (typed) => expect(amountOf(typed, 'EUR')).toBeNull(),
);

test.each([
  ['renewed for 3 years, €144,000', 144_000_00, 'renewed for 3 years'],
  ['worth €77,777 stayed with us', 77_777_00, 'stayed with us'],
  ['signed for 120k EUR a year', 120_000_00, 'signed'],
  ['signed for 3 years at €12.50 per month!', 12_50, 'signed for 3 years!'],
  ['took a €50k upgrade', 50_000_00, 'took a … upgrade'],
  ['pays 2 million dollars', 2_000_000_00, 'pays'],
  ['won 12 EUR', 12_00, 'won'],
  ['$1,000', 1_000_00, '…'],
  ['verlängert: 1.200,50 €, endlich', 1200_50, 'verlängert, endlich'],
])('“%s” holds an amount', (words, amount, bare) => {
  expect(amountsIn(words).map((money) => money.amount)).toEqual([amount]);
  expect(withoutAmountsIn(words)).toBe(bare);
});

test.each([
  'renewed for 3 years',
  '120 new users in 2026',
  'top 10 try again',
  'A380 lands',
  '',
  'at 5, for 12 seats',
])('“%s” holds none and is left as it is', (words) => {
  expect(amountsIn(words)).toEqual([]);
  expect(withoutAmountsIn(words)).toBe(words);
});

test('two amounts both go', () =>
  expect(withoutAmountsIn('from €10k to €20k in a year')).toBe('from to in a year'));

test.each([
  ['stays, 144k saved', 'stays saved'],
  ['2 million deal', 'deal'],
  ['40 seats at 39 a month', '40 seats'],
  ['zwölftausend Euro', '…'],
  ['a 144k deal signed', 'a … deal signed'],
  ['renewed for 3 years at 2m', 'renewed for 3 years'],
  ['upgrade worth 50k over 3 years', 'upgrade over 3 years'],
  ['€77,777 and 144k more', 'and more'],
])('“%s”: an amount without its currency goes too', (words, bare) => {
  expect(withoutAmountsIn(words)).toBe(bare);
  expect(mayNameAmount(bare)).toBe(false);
});

test.each([
  'grew to 144k users',
  '144k sessions in a week',
  'reached 12500 contacts',
  'meets 3 a month',
  'fixed in 10m',
])('“%s” stays as it is, and its writer is asked', (words) => {
  expect(withoutAmountsIn(words)).toBe(words);
  expect(mayNameAmount(words)).toBe(true);
});

test.each(['renewed for 3 years', '2026 was good', '40 seats more', 'all 12 of them'])(
  '“%s” names none for sure',
  (words) => expect([withoutAmountsIn(words), mayNameAmount(words)]).toEqual([words, false]),
);
