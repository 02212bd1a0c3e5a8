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
  ['kestrel signed @ana for "three" years', null, 'kestrel signed @ana for three years'],
  ['halden they renewed thanks to @mia', null, 'halden they renewed thanks to @mia'],
  ['halden @ben saved the day, they stay', null, 'halden @ben saved the day, they stay'],
  ['halden signed thanks to @ben and @mia', null, 'halden signed thanks to @ben and @mia'],
  ['halden renewed @ben @mia@rapport.example', null, 'halden renewed'],
  ['@ben halden thanked @mia@rapport.example', null, 'halden thanked @mia'],
  ['“Kestrel Energy” signed, at last @elin', 'Kestrel Energy', 'signed, at last'],
  ['"kestrel": "signed"', 'kestrel', 'signed'],
  ['', null, ''],
])('%s', (typed, customer, rest) => expect(parseTypedWin(typed)).toEqual({ customer, rest }));
