import { nameKey } from '../../crm/matching/names.ts';
import type { Context } from '../command.ts';
import { beginsText } from '../parse/customer-phrase.ts';
import { isNameLike, namesDeed } from '../parse/ordinary-words.ts';
import { unspacedName } from '../parse/unspaced.ts';
import { fitsSlot } from './slots.ts';
import { type Token, tokensOf } from './tokens.ts';

/** Of a sentence: its first words, the longest name, and as many single words as are looked for. */
const [WORDS, LONGEST_NAME, TRIED] = [40, 4, 10];
const SHORTEST = 3;
/** A shorter word has too many neighbours. */
const LONG = 6;
/** So near that a part of the name means the customer. */
const CLEAR = 0.75;
/** Ordinary words of such sentences, which are no names. */
const ORDINARY =
  /^(?:the|an?|new|old|all|any|some|more|most|next|last|first|back|up|on|off|in|out|at|to|of|for|with|from|by|until|after|before|customer|prices?|offer|contract|invoice|ticket|team|today|tomorrow)$/;

/** A customer named in the middle of a text, and the text without the name where it can do without. */
export interface Inside {
  name: string;
  rest: string;
  /** Where the name stands in the text. */
  from: number;
  to: number;
}

/** The texts of each message in which a customer was looked for. */
const looked = new WeakMap<object, Map<string, Promise<Inside | null>>>();

/** Finds the customer who is named somewhere in a text: a whole name, else a word that means one; once for each text of a message. Null where there is none. */
export function customerInside(
  text: string,
  context: Pick<Context, 'store'>,
): Promise<Inside | null> {
  const texts = looked.get(context) ?? new Map<string, Promise<Inside | null>>();
  looked.set(context, texts);
  const found = texts.get(text) ?? findInside(text, context);
  texts.set(text, found);
  return found;
}

async function findInside(
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
  if (unspaced) return { ...unspaced, rest: text };
  const single = phrases
    .filter((some) => some.length === 1)
    .slice(0, TRIED)
    .map((some) => ({ some, word: owning(text.slice(some[0]?.from, some[0]?.to)) }));
  const found = await Promise.all(
    single.map(async ({ some, word }) => {
      const [first] = await customers.find(word, 1);
      const names = nameKey(first?.customer.name ?? '').split(' ');
      const at = names.indexOf(nameKey(word));
      // A slip of a short word is rather another word.
      const score = at < 0 && word.length < LONG ? 0 : (first?.score ?? 0);
      return { some, score, isFirst: at === 0 };
    }),
  );
  const [best] = found
    .filter(({ score }) => score >= CLEAR)
    .toSorted((a, b) => Number(b.isFirst) - Number(a.isFirst) || b.score - a.score);
  return best ? cut(text, best.some) : null;
}

/** `velas invoice` */
const owning = (word: string): string => word.replace(/(?<=\p{L}{3}[^s])s$/iu, '');

function canBeName(tokens: readonly Token[]): boolean {
  const words = tokens.map(({ word }) => word);
  const [first = '', last = ''] = [words[0], words.at(-1)];
  if (!isNameLike(words)) return false;
  if (beginsText(first) || beginsText(last)) return false;
  // Longer names are looked up as they are, so `new balance` is one.
  if (words.length > 1) return true;
  if (ORDINARY.test(first)) return false;
  return first.length >= SHORTEST && !namesDeed(first) && !fitsSlot('when', words);
}

const BEFORE = /(?:^|(\S+)\s+)(?:at|for|with)\s+(?:the\s+)?$/i;
/** So much before the name is looked at. */
const NEAR = 80;
/** Takes a customer and a thing, so that it can do without the customer: `send globex the offer`. */
const GIVES =
  /(?:^|\s)(?:send|give|show|offer|mail|e-?mail|write|tell|ask|bring|forward|hand|pay|quote|get|make)\s+$/i;
const THING =
  /^\s+(?:an?|the|our|their|some|this|these)\s+(?!\d|day\b|week|month|quarter|year|morning|afternoon|evening|hour|mon|tue|wed|thu|fri|sat|sun)/i;
/** Does without the customer before "about". */
const TALKS = /(?:^|\s)(?:call|ring|phone|ping|remind|chase|mail|e-?mail|write|tell|ask)\s+$/i;
const ABOUT = /^\s+about\s/i;
/** The sentence goes on with the name. */
const GOES_ON = /^\s+to\s/i;
const AFTER = /^(?:['’]s)?[,:]?\s*/;

/** The name goes where the sentence can do without, and stays wherever that is in doubt. */
function cut(text: string, tokens: readonly Token[]): Inside {
  const [from, to] = [tokens[0]?.from ?? 0, tokens.at(-1)?.to ?? 0];
  const name = text.slice(from, to).replace(/['’]s$/, '');
  const found = { name, from, to };
  const [before, after] = [text.slice(0, from), text.slice(to)];
  if (before.trim() === '') return { ...found, rest: after.replace(AFTER, '') };
  const near = before.slice(-NEAR);
  const [place, word] = BEFORE.exec(near) ?? [];
  if (place !== undefined && !needsPlace(word) && !GOES_ON.test(after)) {
    const kept = before.slice(0, before.length - place.length);
    return { ...found, rest: `${kept}${word ?? ''}${after}`.trim() };
  }
  return doesWithout(near, after)
    ? { ...found, rest: `${before.trimEnd()}${after}` }
    : { ...found, rest: text };
}

/** "look at", "wait for", "talk with": such a word says nothing without what follows. */
const needsPlace = (word = ''): boolean => namesDeed(word.toLowerCase());

/** A time behind the name is no thing: `write globex this afternoon`. */
const doesWithout = (before: string, after: string): boolean =>
  (GIVES.test(before) && THING.test(after)) || (TALKS.test(before) && ABOUT.test(after));
