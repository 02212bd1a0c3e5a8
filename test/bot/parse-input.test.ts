import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseInput } from '../../bot/parse-input.ts';
import { COMMANDS } from '../../bot/rapport.ts';

const read = (typed: string) => {
  const parsed = parseInput(typed, COMMANDS);
  return (
    parsed && [parsed.command.name, parsed.words.words, parsed.words.quoted, parsed.words.people]
  );
};

describe('what people type', () => {
  test.each([
    ['customer acme', 'customer', 'acme'],
    ['/customer  Acme   Industries ', 'customer', 'Acme Industries'],
    ['CUSTOMER: acme', 'customer', 'acme'],
    ['acme', 'customer', 'acme'],
    ['who is acme?', 'whois', 'acme'],
    ['who is Share Now?', 'whois', 'Share Now'],
    ["what's new with Globex?", 'customer', 'Globex'],
    ['please show me acme retail', 'customer', 'acme retail'],
    ['hi', 'hello', 'hi'],
    ['Hello Rapport!', 'hello', 'hi'],
    ['who are you?', 'hello', 'name'],
    ['hello fresh', 'customer', 'fresh'],
    ['', 'home', ''],
    ['   ', 'home', ''],
    ['help', 'help', ''],
    ['history acme', 'timeline', 'acme'],
    ['dana@globex.example', 'customer', 'dana@globex.example'],
    ['https://crm.example/companies/42', 'customer', 'https://crm.example/companies/42'],
    ['acme timeline since monday', 'timeline', 'acme since monday'],
    ["show me acme's timeline", 'timeline', 'acme'],
    ['timeline', 'timeline', ''],
    ['show me timeline acme', 'timeline', 'acme'],
    ['please share acme', 'share', 'acme'],
    ['what is new with acme timeline', 'timeline', 'acme'],
    ['toString', 'customer', 'toString'],
    ['help timeline', 'help', 'timeline'],
  ])('%j', (typed, command, words) => expect(read(typed)?.slice(0, 2)).toEqual([command, words]));

  test.each([
    ['Home Depot', 'Home Depot'],
    ['home depot?', 'home depot'],
    ['Me & You', 'Me & You'],
    ['Share & Care Ltd', 'Share & Care Ltd'],
    ['C & A', 'C & A'],
    ['Help Scout', 'Help Scout'],
    ['Goals Books', 'Goals Books'],
    ['customer help', 'help'],
    ['customer timeline inc', 'timeline inc'],
    ['/customer Home Depot', 'Home Depot'],
  ])('a customer may be called what a command is called: %j', (typed, words) =>
    expect(read(typed)?.slice(0, 2)).toEqual(['customer', words]),
  );

  test('what stands in quotes is a name, whatever its words', () =>
    expect(read('"Timeline Inc"')).toEqual(['customer', '', ['Timeline Inc'], []]));

  test('quotes and colleagues are taken out of the words', () =>
    expect(read('timeline acme “the export” @mia @ben@company.example since monday')).toEqual([
      'timeline',
      'acme since monday',
      ['the export'],
      ['mia', 'ben@company.example'],
    ]));
});

test('whatever is typed, a command is found and nothing breaks', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (typed) => {
      const parsed = parseInput(typed, COMMANDS);
      expect(parsed).not.toBeNull();
      expect(parsed?.words.words).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    }),
  );
});

test.each([
  ['note acme: one\n\n  two\r\nthree', 'acme: one\n\ntwo\nthree'],
  ['  NOTE  acme\tone\u202E two  ', 'acme one two'],
  ['note acme 👩\u200D🚒 came', 'acme 👩\u200D🚒 came'],
  ['acme note one two', 'acme one two'],
  ['note acme "CFO said" 😀\n@kim', 'acme "CFO said" 😀\n@kim'],
])('%j keeps its line breaks', (typed, lines) =>
  expect(parseInput(typed, COMMANDS)?.words.lines).toBe(lines),
);

test.each([
  ['list worries', true],
  ['list worries as csv', false],
])('%j only reads: %j', (typed, reads) => {
  const parsed = parseInput(typed, COMMANDS);
  expect(parsed?.command.readsOnlyTyped?.(parsed.words)).toBe(reads);
});
