import { expect, test } from 'vitest';
import { isAmbiguous } from './ambiguous-pattern.ts';
import { patterns } from './patterns-of-source.ts';

/** Files with one ambiguous pattern that meets nothing long, and why. */
const REVIEWED: Readonly<Record<string, string>> = {
  'commands/parse/time/vocabulary.ts': 'one word of at most 24 characters',
  'crm/connectors/mapping/amount.ts': 'a cell of at most 100 characters',
  'crm/connectors/mapping/template.ts': 'a condition of a mapping, which an administrator writes',
};

/** Patterns that are put together of what is not known before, and why they are short and plain. */
const MADE_AT_RUN_TIME: Readonly<Record<string, string>> = {
  'bot/slack/incoming/plain-words.ts': 'the id of the bot, between signs that no id has',
  'commands/parse/time/dates.ts': 'the name of one feast, of a list above it',
  'crm/connectors/mapping/dates.ts':
    'a date as the mapping writes it; each part has a fixed length',
  'prisma/erasure/replace.ts': 'names and addresses that are erased, each as it is written',
};

const FOUND = patterns();

test.each([
  '(a+)+b',
  '(?:a|a)*b',
  String.raw`(?:\w+\s?)*$`,
  String.raw`a+ba*|\s+\s*$`,
  String.raw`\d+\.?\d+`,
  '(?=[^]*[^]*x)a',
  '(?:a+ba+)*c',
  String.raw`[\w.]+@?\w+`,
])('%s is ambiguous', (source) => expect(isAmbiguous(source, 'u')).toBe(true));

test.each([
  'a+b+',
  String.raw`(?:\s+\w+)*`,
  String.raw`\d{1,4}\d{1,2}`,
  '(?:[a-z0-9]+-)+',
  String.raw`\p{L}+\p{N}+`,
])('%s is not', (source) => expect(isAmbiguous(source, 'u')).toBe(false));

test('no pattern tries the same text in many ways', () => {
  const found = FOUND;
  expect(found.length).toBeGreaterThan(300);
  const ambiguous = found
    .filter(({ source, flags }) => source !== null && isAmbiguous(source, flags))
    .map(({ file, source }) => (file in REVIEWED ? file : `${file}: ${source}`));
  expect(ambiguous.toSorted()).toEqual(Object.keys(REVIEWED));
});

test('every pattern that is put together at run time is known', () => {
  const unread = FOUND.filter(({ source }) => source === null).map(({ file }) => file);
  expect(unread.toSorted()).toEqual(Object.keys(MADE_AT_RUN_TIME));
});
