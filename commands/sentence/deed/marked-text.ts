import type { Context } from '../../command.ts';
import { customerInside } from '../inside.ts';
import { somebodyNamed } from '../somebody.ts';
import { tokensOf } from '../tokens.ts';
import { isKnown } from '../topic/asks.ts';

/** Longer texts are kept as they are, not guessed at. */
const MOST_WORDS = 60;

/** A word of a text; `§` stands for the customer's name, `@` for a colleague's or a department's. */
export interface Marked {
  word: string;
  /** As it was typed. */
  said: string;
  end: number;
}

/** A text in which a customer is named, with the names in it marked. */
export interface MarkedText {
  text: string;
  /** As it was typed. */
  customer: string;
  words: readonly Marked[];
}

/** Null where no customer is named, or where the text is too long to be read. */
export async function markNames(text: string, context: Context): Promise<MarkedText | null> {
  const tokens = tokensOf(text).filter(({ isMark }) => !isMark);
  if (tokens.length > MOST_WORDS) return null;
  const inside = await customerInside(text, context);
  if (!inside || isKnown(inside.name.toLowerCase())) return null;
  const words: Marked[] = [];
  for (const { word: said, from, to, end } of tokens) {
    const isName = from < inside.to && to > inside.from;
    if (isName && words.at(-1)?.word === '§') continue;
    const sign = isName ? '§' : (await somebodyNamed(said, context)) && '@';
    words.push({ word: sign || said, said, end });
  }
  return { text, customer: inside.name, words };
}
