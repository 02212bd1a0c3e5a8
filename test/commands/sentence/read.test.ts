import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseInput } from '../../../bot/parse-input.ts';
import { COMMANDS } from '../../../bot/rapport.ts';
import { fillForm, readSentence } from '../../../commands/sentence/read.ts';
import { tokensOf } from '../../../commands/sentence/tokens.ts';
import { readingOf } from '../../sentences.ts';

const read = (typed: string) => readingOf(typed, COMMANDS);

describe('the words of a sentence', () => {
  test('short forms are what they are short for, and marks stand alone', () =>
    expect(tokensOf("What's up, team – I'm “here”!").map(({ word }) => word)).toEqual([
      ...['what', 'is', 'up', ',', 'team', '-', 'i', 'am', 'here'],
    ]));

  test('each word knows its place in the text', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        for (const { from, to, end } of tokensOf(text)) {
          expect(from).toBeLessThan(to);
          expect(to).toBeLessThanOrEqual(end);
          expect(text.slice(from, end)).not.toMatch(/\s/);
        }
      }),
    ));
});

test('a part in brackets goes where its slot is empty', () => {
  expect(fillForm('{customer}[ by {when}]', { customer: 'acme', when: 'friday' })).toBe(
    'acme by friday',
  );
  expect(fillForm('{customer}[ by {when}]', { customer: 'acme' })).toBe('acme');
  expect(fillForm('@{who} x', { who: '@kim' })).toBe('@kim x');
});

describe('a command typed as its usage says is that command', () => {
  const examples = COMMANDS.flatMap(({ name, examples: all }) =>
    all.filter((typed) => typed.startsWith(`${name} `)).map((typed) => [name, typed] as const),
  ).filter(([name, typed]) => !(name === 'glossary' && typed.includes('=')));

  test.each(examples)('%s: %s', (name, typed) => {
    const parsed = parseInput(typed, COMMANDS);
    expect(parsed?.command.name).toBe(name);
    expect(parsed?.reading).toBeUndefined();
  });

  test.each([
    ['note acme: remind me to call', 'note acme: remind me to call'],
    ['note globex we won acme!', 'note globex we won acme!'],
    ['task acme @ben tell kim that', 'task acme @ben tell kim that'],
    ['handoff acme @ben "moves to Berlin"', 'handoff acme @ben "moves to Berlin"'],
    ['win acme we signed acme', 'win acme we signed acme'],
    ['note globex last week they called', 'note globex last week they called'],
  ])('%s', (typed, reading) => expect(read(typed)).toBe(reading));
});

describe('a customer’s name stays a name', () => {
  test.each([
    ['Stop & Shop', 'customer Stop & Shop'],
    ['Cancel Ltd', 'customer Cancel Ltd'],
    ['Me & You', 'customer Me & You'],
    ['グローベックス', 'customer グローベックス'],
    ['`globex`', 'customer `globex`'],
    ['<dana@globex.example>', 'customer <dana@globex.example>'],
    ['globex?', 'customer globex'],
  ])('%s', (typed, reading) => expect(read(typed)).toBe(reading));
});

describe('marks of the chat, capitals and blanks change nothing', () => {
  test.each([
    '> who owns globex?',
    '*who owns globex?*',
    '  who   owns globex  ??',
    'Who’s looking after globex',
    'please, could you tell me who owns globex? thanks!',
    'hey rapport, do you know who owns globex',
  ])('%s', (typed) => expect(read(typed).toLowerCase()).toBe('owner globex'));
});

test.each([
  ['👍', 'hello ok'],
  ['???', 'help'],
  ['remind me', 'task'],
  ['snooze 2h', 'mute 2h'],
])('%s', (typed, reading) => expect(read(typed)).toBe(reading));

test('a verb, a greeting or a question is never looked up as a name', () => {
  for (const typed of ['renew globex contract soon', 'why', 'call them', 'we should talk', 'is it'])
    expect([typed, read(typed)]).toEqual([typed, '-']);
});

test('whatever is typed is read without a fault, and twice the same', () =>
  fc.assert(
    fc.property(
      fc.array(
        fc.constantFrom(
          'who',
          'owns',
          'globex',
          'remind',
          'me',
          'to',
          ',',
          'last',
          'week',
          '@kim',
          '?',
        ),
        {
          maxLength: 60,
        },
      ),
      (words) => {
        const typed = words.join(' ');
        const [one, other] = [readSentence(typed, COMMANDS), readSentence(typed, COMMANDS)];
        expect(one?.typed).toBe(other?.typed);
        for (const slot of Object.values(one?.slots ?? {}))
          expect(slot.length).toBeLessThanOrEqual(typed.length);
      },
    ),
  ));
