import { timeLength } from './slots.ts';

/**
 * The places of the words that stand in this order, one for each word of the pattern: `hand|pass § … to @`, with `|`
 * between words of which one is there and `…` for any words. Any words may stand before the first one and behind the
 * last; behind a `^` the first one begins the text, or follows a time. Each piece is taken where it stands first, so
 * nothing is tried twice. Null where they do not stand so.
 */
export function placesOf(words: readonly string[], pattern: string): number[] | null {
  const isFirst = pattern.startsWith('^ ');
  const pieces = pattern.replace(/^\^ /, '').split(' … ');
  const places: number[] = [];
  for (const [i, piece] of pieces.entries()) {
    const parts = piece.split(' ').map((part) => part.split('|'));
    const found = placeOf(words, parts, (places.at(-1) ?? -1) + 1);
    if (found < 0 || (isFirst && i === 0 && found > timeLength(words))) return null;
    places.push(...parts.map((_, part) => found + part));
  }
  return places;
}

/** Whether the words stand in this order. */
export const fitsGaps = (words: readonly string[], pattern: string): boolean =>
  placesOf(words, pattern) !== null;

function placeOf(
  words: readonly string[],
  parts: readonly (readonly string[])[],
  from: number,
): number {
  for (let at = from; at + parts.length <= words.length; at += 1)
    if (parts.every((part, i) => part.includes(words[at + i] ?? ''))) return at;
  return -1;
}
