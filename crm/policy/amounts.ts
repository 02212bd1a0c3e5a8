import type { Money } from '../customer/customer.ts';
import { worthOf } from '../money/read-amount.ts';
import { type WrittenAmount, writtenAmounts } from '../money/written-amounts.ts';
import { trimMarks } from '../text/trim-marks.ts';
import { harmlessNumbers } from './harmless-numbers.ts';

/** An amount in a sentence: read, with what remains of the sentence, or one that its writer has to be asked about. */
export type AmountInWords =
  | { kind: 'none' }
  | { kind: 'read'; money: Money; rest: string }
  | { kind: 'unread'; written: string; rest: string };

/** Reads the one amount that a sentence names with its currency. Of several none is the sentence's own. */
export function amountInWords(words: string, country: string | null): AmountInWords {
  const [only, ...others] = writtenAmounts(words).filter(({ unit }) => unit !== null);
  if (!only || others.length > 0) return { kind: 'none' };
  const money = worthOf(only, { country });
  const rest = without(words, [only]);
  return money
    ? { kind: 'read', money, rest }
    : { kind: 'unread', written: words.slice(only.start, only.end), rest };
}

/** The sentence for somebody who may not see amounts: without every number that is not plainly something else. */
export function withoutAmountsIn(words: string): string {
  const hidden = hiddenIn(words);
  if (hidden.length === 0) return words;
  const rest = without(words, hidden);
  return /[\p{L}\p{N}]/u.test(rest) ? rest : '…';
}

/** The pieces that `withoutAmountsIn` leaves out, for the writer to look at. */
export const amountsLeftOut = (words: string): string[] =>
  hiddenIn(words).map(({ start, end }) => words.slice(start, end).trim());

function hiddenIn(words: string): WrittenAmount[] {
  const isHarmless = harmlessNumbers(words);
  return writtenAmounts(words)
    .filter((amount) => amount.unit !== null || !isHarmless(amount))
    .map((amount) => ({ ...amount, end: amount.end + attached(words, amount.end) }));
}

// Scripts that part words by blanks, so that letters against a number are a part of it: `50p`, `5ft`.
const ATTACHED = /^[\p{sc=Latn}\p{sc=Cyrl}\p{sc=Grek}\p{M}"”″]{1,20}/u;
const attached = (words: string, end: number): number =>
  ATTACHED.exec(words.slice(end, end + 20))?.[0].length ?? 0;

const ARTICLE = /(?<=^|\s)(?:an?|the|our|their|its|another|eine[nmrs]?|der|die|das|une?|una?)\s+$/i;
const PREPOSITIONS =
  /(?:^|\s+|(?<=\())(?:(?:for|worth|of|at|over|about|with|around|roughly|approximately|almost|nearly|only|für|um|etwa|rund|ca\.?|circa|pour|voor|för|za)(?:\s+(?:about|around|roughly|only|over|almost|nearly|up to))?)\s*$/i;
/** No preposition or article is longer than this. */
const NEAR = 32;

/** `took a €50k upgrade` → `took a … upgrade`, `renewed for €50k` → `renewed`. */
function without(words: string, amounts: readonly WrittenAmount[]): string {
  let built = '';
  let at = 0;
  for (const { start, end } of amounts) {
    const before = words.slice(at, start);
    const near = before.slice(-NEAR);
    const lead = ARTICLE.test(near) ? null : PREPOSITIONS.exec(near)?.[0];
    built += lead ? `${before.slice(0, before.length - lead.length)} ` : before;
    if (lead === null) built += '…';
    at = end;
  }
  const tidy = (built + words.slice(at))
    .replace(/\(\s*\)/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/ (?=[,.;:!?)])/g, '')
    .replace(/[,;:](?=[,;:.!?])/g, '');
  return trimMarks(tidy, { before: /[ ,;:–—-]/, after: /[ ,;:–—-]/ });
}
