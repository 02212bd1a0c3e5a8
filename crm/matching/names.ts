import { withoutLegalForm } from './legal-forms.ts';
import { withoutInvisible } from './visible.ts';

/** How names are compared: folded to keys, and to search keys that survive one slip of the finger. */

/** `Müller & Söhne GmbH` → `muller sohne`: no case, accents, punctuation, joining words or legal form. Equal names share it. */
export function nameKey(name: string): string {
  return nameWords(name).join(' ') || fold(name).trim();
}

/** The folded words of a name, without joining words and its legal form, unless nothing else is there. */
export function nameWords(name: string): string[] {
  const all = (
    fold(name)
      .slice(0, 400)
      .replace(/&(?:amp|#38);/g, '&')
      .replace(/['’`´]/g, '')
      .replace(/\ba\/s\b/g, 'as')
      .replace(ABBREVIATION, (dotted) => dotted.replaceAll('.', ''))
      .match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu) ?? []
  ).map(withoutUmlauts);
  const words = all.filter((word) => !JOINING.has(word));
  return withoutLegalForm(words.length > 0 ? words : all).slice(0, 8);
}

/** Both spellings of an umlaut are one: `mueller` and `müller`, `aarhus` and `århus`. */
const withoutUmlauts = (word: string): string => word.replace(/(?<=[aou])e|(?<=a)a/g, '');

/** Accents, and vowel points of scripts that are read without them. Other marks carry a sound: `नमूना`, `が`. */
const ACCENTS =
  /(?![\u3099\u309a])[\p{M}&&[\p{sc=Zinh}\p{sc=Hebr}\p{sc=Arab}\p{sc=Grek}\p{sc=Cyrl}\p{sc=Latn}]]/gv;

/** Case and accents folded, letters that have no accent form spelt out, nothing invisible. */
export function fold(text: string): string {
  return withoutInvisible(text)
    .normalize('NFKD')
    .replace(ACCENTS, '')
    .toLowerCase()
    .replace(/[ßæœøłđðþı]/g, (letter) => SPELT[letter] ?? letter);
}

/**
 * Keys stored with a customer so that a misspelt name still meets it: hashes of the name's ends and of its telling
 * words, each also with one letter left out (symmetric deletion: two spellings one slip apart share a key).
 */
export function searchKeys(name: string): string[] {
  const words = nameWords(name);
  const keys = withOneLeftOut(ends(words.join('')));
  for (const [at, word] of words.entries()) {
    if (isTelling(word, words)) for (const key of wordKeys(word)) keys.add(key);
    if (at > 0 && isTelling(word, words)) keys.add(`^${word.slice(0, PREFIX)}`);
  }
  return [...keys].map(hashed);
}

/** Search keys of a whole typed name: a customer whose name is one slip away has them too. */
export function wholeNameKeys(typed: string): string[] {
  const words = nameWords(typed);
  const keys = new Set<string>();
  for (const joined of [words, ...withoutLegalSlip(words)].map((kept) => kept.join(''))) {
    for (const key of withOneLeftOut(ends(joined))) keys.add(key);
    // One letter more or fewer may put the stored name on the other side of the limit between short and long.
    if (Math.abs(joined.length - SHORT) <= 1)
      for (const key of withOneLeftOut(joined.length > SHORT ? joined : headAndTail(joined)))
        keys.add(key);
  }
  return [...keys].map(hashed);
}

/** `acme gmh`, `acme b bv`: the slip may be in the legal form, which then was not recognised as one. */
function withoutLegalSlip(words: readonly string[]): string[][] {
  const [first = '', last = ''] = words.slice(-2);
  if (words.length > 2 && first.length + last.length <= 4)
    return [words.slice(0, -1), words.slice(0, -2)];
  return words.length > 1 && last.length <= 5 && !GENERIC.has(last) ? [words.slice(0, -1)] : [];
}

/** Search keys of single typed words, telling words only: one list per word. */
export function singleWordKeys(typed: string): string[][] {
  const words = nameWords(typed);
  return words
    .filter((word) => isTelling(word, words))
    .map((word) => {
      const keys = wordKeys(word);
      if (word.length === PREFIX) keys.add(`^${word}`);
      return [...keys].map(hashed);
    });
}

/** Words that so many companies carry that they tell little. */
export const isGeneric = (word: string): boolean => GENERIC.has(word);

// Measured on a million names: shorter ends meet too many others, longer ones only cost room.
const HEAD = 7;
const TAIL = 5;
const SHORT = HEAD + TAIL;
const WORD = 6;
const PREFIX = 4;

const ends = (joined: string): string => (joined.length > SHORT ? headAndTail(joined) : joined);
const headAndTail = (joined: string): string => joined.slice(0, HEAD) + joined.slice(-TAIL);
const wordKeys = (word: string): Set<string> => withOneLeftOut(word.slice(0, WORD));

function isTelling(word: string, among: readonly string[]): boolean {
  return word.length > 1 && (!GENERIC.has(word) || among.every((other) => GENERIC.has(other)));
}

function withOneLeftOut(text: string): Set<string> {
  const keys = new Set([text]);
  if (text.length > 2)
    for (let i = 0; i < text.length; i += 1) keys.add(text.slice(0, i) + text.slice(i + 1));
  return keys;
}

/** FNV-1a, 32 bits: a key takes seven bytes at most, however long the word. */
function hashed(key: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < key.length; i += 1) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(36);
}

const ABBREVIATION = /(?<![\p{L}\p{N}])(?:\p{L}\.\s?)+\p{L}?(?![\p{L}\p{N}])/gu;
const SPELT: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
};
const listed = (words: string): ReadonlySet<string> => new Set(words.split(' '));
const JOINING = listed('and und et y e og och en ve the и і та και');
const GENERIC = listed(
  'group holding holdings industries industry solutions services service systems system technologies technology tech software international global ' +
    'partners consulting capital ventures media digital labs lab works foods logistics energy health healthcare pharma bank insurance financial finance ' +
    'trading trade design studio studios agency network networks security data cloud online marketing management engineering construction manufacturing ' +
    'plastics robotics packaging instruments textiles bakery brewing dental motor food service product ' +
    'products electronics motors retail stores store shop market markets hotel hotels travel airlines university school college institute foundation ' +
    'enterprises enterprise brothers bros sons associates advisors properties realty estate development resources communications telecom america american europe european',
);
