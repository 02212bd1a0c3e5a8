import { expect, test } from 'vitest';
import {
  asciiDigits,
  decimalText,
  markedDecimal,
  plus,
  rounded,
  textDecimal,
  timesTen,
  typedDecimal,
} from '../../../crm/money/decimal.ts';

const said = (number: ReturnType<typeof typedDecimal>) => number && decimalText(number);

test.each([
  ['0123456789', '0123456789'],
  ['٠٩', '09'],
  ['१२३', '123'],
  ['０９', '09'],
  ['߅', '߅'],
  ['No. ٥', 'No. 5'],
])('the digits of %s are %s', (text, digits) => expect(asciiDigits(text)).toBe(digits));

test.each([
  ['5', '5'],
  [' 1.5 ', '1.5'],
  ['.5', '0.5'],
  ['0.50', '0.5'],
  ['1,234', '1234'],
  ['1.234', '1234'],
  ['1.2345', '1.2345'],
  ['1,234.56', '1234.56'],
  ['1.234,56', '1234.56'],
  ['1.234.567,8', '1234567.8'],
  ['1 234,56', '1234.56'],
  ['1’234.50', '1234.5'],
  ['12,34,567', '1234567'],
  ['1,23,45,678.9', '12345678.9'],
  ['١٫٥', '1.5'],
  ['', null],
  ['.', null],
  ['5.', null],
  ['1,2,3', null],
  ['1.2.3', null],
  ['1,23.4', null],
  ['1,234,5', null],
  ['1,234 567', null],
  ['x1.5', null],
  ['x.5', null],
  ['1.5x', null],
  ['5\n1.5', null],
  ['x12,34,567', null],
  ['12,34,5678', null],
  ['1234,567.8', null],
])('typed as “%s” it is %s', (written, number) => expect(said(typedDecimal(written))).toBe(number));

test.each([
  ['1,234.5', '.', '1234.5'],
  ['1.234,5', ',', '1234.5'],
  ['1.234', ',', '1234'],
  ['1.234', '.', '1.234'],
  [' 5 ', '.', '5'],
  ['5.', '.', '5'],
  ['.5', '.', '0.5'],
  [',5', ',', '0.5'],
  ['0', '.', '0'],
  ['', '.', null],
  ['.', '.', null],
  ['1.5', ',', null],
  ['1.2.3', '.', null],
  ['1.5x', '.', null],
  ['12,34,567', '.', null],
  ['12,34,567.5', '.', null],
] as const)('“%s” with the mark “%s” is %s', (written, mark, number) =>
  expect(said(markedDecimal(written, mark))).toBe(number),
);

test.each([
  ['1.5', 3, '1500'],
  ['1.234', 2, '123.4'],
  ['1.5', 1, '15'],
  ['7', 0, '7'],
  ['50', -2, '0.5'],
])('%s times ten to the %i is %s', (text, power, product) =>
  expect(said(timesTen(textDecimal(text), power))).toBe(product),
);

test.each([
  ['0.1', '0.2', '0.3'],
  ['5', '0.25', '5.25'],
  ['0.25', '5', '5.25'],
  ['1.5', '-1.5', '0'],
  ['-3', '1', '-2'],
])('%s and %s is %s', (one, other, sum) =>
  expect(said(plus(textDecimal(one), textDecimal(other)))).toBe(sum),
);

test.each([
  [0n, 0, '0'],
  [0n, 2, '0'],
  [5n, 1, '0.5'],
  [-5n, 1, '-0.5'],
  [-12n, 0, '-12'],
  [100n, 0, '100'],
  [10_000n, 2, '100'],
  [100_100n, 6, '0.1001'],
  [1005n, 3, '1.005'],
] as const)('%d at %i places is written %s, and read back', (units, places, text) => {
  expect(decimalText({ units, places })).toBe(text);
  expect(decimalText(textDecimal(text))).toBe(text);
});

test.each(['', 'x', '1.', '.5', '1.5x', 'x1.5', '--1'])('“%s” was never written: nothing', (text) =>
  expect(textDecimal(text)).toEqual({ units: 0n, places: 0 }),
);

test.each([
  ['1.005', 2, 101],
  ['-1.005', 2, -101],
  ['1.0049', 2, 100],
  ['-1.0049', 2, -100],
  ['2.5', 0, 3],
  ['7', 2, 700],
  ['-7', 2, -700],
  ['-0.001', 2, 0],
  ['90071992547409.91', 2, Number.MAX_SAFE_INTEGER],
  ['90071992547409.92', 2, null],
])('%s with %i places is %s', (text, places, amount) =>
  expect(rounded(textDecimal(text), places)).toBe(amount),
);
