import { describe, expect, test } from 'vitest';
import { amountOf, kindOf, namesOf, toldWords } from '../../commands/win-words.ts';

test.each([
  ['€144,000', 144_000_00, 'EUR'], ['144000 EUR', 144_000_00, 'EUR'], ['144k', 144_000_00, 'EUR'], ['$1.5m', 1_500_000_00, 'USD'], ['1.200,50 €', 1200_50, 'EUR'],
  ['1,200.50 gbp', 1200_50, 'GBP'], ['¥5,000,000', 5_000_000, 'JPY'], ['120\u00a0000 €', 120_000_00, 'EUR'], ['12.5', 12_50, 'EUR'], ['1.234.567', 1_234_567_00, 'EUR'],
])('%s is an amount', (typed, amount, currency) => expect(amountOf(typed, 'EUR')).toEqual({ amount, currency }));

test.each(['a lot', '', '-5', '0', '12 apples', '€', '9'.repeat(30), '1e5'])('%s is none', (typed) => expect(amountOf(typed, 'EUR')).toBeNull());

test.each([
  ['renewed for 3 years', 'renewal'], ['stayed with us', 'save'], ['is happy again after the export', 'turn-around'], ['signed for three years', 'deal'], ['sent us flowers', 'other'],
])('“%s” is a %s', (what, kind) => expect(kindOf(what)).toBe(kind));

describe('names, one a line', () => {
  test('with what for', () => expect(namesOf('Raj: moved the data link; up\n\nfatima@rapport.example – the terms\nMia')).toEqual([
    { name: 'Raj', for: 'moved the data link' }, { name: 'up', for: '' }, { name: 'fatima@rapport.example', for: 'the terms' }, { name: 'Mia', for: '' },
  ]));
  test('a hyphen in a name stays', () => expect(namesOf('Anne-Marie Dupont')).toEqual([{ name: 'Anne-Marie Dupont', for: '' }]));
});

test.each([
  ['kestrel signed @ana for "three" years', null, 'kestrel signed for three years'],
  ['“Kestrel Energy” signed, at last @elin', 'Kestrel Energy', 'signed, at last'],
  ['"kestrel": "signed"', 'kestrel', 'signed'],
  ['', null, ''],
])('%s', (typed, customer, rest) => expect(toldWords(typed)).toEqual({ customer, rest }));
