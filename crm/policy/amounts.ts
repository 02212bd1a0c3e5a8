import type { Money } from '../customer/customer.ts';

/** Amounts of money as people write them: `€144,000`, `144k EUR`, `1.200,50 €`, `2 million dollars`. */
const SIGNS: Readonly<Record<string, string>> = {
  '€': 'EUR',
  $: 'USD',
  '£': 'GBP',
  '¥': 'JPY',
  euro: 'EUR',
  euros: 'EUR',
  dollar: 'USD',
  dollars: 'USD',
  pound: 'GBP',
  pounds: 'GBP',
};
const TIMES: Readonly<Record<string, number>> = {
  k: 1e3,
  thousand: 1e3,
  m: 1e6,
  mio: 1e6,
  million: 1e6,
};
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

/** Reads a field for an amount, in minor units; null where the text is no amount. */
export function amountOf(written: string, currency: string): Money | null {
  const found = ALONE.exec(written.trim())?.groups;
  return found ? moneyOf(found, currency) : null;
}

/** The amounts that stand in a sentence; a number alone is none. */
export const amountsIn = (words: string): Money[] =>
  [...words.matchAll(IN_WORDS)].flatMap(({ groups }) => moneyOf(groups ?? {}, null) ?? []);

/** Words that may follow a sum, so that `144k saved` is one and `144k users` is none. */
const OF_MONEY =
  'deal|contract|renewal|saved|saving|arr|mrr|revenue|upsell|upgrade|expansion|budget|more|less|extra|in|over|for|with|from|by|and|but|instead|this|next|a|an|per|each|together|all';
const SUM = String.raw`(?<!\b(?:in|within|after|every)\s|[\d.,])${NUMBER}\s?${MANY}(?=\s*(?:$|[.,;:!?)–—-]|(?:${OF_MONEY})\b))${EACH}`;
const AT_EACH = String.raw`(?<=\b(?:at|for|of|worth|pays?|paid|paying)\s+(?:about\s+|only\s+)?)${NUMBER}\s*(?:a|per|\/)\s*(?:year|month|quarter|seat|user)\b`;
const IN_LETTERS = String.raw`(?:\p{L}*(?:hundred|thousand|million|hundert|tausend)(?:en)?\s+)+(?:euros?|dollars?|pounds?)\b`;
/** Amounts without a sign or code: nobody can count with them, and everybody understands them. */
const UNSIGNED = new RegExp(`${LED}(?:${SUM}|${AT_EACH}|${IN_LETTERS})`, 'giu');
/** Numbers that may be an amount, and may as well be something else. */
const PERHAPS = new RegExp(
  String.raw`${NUMBER}\s?${MANY}|\d\s*(?:a|per|\/)\s*(?:year|month|quarter|seat|user)\b|(?:hundred|thousand|million|hundert|tausend)\b|(?<![\d.,])(?!(?:19|20)\d\d\b)\d{4,}(?![\d%])|\d[.,’]\d{3}\b`,
  'iu',
);

/** Whether a sentence may still name an amount: its writer is asked to look once more. */
export const mayNameAmount = (words: string): boolean => PERHAPS.test(words);

/** The sentence for somebody who may not see amounts. */
export function withoutAmountsIn(words: string): string {
  const found = [
    ...[...words.matchAll(IN_WORDS)].filter(({ groups }) => moneyOf(groups ?? {}, null)),
    ...words.matchAll(UNSIGNED),
  ]
    .sort((one, other) => one.index - other.index)
    .filter((match, i, all) => match.index >= endOf(all[i - 1]));
  if (found.length === 0) return words;
  const parts = found.map(({ index, groups }, i) => {
    const before = words.slice(endOf(found[i - 1]), index);
    return groups?.['article'] ? `${before}${groups['led']?.trimEnd()} …` : before;
  });
  const bare = [...parts, words.slice(endOf(found.at(-1)))].join('');
  return (
    bare
      .replace(/\s+/g, ' ')
      .replace(/ ([,.;:!?])/g, '$1')
      .replace(/^[ ,;:–—-]+|[ ,;:–—-]+$/g, '') || '…'
  );
}

const endOf = (match: RegExpExecArray | undefined): number =>
  match ? match.index + match[0].length : 0;

function moneyOf(
  { before, number = '', times, after }: Readonly<Record<string, string | undefined>>,
  otherwise: string | null,
): Money | null {
  const unit = before ?? after;
  const currency =
    unit === undefined ? otherwise : (SIGNS[unit.toLowerCase()] ?? unit.toUpperCase());
  if (!currency) return null;
  const amount = Math.round(
    numberOf(number) * (TIMES[times?.toLowerCase() ?? ''] ?? 1) * 10 ** digitsOf(currency),
  );
  return amount > 0 && Number.isSafeInteger(amount) ? { amount, currency } : null;
}

/** The last separator is the decimal one, unless exactly three digits follow it. */
function numberOf(written: string): number {
  const bare = written.replace(/[\s’']/g, '');
  const [, whole = bare, cents = ''] = /^(.*)[.,](\d{1,2}|\d{4,})$/.exec(bare) ?? [];
  return Number(`${whole.replace(/[.,]/g, '')}.${cents || '0'}`);
}

const digitsOf = (currency: string): number =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions()
    .maximumFractionDigits ?? 2;
