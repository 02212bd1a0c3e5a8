import { limited } from 'talisman/metrics/damerau-levenshtein.js';
import { fold, isGeneric, nameWords } from './names.ts';

/** A name made ready to be compared with many others. */
export interface TypedName {
  words: readonly string[];
  joined: string;
  /** With its legal form. */
  full: string;
}

export function typedName(query: string): TypedName {
  const words = nameWords(query);
  return { words, joined: words.join(''), full: lettersOf(query) };
}

/** 0 to 1: how much of what was typed is in this name, slips of the finger, unfinished words and word order allowed for. */
export function similarity(query: TypedName, name: string): number {
  const other = typedName(name);
  if (!query.joined || !other.joined) return 0;
  const full = wholeLikeness(query.full, other.full);
  // Of namesakes, the one with the legal form that was typed.
  return Math.max(
    full,
    0.98 * wholeLikeness(query.joined, other.joined) + 0.02 * full,
    wordLikeness(query.words, other.words),
  );
}

/** All letters and digits, folded: equal for names that are the same, legal form included. */
export const lettersOf = (name: string): string =>
  fold(name)
    .slice(0, 400)
    .replace(/[^\p{L}\p{N}]+/gu, '');

function wholeLikeness(one: string, other: string): number {
  const longest = Math.max(one.length, other.length);
  const allowed = Math.ceil(longest / 3);
  const found = slips(one, other, allowed);
  return found > allowed ? 0 : 1 - found / longest;
}

/** Each typed word takes the likest word of the name that is still free; what the name has besides costs little. */
function wordLikeness(words: readonly string[], others: readonly string[]): number {
  const free = [...others];
  let sum = 0;
  let weights = 0;
  for (const word of words) {
    const scores = free.map((other) => likeness(word, other));
    const best = Math.max(0, ...scores);
    if (best > 0) free.splice(scores.indexOf(best), 1);
    const weight = word.length * (isGeneric(word) ? 0.4 : 1);
    sum += best * weight;
    weights += weight;
  }
  const unasked = free.length / (others.length + 1);
  return weights === 0 ? 0 : (sum / weights) * (0.97 - 0.12 * unasked);
}

function likeness(word: string, other: string): number {
  if (word === other) return 1;
  if (other.startsWith(word)) return 0.85 + 0.1 * (word.length / other.length);
  const allowed = word.length <= 4 ? 1 : 2;
  const distance = slips(word, other, allowed);
  return distance > allowed ? 0 : 1 - distance / Math.max(word.length, other.length);
}

/** Letters dropped, added, replaced or swapped with their neighbour (optimal string alignment), or `limit + 1` when more. */
export const slips = (one: string, other: string, limit: number): number =>
  Math.min(limited(limit, one, other), limit + 1);
