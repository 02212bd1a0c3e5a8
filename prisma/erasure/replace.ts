import type { ErasureTerms } from '../../crm/erasure/erasure.ts';
import { isMachineWord } from './machine-words.ts';

/** Stands where a name, an address or a number stood. */
export const ERASED = '[erased]';

/** A shorter word is looked for nowhere: too many others have it inside. */
const SHORTEST = 3;
/** A number of fewer digits may be a year, an amount or an extension. */
const FEWEST_DIGITS = 7;

export interface Replacer {
  /** Words of which a row has to have one, in lower case, to be looked at. */
  words: readonly string[];
  text(value: string): string;
  /** Addresses, numbers and ids alone, as in a word of a machine. */
  known(value: string): string;
  /** Every text in it. Of keys, and of machines' words, what is `known`. */
  json(value: unknown, isMachine?: boolean): unknown;
}

/**
 * Replaces whole words: names as they are written, addresses and ids in any case. `anyCase` takes names in any case too,
 * and domains. Longer names of others that have one inside, `keeping`, stay as they are.
 */
export function replacerOf(
  { names, emails, phones, ids, companies }: Omit<ErasureTerms, 'near' | 'references' | 'contacts'>,
  { keeping, anyCase }: { keeping: readonly string[]; anyCase: boolean },
): Replacer {
  const numbers = phones.filter((phone) => phone.replace(/\D/g, '').length >= FEWEST_DIGITS);
  const exact = [...emails, ...numbers, ...ids].filter(isLong);
  const loose = [...exact, ...(anyCase ? [...names, ...companies].filter(isLong) : [])];
  const strict = anyCase ? [] : names.filter(isLong);
  const kept = new Set(keeping.map((word) => word.toLowerCase()));
  const replacing = (patterns: readonly (RegExp | null)[]) => (value: string) =>
    patterns.reduce(
      (sum, one) =>
        one === null
          ? sum
          : sum.replace(one, (found) => (kept.has(found.toLowerCase()) ? found : ERASED)),
      value,
    );
  const text = replacing([pattern(loose, keeping, 'giu'), pattern(strict, keeping, 'gu')]);
  const known = replacing([pattern(exact, keeping, 'giu')]);
  const json = (value: unknown, isMachine = false): unknown => {
    if (typeof value === 'string') return isMachine ? known(value) : text(value);
    if (Array.isArray(value)) return value.map((part) => json(part, isMachine));
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, part]) => [known(key), json(part, isMachineWord(key))]),
    );
  };
  return { words: [...loose, ...strict].map((word) => word.toLowerCase()), text, known, json };
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
