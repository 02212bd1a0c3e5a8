import { expect, test } from 'vitest';
import { isAmbiguous } from './ambiguous-pattern.ts';
import { patterns } from './patterns-of-source.ts';

/** Ambiguous patterns that meet nothing long, by file and text, and why. */
const REVIEWED: Readonly<Record<string, string>> = {};

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
    .map(({ file, source }) => `${file}: ${source}`);
  expect(ambiguous.filter((one) => !(one in REVIEWED))).toEqual([]);
  expect(Object.keys(REVIEWED).filter((one) => !ambiguous.includes(one))).toEqual([]);
});

test('every pattern that is put together at run time is known', () => {
  const unread = FOUND.filter(({ source }) => source === null);
  expect(unread.map(({ file }) => file)).toEqual([]);
});
