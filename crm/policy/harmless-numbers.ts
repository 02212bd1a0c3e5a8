import { asciiDigits, typedDecimal } from '../money/decimal.ts';
import type { WrittenAmount } from '../money/written-amounts.ts';
import { isMonth } from '../time/month-names.ts';
import {
  COUNTED_NOUNS,
  LABELS,
  MEASURES,
  MODIFIERS,
  MONEY_WORDS,
  SINGULAR_NOUNS,
  YEAR_WORDS,
} from './counted-words.ts';

/** How far around a number is looked for what it counts. */
const NEAR = 60;
const MOST_WORDS = 4;

const END = String.raw`(?![\p{L}\p{M}\p{N}])`;
const START = String.raw`(?<![\p{L}\p{M}\p{N}])`;
/** Stretches of text in which no number is an amount; each is found in time linear in the text. */
const STRETCHES = [
  /https?:\/\/\S+|(?<!\S)[^\s@]+@\S+/giu,
  new RegExp(String.raw`${START}\d{4}-\d{2}(?:-\d{2})?${END}`, 'gu'),
  new RegExp(String.raw`${START}\d{1,2}\.\d{1,2}\.(?:\d{4}|\d{2})${END}`, 'gu'),
  new RegExp(String.raw`${START}\d{1,2}\/\d{1,2}(?:\/\d{2,4})?${END}`, 'gu'),
  new RegExp(String.raw`${START}(?:\(?\d{3}\)?[ .-])?\d{3}-\d{4}${END}`, 'gu'),
  new RegExp(String.raw`${START}\d{1,2}:\d{1,2}(?::\d{2})?(?:\s?[ap]m)?${END}`, 'giu'),
  new RegExp(String.raw`${START}(?:[01]?\d|2[0-4])\s?(?:[ap]m|uhr|o['’]clock)${END}`, 'giu'),
  new RegExp(String.raw`${START}\d{1,2}\s+(?:out of|of the|of|von|sur)\s+\d{1,2}${END}`, 'giu'),
];
const PHONE = /(?<![\p{L}\p{N}.,])(?:\+|\(?0)[\d ()/.-]{6,}\d/gu;

/** Tells of a text's numbers which are plainly no amounts: counts, dates, times, versions, ids, phones, percentages. */
export function harmlessNumbers(text: string): (amount: WrittenAmount) => boolean {
  const inside = new Set<number>();
  const stretches = [
    ...STRETCHES.flatMap((one) => [...text.matchAll(one)]),
    ...[...text.matchAll(PHONE)].filter(([found]) => isPhone(found)),
  ];
  for (const { index, 0: found } of stretches)
    for (let at = index; at < index + found.length; at += 1) inside.add(at);
  return (amount) => {
    const before = text.slice(Math.max(0, amount.start - NEAR), amount.start);
    const after = text.slice(amount.end, amount.end + NEAR);
    const digits = amount.digits === null ? null : asciiDigits(amount.digits);
    if (digits !== null && isCode(before)) return true;
    if (countsSomething(after, amount.magnified ? null : digits)) return true;
    if (digits === null || amount.magnified) return false;
    return (
      inside.has(amount.start) || isNumbered(digits, before, after) || isDate(digits, before, after)
    );
  };
}

/** Groups of three from a small first one may be an amount as well. */
function isPhone(found: string): boolean {
  const count = found.replace(/\D/g, '').length;
  return count >= 7 && count <= 15 && !/^\+?[1-9]\d{0,2}(?:[ .]\d{3})+$/.test(found);
}

/** `A380`, `INC-1234`, `v2`, `#4711`. */
const isCode = (before: string): boolean =>
  /(?:^|[^\p{L}\p{N}])(?:\p{Lu}+-?|\p{L}|\p{Lu}\p{L}*-|#)$/u.test(before);

function isNumbered(digits: string, before: string, after: string): boolean {
  if (/^0+$/.test(digits) || /^0\d/.test(digits) || typedDecimal(digits) === null) return true;
  if (/^(?:st|nd|rd|th|er|ère|ème|e|ª|º|°)(?![\p{L}\p{M}])/u.test(after)) return true;
  const last = lastWord(before);
  if (/^\d+(?:\.\d{1,2})?$/.test(digits) && /^(?:version|release|v)$/.test(last)) return true;
  if (!/^\d+$/.test(digits)) return false;
  if (/(?:^|\s)(?:no|nr|num|nº)\.\s?$/i.test(before) || LABELS.has(last)) return true;
  return digits.length <= 2 && /^(?:all|these|those|first|last|next|alle|die|diese)$/.test(last);
}

function isDate(digits: string, before: string, after: string): boolean {
  if (!/^\d{1,4}$/.test(digits)) return false;
  const [, next = ''] = /^[.,]?\s*(?:of\s+|de\s+)?([\p{L}\p{M}]+)/u.exec(after) ?? [];
  const last = lastWord(before.replace(/[.,]\s*$/, ' '));
  if (digits.length <= 2 && Number(digits) <= 31 && (isMonth(next) || isMonth(last))) return true;
  if (!/^(?:19[5-9]|20[0-6])\d$/.test(digits)) return false;
  return YEAR_WORDS.has(last) || isMonth(last) || !/[\p{L}\p{N}]/u.test(before);
}

const lastWord = (before: string): string =>
  (/([\p{L}\p{M}]+|§)[\s#]*$/u.exec(before)?.[1] ?? '').toLowerCase();

/** `20 more seats`, `144k users`, `3-year`, `30 %`, `5 km`. `digits`: null where the number is too large to be a mere count. */
function countsSomething(after: string, digits: string | null): boolean {
  if (/^\s?(?:[%‰×]|x(?![\p{L}\p{M}]))/iu.test(after)) return true;
  const [, measure = ''] = /^[\s-]?([\p{L}\p{M}²³]+)/u.exec(after) ?? [];
  if (MEASURES.has(measure.toLowerCase())) return true;
  const [stretch = ''] = /^[\p{L}\p{M}'’ -]*/u.exec(after) ?? [];
  if (stretch.startsWith(' - ')) return false;
  const words = stretch
    .toLowerCase()
    .split(/[\s-]+/)
    .filter(Boolean)
    .slice(0, MOST_WORDS);
  const noun = words.find((word) => !MODIFIERS.has(word)) ?? '';
  if (COUNTED_NOUNS.has(noun) || [...noun].slice(0, 1).some((sign) => COUNTED_NOUNS.has(sign)))
    return true;
  if (stretch.startsWith('-') && SINGULAR_NOUNS.has(noun)) return true;
  if (digits === '1' && COUNTED_NOUNS.has(`${noun}s`)) return true;
  // A few of anything in the plural are a count.
  return (
    digits !== null &&
    /^\d{1,2}$/.test(digits) &&
    /^[a-z]{3,}(?<!s|u)s$/.test(noun) &&
    !MONEY_WORDS.has(noun)
  );
}
