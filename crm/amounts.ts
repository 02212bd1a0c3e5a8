import type { Money } from './customer.ts';

/** Amounts of money as people write them: `€144,000`, `144k EUR`, `1.200,50 €`, `2 million dollars`. */
const SIGNS: Readonly<Record<string, string>> = { '€': 'EUR', $: 'USD', '£': 'GBP', '¥': 'JPY', euro: 'EUR', euros: 'EUR', dollar: 'USD', dollars: 'USD', pound: 'GBP', pounds: 'GBP' };
const TIMES: Readonly<Record<string, number>> = { k: 1e3, thousand: 1e3, m: 1e6, mio: 1e6, million: 1e6 };
const CODES = Intl.supportedValuesOf('currency').join('|');

const NUMBER = String.raw`\d(?:[\d.,’']|[ \u00a0\u202f](?=\d{3}\b))*(?<![.,])`;
const MANY = String.raw`(?:k|mio|m|thousand|million)\b`;
const written = (codes: string): string =>
  String.raw`(?<before>[€$£¥]|\b${codes})?\s?(?<number>${NUMBER})(?:\s?(?<times>${MANY}))?(?:\s?(?<after>[€$£¥]|(?:euros?|dollars?|pounds?|${codes})\b))?`;
const ALONE = new RegExp(`^${written(`(?:${CODES})`)}$`, 'i');
const EACH = String.raw`(?:\s*(?:a|per|\/)\s*(?:year|month|quarter)\b|\s*p\.?\s?a\b\.?)?`;
const LED = String.raw`(?<led>\s*[,;:–—-]\s*|(?:^|\s+)(?:for|worth|of|at|over|about|with)\s+|(?:^|\s+)(?<article>an?|the|our|their|its)\s+)?`;
// In a sentence a code stands in capitals: `try` is a word, `TRY` a currency.
const IN_WORDS = new RegExp(`${LED}${written(`(?-i:${CODES})`)}${EACH}`, 'gi');

/** What somebody wrote into a field for an amount, in minor units; null where it is none. */
export function amountOf(written: string, currency: string): Money | null {
  const found = ALONE.exec(written.trim())?.groups;
  return found ? moneyOf(found, currency) : null;
}

/** The amounts that stand in a sentence; a number alone is none. */
export const amountsIn = (words: string): Money[] => [...words.matchAll(IN_WORDS)].flatMap(({ groups }) => moneyOf(groups ?? {}, null) ?? []);

/** The sentence for somebody who may not see amounts. */
export function withoutAmountsIn(words: string): string {
  const found = [...words.matchAll(IN_WORDS)].filter(({ groups }) => moneyOf(groups ?? {}, null));
  if (found.length === 0) return words;
  const parts = found.map(({ index, groups }, i) => {
    const before = words.slice(endOf(found[i - 1]), index);
    return groups?.['article'] ? `${before}${groups['led']?.trimEnd()} …` : before;
  });
  const bare = [...parts, words.slice(endOf(found.at(-1)))].join('');
  return bare.replace(/\s+/g, ' ').replace(/ ([,.;:!?])/g, '$1').replace(/^[ ,;:–—-]+|[ ,;:–—-]+$/g, '') || '…';
}

const endOf = (match: RegExpExecArray | undefined): number => (match ? match.index + match[0].length : 0);

function moneyOf({ before, number = '', times, after }: Readonly<Record<string, string | undefined>>, otherwise: string | null): Money | null {
  const unit = before ?? after;
  const currency = unit === undefined ? otherwise : SIGNS[unit.toLowerCase()] ?? unit.toUpperCase();
  if (!currency) return null;
  const amount = Math.round(numberOf(number) * (TIMES[times?.toLowerCase() ?? ''] ?? 1) * 10 ** digitsOf(currency));
  return amount > 0 && Number.isSafeInteger(amount) ? { amount, currency } : null;
}

/** The last separator is the decimal one, unless exactly three digits follow it. */
function numberOf(written: string): number {
  const bare = written.replace(/[\s’']/g, '');
  const [, whole = bare, cents = ''] = /^(.*)[.,](\d{1,2}|\d{4,})$/.exec(bare) ?? [];
  return Number(`${whole.replace(/[.,]/g, '')}.${cents || '0'}`);
}

const digitsOf = (currency: string): number => new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
