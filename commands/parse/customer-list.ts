import { type CustomerList, type ListKind, USUAL_DAYS } from '../../crm/customer/list.ts';
import { slips } from '../../crm/matching/similar-names.ts';
import { addMonths, type Day, daysBetween } from '../../crm/time/day.ts';

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
  ['followed', /\b(?:follow(?:ed|ing)?|that i follow)\b/i],
];
const SPAN = /\b(\d{1,4}) ?(d|days?|w|weeks?|m|months?)\b/i;
const THIS_MONTH = /\bthis month\b/i;
/** A month is no city: a list looks ahead by days. */
const MONTH =
  /^(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)$/i;
const CITY = /\bin (?!(?:danger|the|this|next|last)\b)([\p{L}][\p{L} .'’-]{1,58})$/iu;
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
  const isThisMonth = take(THIS_MONTH) !== null;
  const span = take(SPAN);
  const [city, behind] = cityOf(take(CITY)?.[1] ?? '');
  left += ` ${behind}`;
  const kind = KINDS.find(([, pattern]) => take(pattern))?.[0] ?? 'all';
  const of = OF.find(([, pattern]) => take(pattern))?.[0] ?? null;
  if (city && MONTH.test(city)) return null;
  if (left.replace(FILLING, ' ').replace(/[\s,]+/g, '') !== '') return null;
  const days = isThisMonth ? daysOfMonth(today, kind) : daysOf(span);
  if (days === null) return null;
  return { of: of ?? (kind === 'all' && !city ? 'mine' : 'everyone'), kind, days, city };
}

/** `New York at risk`: the city ends before the first word of a list, unless it begins with one. */
function cityOf(words: string): readonly [city: string | null, behind: string] {
  const ends = [...KINDS, ...OF]
    .map(([, pattern]) => pattern.exec(words)?.index ?? 0)
    .filter((index) => index > 0);
  const end = Math.min(words.length, ...ends);
  return [words.slice(0, end).trim() || null, words.slice(end)];
}

/** From today to the last day of the month; of what is new, back to the first. */
function daysOfMonth(today: Day, kind: ListKind): number {
  const first = `${today.slice(0, 7)}-01`;
  return kind === 'new' ? daysBetween(first, today) : daysBetween(today, addMonths(first, 1)) - 1;
}

function daysOf(span: RegExpExecArray | null): number | null {
  if (!span) return USUAL_DAYS;
  const days =
    Number(span[1]) * DAYS[(span[2] ?? 'd').charAt(0).toLowerCase() as keyof typeof DAYS];
  return days >= 1 && days <= 730 ? days : null;
}
