import { slips } from '../matching/similar-names.ts';
import type { Day } from '../time/day.ts';
import { regionOf } from './country.ts';
import { type CustomerList, type ListKind, USUAL_DAYS } from './list.ts';
import { readSpan, spanWords } from './list-span.ts';

/** The words for each list, the first that is found counts. */
const KINDS: readonly (readonly [ListKind, RegExp])[] = [
  ['at-risk', /\b(?:at[ -]risk|risky|in danger)\b/i],
  ['silent', /\b(?:silent|quiet|silence|without contact|no contact)\b/i],
  ['unpaid', /\b(?:unpaid|overdue|late|invoices?)\b/i],
  ['urgent', /\b(?:urgent|tickets?)\b/i],
  ['renewing', /\b(?:renew(?:s|ing|als?)?)\b/i],
  ['new', /\b(?:new|newest)\b/i],
];
const OF: readonly (readonly [CustomerList['of'], RegExp])[] = [
  ['mine', /\b(?:my|mine)\b/i],
  ['everyone', /\b(?:everyone|everybody)(?:['’]s)?\b/i],
  ['followed', /\b(?:follow(?:ed|ing)?|that i follow)\b/i],
];
const SPAN = /\b(\d{1,4}) ?(d|days?|w|weeks?|m|months?)\b/i;
const CITY = /\bin (?!(?:danger|the|this|next|last)\b)([\p{L}][\p{L} .'’-]{1,58})$/iu;
/** `in the UK`, where a country's name takes the article. */
const COUNTRY = /\bin the ([\p{L}][\p{L}. ]{1,58})$/iu;
/** Words that add nothing to the question. */
const FILLING =
  /\b(?:who|what|which|whose|are|is|have|has|the|of|with|all|any|customers?|accounts?|open|soon|ahead|within|next|last|the|in|for|and|me|to|that|i|tickets?|invoices?)\b/gi;

const DAYS = { d: 1, w: 7, m: 30 };

/** `mine at risk in berlin`, `renewing 60 days`; a slip of the finger is forgiven. Null where a word says something else. `today` is the asker's day. */
export const customerListWords = (words: string, today: Day): CustomerList | null =>
  readWords(words, today) ?? readWords(words.split(' ').map(unslipped).join(' '), today);

const KNOWN = 'risk silent renewing renewals urgent unpaid overdue followed newest'.split(' ');

/** `rsik` is `risk`. A short word has too many neighbours. */
const unslipped = (word: string): string =>
  word.length < 4 || word.length > 10
    ? word
    : (KNOWN.find((known) => slips(word.toLowerCase(), known, 1) <= 1) ?? word);

function readWords(words: string, today: Day): CustomerList | null {
  let left = words.replace(/[?!.]+$/, '').trim();
  const take = (pattern: RegExp): RegExpExecArray | null => {
    const found = pattern.exec(left);
    if (found) left = left.replace(found[0], ' ');
    return found;
  };
  const calendar = spanWords(left);
  if (calendar) left = left.replace(calendar, ' ');
  const span = take(SPAN);
  left = left.replace(COUNTRY, (all, name: string) => (regionOf(name) ? `in ${name}` : all));
  const [city, behind] = cityOf(take(CITY)?.[1] ?? '');
  left += ` ${behind}`;
  const kind = KINDS.find(([, pattern]) => take(pattern))?.[0] ?? 'all';
  const of = OF.find(([, pattern]) => take(pattern))?.[0] ?? null;
  if (left.replace(FILLING, ' ').replace(/[\s,]+/g, '') !== '') return null;
  // Only these lists have days.
  if (calendar && !DATED.has(kind)) return null;
  const range = calendar ? readSpan(calendar, kind, today) : daysOf(span);
  if (range === null) return null;
  return { of: of ?? (kind === 'all' && !city ? 'mine' : 'everyone'), kind, ...range, city };
}

const WORDS: Readonly<Record<ListKind, string>> = {
  all: '',
  'at-risk': 'at risk',
  silent: 'silent',
  renewing: 'renewing',
  urgent: 'urgent',
  unpaid: 'unpaid',
  new: 'new',
};

/** The words that mean this list, read again on any day. */
export const wordsOfList = ({ of, kind, days, span, city }: CustomerList): string =>
  [
    of === 'everyone' ? '' : of,
    WORDS[kind],
    span ?? (DATED.has(kind) && days !== USUAL_DAYS ? `${days} days` : ''),
    city === null ? '' : `in ${city}`,
  ]
    .filter(Boolean)
    .join(' ') || 'everyone';

const DATED: ReadonlySet<ListKind> = new Set(['renewing', 'new']);

/** `New York at risk`: the city ends before the first word of a list, unless it begins with one. */
function cityOf(words: string): readonly [city: string | null, behind: string] {
  const ends = [...KINDS, ...OF]
    .map(([, pattern]) => pattern.exec(words)?.index ?? 0)
    .filter((index) => index > 0);
  const end = Math.min(words.length, ...ends);
  return [words.slice(0, end).trim() || null, words.slice(end)];
}

function daysOf(
  span: RegExpExecArray | null,
): Pick<CustomerList, 'days' | 'after' | 'span'> | null {
  if (!span) return { days: USUAL_DAYS, after: 0, span: null };
  const days =
    Number(span[1]) * DAYS[(span[2] ?? 'd').charAt(0).toLowerCase() as keyof typeof DAYS];
  return days >= 1 && days <= 730 ? { days, after: 0, span: null } : null;
}
