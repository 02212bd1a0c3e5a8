import type { ErasureTerms } from '../../crm/erasure/erasure.ts';

/** Stands where a name, an address or a number stood. */
export const ERASED = '[erased]';

/** A shorter word is looked for nowhere: too many others have it inside. */
const SHORTEST = 3;

export interface Replacer {
  /** Words of which a row has to have one, in lower case, to be looked at. */
  words: readonly string[];
  text(value: string): string;
  /** Every text in it, keys included. */
  json(value: unknown): unknown;
}

/**
 * Replaces whole words: names as they are written, addresses and ids in any case. `anyCase` takes names in any case too,
 * and domains. Longer names of others that have one inside, `keeping`, stay as they are.
 */
export function replacerOf(
  { names, emails, phones, ids, companies }: ErasureTerms,
  { keeping, anyCase }: { keeping: readonly string[]; anyCase: boolean },
): Replacer {
  const loose = [...emails, ...phones, ...ids, ...(anyCase ? [...names, ...companies] : [])].filter(
    isLong,
  );
  const strict = anyCase ? [] : names.filter(isLong);
  const patterns = [pattern(loose, keeping, 'giu'), pattern(strict, keeping, 'gu')].filter(
    (one) => one !== null,
  );
  const kept = new Set(keeping.map((word) => word.toLowerCase()));
  const text = (value: string): string =>
    patterns.reduce(
      (sum, one) => sum.replace(one, (found) => (kept.has(found.toLowerCase()) ? found : ERASED)),
      value,
    );
  const json = (value: unknown): unknown => {
    if (typeof value === 'string') return text(value);
    if (Array.isArray(value)) return value.map(json);
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [text(key), json(part)]));
  };
  return { words: [...loose, ...strict].map((word) => word.toLowerCase()), text, json };
}

const isLong = (word: string): boolean => word.length >= SHORTEST;

/** The longest first, so that of two that begin alike the whole one is replaced. */
function pattern(
  words: readonly string[],
  keeping: readonly string[],
  flags: string,
): RegExp | null {
  if (words.length === 0) return null;
  const any = [...keeping, ...words]
    .toSorted((one, other) => other.length - one.length)
    .map((word) => word.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'))
    .join('|');
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${any})(?![\\p{L}\\p{N}])`, flags);
}

/** Patterns of LIKE for a word inside a text: as the text stands, and as JSON writes it. */
export const likePatterns = (word: string): string[] =>
  [...new Set([word, JSON.stringify(word).slice(1, -1)])].map(
    (one) => `%${one.replace(/[\\%_]/g, '\\$&')}%`,
  );
