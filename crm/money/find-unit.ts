import { isMonth } from '../time/month-names.ts';
import { type Unit, unitOf } from './currencies.ts';
import type { Token } from './tokens.ts';

// `New Zealand dollars`, with its blanks, is the longest.
const MOST_TOKENS = 7;
const OF = /^(?:of|de|d|di|da|von|in)$/i;
const MINUS = /^[-−–‑]$/;
const NOBODYS: Unit = { currencies: [], usual: false, power: 0, leads: true };

/** The unit that stands here, or behind a blank: the longest one. Of `3 $500 deals` it is that of the number after it. */
export function unitAt(
  tokens: readonly Token[],
  at: number,
): { unit: Unit; end: number } | undefined {
  const isApart = tokens[at]?.kind === 'blank';
  const from = isApart ? at + 1 : at;
  const found = longest(tokens, from);
  if (isApart && found?.unit.leads && tokens[found.end]?.kind === 'number') return undefined;
  if (found || !OF.test(tokens[from]?.text ?? '')) return found;
  // `millions of euros`, `2 millions d’euros`
  const word = longest(tokens, from + 2);
  return word?.unit.leads ? word : undefined;
}

function longest(tokens: readonly Token[], from: number): { unit: Unit; end: number } | undefined {
  let best: { unit: Unit; end: number } | undefined;
  let text = '';
  for (let end = from; end < Math.min(tokens.length, from + MOST_TOKENS); end += 1) {
    const token = tokens[end];
    if (!token || token.kind === 'number') break;
    text += token.kind === 'blank' ? ' ' : token.text;
    const unit = token.kind === 'blank' ? undefined : unitOf(text);
    // A letter that goes on behind a sign makes it another word: `$you`.
    if (unit) best = { unit, end: end + 1 };
  }
  return best;
}

/** The unit directly before a number, or with a blank or a minus between them. */
export function unitBefore(
  tokens: readonly Token[],
  number: number,
  free: number,
): { unit: Unit; start: number; sign: 'plus' | 'minus' } | undefined {
  let end = number;
  const isMinus = MINUS.test(tokens[end - 1]?.text ?? '');
  if (isMinus) end -= 1;
  if (tokens[end - 1]?.kind === 'blank') end -= 1;
  let best: { unit: Unit; start: number } | undefined;
  let text = '';
  for (let start = end - 1; start >= Math.max(free, end - 4); start -= 1) {
    const token = tokens[start];
    if (!token || token.kind === 'number' || token.kind === 'blank') break;
    text = token.text + text;
    const unit = unitOf(text);
    if (unit?.leads) best = { unit, start };
  }
  if (!best || isFriday(tokens, best.start, number)) return undefined;
  const letters = tokens[best.start - 1];
  const isStrange =
    /^\p{Sc}$/u.test(tokens[best.start]?.text ?? '') &&
    best.start > free &&
    letters?.kind === 'word' &&
    /^\p{Lu}{1,3}$/u.test(letters.text);
  const found = isStrange ? { unit: NOBODYS, start: best.start - 1 } : best;
  return { ...found, sign: isMinus ? 'minus' : 'plus' };
}

/** `Fr. 12. Juni` is a Friday, `Fr. 12` are francs. */
const isFriday = (tokens: readonly Token[], start: number, number: number): boolean =>
  /^fr$/i.test(tokens[start]?.text ?? '') &&
  isMonth(tokens.slice(number + 1, number + 4).find(({ kind }) => kind === 'word')?.text ?? '');
