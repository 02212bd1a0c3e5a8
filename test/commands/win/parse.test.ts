import { describe, expect, test } from 'vitest';
import { kindOf, namesOf, parseTypedWin } from '../../../commands/win/parse.ts';

test.each([
  ['renewed for 3 years', 'renewal'],
  ['stayed with us', 'save'],
  ['is happy again after the export', 'turn-around'],
  ['signed for three years', 'deal'],
  ['sent us flowers', 'other'],
])('“%s” is a %s', (what, kind) => expect(kindOf(what)).toBe(kind));

describe('names, one a line', () => {
  test('with what for', () =>
    expect(
      namesOf('Raj: moved the data link; up\n\nfatima@rapport.example – the terms\nMia'),
    ).toEqual([
      { name: 'Raj', for: 'moved the data link' },
      { name: 'up', for: '' },
      { name: 'fatima@rapport.example', for: 'the terms' },
      { name: 'Mia', for: '' },
    ]));
  test('a hyphen in a name stays', () =>
    expect(namesOf('Anne-Marie Dupont')).toEqual([{ name: 'Anne-Marie Dupont', for: '' }]));
});

test.each([
  ['kestrel signed @ana for "three" years', null, 'kestrel signed for three years'],
  ['“Kestrel Energy” signed, at last @elin', 'Kestrel Energy', 'signed, at last'],
  ['"kestrel": "signed"', 'kestrel', 'signed'],
  ['', null, ''],
])('%s', (typed, customer, rest) => expect(parseTypedWin(typed)).toEqual({ customer, rest }));
