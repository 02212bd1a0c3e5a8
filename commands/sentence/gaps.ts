import { timeLength } from './slots.ts';

/**
 * Whether words stand in this order: `hand|pass § … to @`, with `|` between words of which one is there and `…` for any
 * words. Any words may stand before the first one and behind the last; behind a `^` the first one begins the text, or
 * follows a time. Each piece is taken where it stands first, so nothing is tried twice.
 */
export function fitsGaps(words: readonly string[], pattern: string): boolean {
  const isFirst = pattern.startsWith('^ ');
  const pieces = pattern.replace(/^\^ /, '').split(' … ');
  let at = 0;
  for (const [i, piece] of pieces.entries()) {
    const parts = piece.split(' ').map((part) => part.split('|'));
    const found = placeOf(words, parts, at);
    if (found < 0 || (isFirst && i === 0 && found > timeLength(words))) return false;
    at = found + parts.length;
  }
  return true;
}

function placeOf(
  words: readonly string[],
  parts: readonly (readonly string[])[],
  from: number,
): number {
  for (let at = from; at + parts.length <= words.length; at += 1)
    if (parts.every((part, i) => part.includes(words[at + i] ?? ''))) return at;
  return -1;
}
