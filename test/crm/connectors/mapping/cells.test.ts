import { describe, expect, test } from 'vitest';
import { cellAmount, cellDecimal } from '../../../../crm/connectors/mapping/amount.ts';
import { BadRow } from '../../../../crm/connectors/mapping/format.ts';
import { decimalText, textDecimal } from '../../../../crm/money/decimal.ts';

const written = { decimal: '.', currency: 'EUR' } as const;

test.each([
  ['.5', '0.5'],
  ['5.', '5'],
  ['+12', '12'],
  ['-.5', '-0.5'],
  ['€ -5', '-5'],
  ['٣', '3'],
  ['1 234 567.89', '1234567.89'],
  ['EUR 5', '5'],
  ['(5)', '-5'],
  ['5-', '-5'],
  ['−5', '-5'],
  ['- 5', '-5'],
  ['5 -', '-5'],
  ['-€5', '-5'],
  ['+5 €', '5'],
  ['  5  ', '5'],
  ['(€ 5)', '-5'],
  ['0', '0'],
  ["1'234.50", '1234.5'],
  ['1 234', '1234'],
  [`0.${'1'.repeat(98)}`, `0.${'1'.repeat(98)}`],
  ['5 Euro', '5'],
])('%s is %s', (cell, number) => expect(decimalText(cellDecimal(cell, written))).toBe(number));

test.each([
  '',
  '-',
  '1-2',
  '--5',
  '(-5)',
  '1/2',
  '5 kg',
  '1..2',
  '1 23',
  'five',
  '0x10',
  '$5',
  '(5',
  '5)',
  '-5-',
  '5%',
  '1,5',
  ',',
])('“%s” is no amount in euros', (cell) =>
  expect(() => cellDecimal(cell, written)).toThrow(/is not/),
);

test('an amount is exact, or there is none', () => {
  expect(cellAmount('90071992547409.91', written)).toBe(Number.MAX_SAFE_INTEGER);
  expect(() => cellAmount('90071992547409.92', written)).toThrow('is not an amount');
  expect(cellAmount('$5', { decimal: '.', currency: 'CAD' })).toBe(500);
  expect(cellAmount('-0.005', written)).toBe(-1);
});

test.each([
  ['1.234,5', '1234.5'],
  ['1234,50', '1234.5'],
  [',5', '0.5'],
  ['12.345.678', '12345678'],
])('%s with a decimal comma is %s', (cell, number) =>
  expect(decimalText(cellDecimal(cell, { decimal: ',', currency: 'EUR' }))).toBe(number),
);

test.each([
  ['five', '.', '"five" is not a number'],
  ['1,5', '.', '"1,5" is not a number with a decimal point'],
  ['1.5', ',', '"1.5" is not a number with a decimal comma'],
  ['$5', '.', '"$5" is not in EUR, as the mapping says'],
  ['5 USD', '.', '"5 USD" is not in EUR, as the mapping says'],
  ['5 kg', '.', '"5 kg" is not in EUR, as the mapping says'],
  ['x'.repeat(70), '.', `"${'x'.repeat(60)}" is not a number`],
  [`$${'5'.repeat(70)}`, '.', `"$${'5'.repeat(59)}" is not in EUR, as the mapping says`],
  [`${'1'.repeat(101)}`, '.', `"${'1'.repeat(60)}" is not a number with a decimal point`],
] as const)('of “%s”, with a decimal “%s”, the file’s report says why', (cell, decimal, why) => {
  const read = () => cellDecimal(cell, { decimal, currency: 'EUR' });
  expect(read).toThrow(new BadRow(why));
});

test.each([
  ['1.005', 'EUR', '1', 101],
  ['1.004', 'EUR', '1', 100],
  ['2.5', 'JPY', '1', 3],
  ['1.2345', 'KWD', '1', 1235],
  ['12', 'EUR', '12', 144_00],
  ['0.001', 'EUR', '12', 1],
])('%s %s, %s times, is %i', (cell, currency, times, worth) =>
  expect(cellAmount(cell, { decimal: '.', currency }, { times: textDecimal(times) })).toBe(worth),
);

test.each([
  ['100', 'EUR', 'whole', 12n, 833],
  ['-100', 'EUR', 'whole', 12n, -833],
  ['0.07', 'EUR', 'whole', 2n, 4],
  ['118800', 'EUR', 'smallest', 1n, 118_800],
  ['12000', 'JPY', 'smallest', 1n, 12_000],
  ['10.5', 'EUR', 'smallest', 1n, 11],
  ['100', 'EUR', 'smallest', 12n, 8],
] as const)('%s %s in the %s unit, by %i, is %i', (cell, currency, unit, by, worth) =>
  expect(cellAmount(cell, { decimal: '.', currency }, { unit, by: { units: by, places: 0 } })).toBe(
    worth,
  ),
);

test('an amount that is too large says by what it was multiplied', () => {
  const large = '90071992547409.92';
  expect(() => cellAmount(large, written)).toThrow(
    new BadRow(`"${large}" is not an amount that can be kept exactly`),
  );
  expect(() => cellAmount(large, written, { times: textDecimal('12') })).toThrow(
    new BadRow(`"${large}" × 12 is not an amount that can be kept exactly`),
  );
  const long = `9${'0'.repeat(80)}`;
  expect(() => cellAmount(long, written)).toThrow(
    new BadRow(`"${long.slice(0, 60)}" is not an amount that can be kept exactly`),
  );
});

describe('an amount that is divided', () => {
  const euros = { decimal: '.', currency: 'EUR' } as const;
  const by = (units: bigint, places = 0) => ({ by: { units, places } });

  test.each([
    ['10', by(3n), 333],
    ['-10', by(3n), -333],
    ['10', by(-3n), -333],
    ['-10', by(-3n), 333],
    ['10', by(3n, 1), 3333],
    ['0.01', by(2n), 1],
    ['0.01', by(3n), 0],
    ['10', { ...by(4n), times: { units: 15n, places: 1 } }, 375],
    ['10', { times: { units: 15n, places: 1 } }, 1500],
    ['1000', { ...by(3n), unit: 'smallest' as const }, 333],
  ])('%s is reckoned: row %#', (cell, reckoning, cents) =>
    expect(cellAmount(cell, euros, reckoning)).toBe(cents),
  );

  test('nothing divided is nothing, with no sign', () => {
    for (const units of [3n, -3n])
      expect(Object.is(cellAmount('0', euros, by(units)), 0)).toBe(true);
  });
  test('is refused where it is divided by nothing, and says by what it was multiplied', () => {
    expect(() => cellAmount('10', euros, by(0n))).toThrow('the amount cannot be divided by 0');
    const large = { times: { units: 15n, places: 1 } };
    expect(() => cellAmount('90071992547409.92', euros, large)).toThrow(
      '"90071992547409.92" × 1.5 is not an amount',
    );
    expect(() => cellAmount('90071992547409.92', euros)).toThrow('.92" is not an amount');
  });
});

test.each([
  [' (5) ', -5n],
  [' 5 ', 5n],
  ['−5', -5n],
  ['5-', -5n],
  ['+5', 5n],
])('%s stands for %s', (cell, units) =>
  expect(cellDecimal(cell, { decimal: '.', currency: 'EUR' }).units).toBe(units),
);

test.each(['(5', '5)', '(-5)', '(5-)', '-5-', '+-5', '()'])('%s is no number', (cell) =>
  expect(() => cellDecimal(cell, { decimal: '.', currency: 'EUR' })).toThrow('is not a number'),
);
