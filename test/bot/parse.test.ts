import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from '../../bot/parse.ts';
import { COMMANDS } from '../../bot/rapport.ts';

const read = (typed: string) => {
  const parsed = parse(typed, COMMANDS);
  return parsed && [parsed.command.name, parsed.words.words, parsed.words.quoted, parsed.words.people];
};

describe('what people type', () => {
  test.each([
    ['customer acme', 'customer', 'acme'],
    ['/customer  Acme   Industries ', 'customer', 'Acme Industries'],
    ['CUSTOMER: acme', 'customer', 'acme'],
    ['acme', 'customer', 'acme'],
    ['who is acme?', 'customer', 'acme'],
    ["what's new with Globex?", 'customer', 'Globex'],
    ['please show me acme retail', 'customer', 'acme retail'],
    ['hi', 'customer', 'hi'],
    ['', 'home', ''],
    ['   ', 'home', ''],
    ['help', 'help', ''],
    ['history acme', 'timeline', 'acme'],
    ['dana@globex.example', 'customer', 'dana@globex.example'],
    ['https://crm.example/companies/42', 'customer', 'https://crm.example/companies/42'],
    ['acme timeline since monday', 'timeline', 'acme since monday'],
    ["show me acme's timeline", 'timeline', 'acme'],
    ['timeline', 'timeline', ''],
    ['toString', 'customer', 'toString'],
  ])('%j', (typed, command, words) => expect(read(typed)?.slice(0, 2)).toEqual([command, words]));

  test('quotes and colleagues are taken out of the words', () =>
    expect(read('timeline acme “the export” @mia @ben@company.example since monday')).toEqual(['timeline', 'acme since monday', ['the export'], ['mia', 'ben@company.example']]));
});

test('whatever is typed, a command is found and nothing breaks', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (typed) => {
    const parsed = parse(typed, COMMANDS);
    expect(parsed).not.toBeNull();
    expect(parsed?.words.words).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  }));
});
