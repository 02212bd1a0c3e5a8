import type { Money } from '../crm/customer.ts';
import type { WinKind } from '../crm/win.ts';

/** What a win's own words say of its kind; the author sees it and can change it. */
const KINDS: readonly (readonly [RegExp, WinKind])[] = [
  [/\b(?:renew\w*|extend\w*|prolong\w*)\b/i, 'renewal'],
  [/\b(?:sav(?:ed|e)|rescued|kept|won back|stays?|stayed|staying|did not leave|didn['’]t leave)\b/i, 'save'],
  [/\b(?:turned? around|turnaround|happy again|calmed|recovered)\b/i, 'turn-around'],
  [/\b(?:sign\w*|deal|won|bought|buys|contract|upgrad\w*|order\w*)\b/i, 'deal'],
];

export const kindOf = (what: string): WinKind => KINDS.find(([words]) => words.test(what))?.[1] ?? 'other';

const SIGNS: Readonly<Record<string, string>> = { '€': 'EUR', $: 'USD', '£': 'GBP', '¥': 'JPY' };
const TIMES: Readonly<Record<string, number>> = { k: 1e3, m: 1e6 };
const AMOUNT = /^(?:(?<sign>[€$£¥])|(?<before>[A-Z]{3}))?\s*(?<number>\d[\d.,\s’']*)(?<times>[km])?\s*(?:(?<after>[A-Z]{3})|(?<last>[€$£¥]))?$/i;

/** `€144,000`, `144000 EUR`, `144k`, `1.200,50 €` → minor units; null where it is no amount. */
export function amountOf(typed: string, currency: string): Money | null {
  const found = AMOUNT.exec(typed.trim().replace(/\u00a0|\u202f/g, ' '))?.groups;
  const value = found?.['number'] && numberOf(found['number']);
  if (!found || typeof value !== 'number' || !Number.isFinite(value)) return null;
  const code = (SIGNS[found['sign'] ?? found['last'] ?? ''] ?? found['before'] ?? found['after'] ?? currency).toUpperCase();
  const amount = Math.round(value * (TIMES[found['times']?.toLowerCase() ?? ''] ?? 1) * 10 ** digitsOf(code));
  return amount > 0 && Number.isSafeInteger(amount) ? { amount, currency: code } : null;
}

/** The last separator is the decimal one, unless exactly three digits follow it. */
function numberOf(written: string): number {
  const bare = written.replace(/[\s’']/g, '');
  const [, whole = bare, cents = ''] = /^(.*)[.,](\d{1,2}|\d{4,})$/.exec(bare) ?? [];
  return Number(`${whole.replace(/[.,]/g, '')}.${cents || '0'}`);
}

const digitsOf = (currency: string): number => new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;

/** `Raj: moved the data link up`, one a line. */
export const namesOf = (typed: string): { name: string; for: string }[] =>
  typed.split(/[\n;]+/).flatMap((line) => {
    const [name = '', ...what] = line.split(/:|\s[–-]\s/);
    return name.trim() ? [{ name: name.trim(), for: what.join(':').trim().slice(0, 120) }] : [];
  });

const QUOTED = /^["“”„«]([^"“”„«»]+)["“”»]/;
const MARKS = /["“”„«»]/g;
const MENTION = /(?<=^|\s)@[\p{L}\p{N}._%+-]+(?:@[\p{L}\p{N}.-]+)?/gu;

/** `"kestrel energy" signed @ana`: a name in quotes is the customer's; otherwise the name is where the words begin. */
export function toldWords(typed: string): { customer: string | null; rest: string } {
  const words = typed.replace(MENTION, ' ').trim();
  const customer = QUOTED.exec(words);
  return { customer: customer?.[1]?.trim() ?? null, rest: words.slice(customer?.[0].length ?? 0).replace(MARKS, '').replace(/\s+/g, ' ').replace(/^[\s:,]+|[\s,]+$/g, '') };
}
