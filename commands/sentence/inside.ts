import type { Context } from '../command.ts';
import { beginsText } from '../parse/customer-phrase.ts';
import { unspacedName } from '../parse/unspaced.ts';
import { fitsSlot, isNameLike, namesDeed } from './slots.ts';
import { type Token, tokensOf } from './tokens.ts';

/** Of a sentence: its first words, the longest name, and as many single words as are looked for. */
const [WORDS, LONGEST_NAME, TRIED] = [40, 4, 10];
const SHORTEST = 3;
/** So near that a part of the name means the customer. */
const CLEAR = 0.75;
/** Ordinary words of such sentences, which are no names. */
const ORDINARY =
  /^(?:the|an?|new|old|all|any|some|more|most|next|last|first|back|up|on|off|in|out|at|to|of|for|with|from|by|until|after|before|customer|prices?|offer|contract|invoice|ticket|team|today|tomorrow)$/;

/** A customer named in the middle of a text, and the text without the name where it can do without. */
export interface Inside {
  name: string;
  rest: string;
}

/** Finds the customer who is named somewhere in a text: a whole name, else a word that means one. Null where there is none. */
export async function customerInside(
  text: string,
  { store: { customers } }: Pick<Context, 'store'>,
): Promise<Inside | null> {
  const tokens = tokensOf(text)
    .filter(({ isMark }) => !isMark)
    .slice(0, WORDS);
  const phrases = tokens.flatMap((_, at) =>
    Array.from({ length: LONGEST_NAME }, (_none, i) => tokens.slice(at, at + LONGEST_NAME - i))
      .filter((some, i) => some.length === LONGEST_NAME - i)
      .filter(canBeName),
  );
  const whole = await Promise.all(
    phrases.map((some) => customers.named(text.slice(some[0]?.from, some.at(-1)?.to))),
  );
  const longest = phrases
    .filter((_, i) => whole[i] !== null)
    .toSorted((one, other) => other.length - one.length)[0];
  if (longest) return cut(text, longest);
  const unspaced = await unspacedName(text, { customers });
  if (unspaced) return { name: unspaced.name, rest: text };
  const single = phrases
    .filter((some) => some.length === 1)
    .slice(0, TRIED)
    .map((some) => ({ some, word: text.slice(some[0]?.from, some[0]?.to) }));
  const found = await Promise.all(
    single.map(async ({ some, word }) => {
      const [first] = await customers.find(word, 1);
      return { some, score: first?.score ?? 0 };
    }),
  );
  const [best] = found.filter(({ score }) => score >= CLEAR).toSorted((a, b) => b.score - a.score);
  return best ? cut(text, best.some) : null;
}

function canBeName(tokens: readonly Token[]): boolean {
  const words = tokens.map(({ word }) => word);
  const [first = '', last = ''] = [words[0], words.at(-1)];
  if (!isNameLike(words) || [first, last].some((word) => ORDINARY.test(word))) return false;
  if (beginsText(first) || beginsText(last)) return false;
  if (words.length > 1) return true;
  return first.length >= SHORTEST && !namesDeed(first) && !fitsSlot('when', words);
}

const BEFORE = /(?:^|\s)(?:at|for|with)\s+(?:the\s+)?$/i;
const ARTICLE = /^\s+(?:an?|the|our|their|some|this|these|about)\s/i;
const AFTER = /^(?:['’]s)?[,:]?\s*/;

/** The name goes where the sentence can do without: at its beginning, behind "at" or "for", and before an article. */
function cut(text: string, tokens: readonly Token[]): Inside {
  const [from, to] = [tokens[0]?.from ?? 0, tokens.at(-1)?.to ?? 0];
  const name = text.slice(from, to).replace(/['’]s$/, '');
  const [before, after] = [text.slice(0, from), text.slice(to)];
  if (before.trim() === '') return { name, rest: after.replace(AFTER, '') };
  if (BEFORE.test(before)) return { name, rest: `${before.replace(BEFORE, '')}${after}`.trim() };
  return ARTICLE.test(after) ? { name, rest: `${before.trimEnd()}${after}` } : { name, rest: text };
}
