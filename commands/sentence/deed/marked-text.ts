import type { Context } from '../../command.ts';
import { isOrdinary } from '../../parse/ordinary-words.ts';
import { colleaguesNamed } from '../../parse/which-colleague.ts';
import { departmentNamed } from '../../parse/which-department.ts';
import { customerInside } from '../inside.ts';
import { type Token, tokensOf } from '../tokens.ts';

/** Longer texts are kept as they are, not guessed at. */
const MOST_WORDS = 60;

/** A word of a text; `§` stands for the customer's name, `@` for a colleague's or a department's. */
export interface Marked {
  word: string;
  from: number;
  end: number;
}

/** A text in which a customer is named, with the names in it marked. */
export interface MarkedText {
  text: string;
  /** As it was typed. */
  customer: string;
  /** The first colleague or department in it: a mention keeps its sign. */
  who: string | null;
  words: readonly Marked[];
}

/** Null where no customer is named, or where the text is too long to be read. */
export async function markNames(text: string, context: Context): Promise<MarkedText | null> {
  const tokens = tokensOf(text).filter(({ isMark }) => !isMark);
  if (tokens.length > MOST_WORDS) return null;
  const inside = await customerInside(text, context);
  if (!inside) return null;
  const from = text.toLowerCase().indexOf(inside.name.toLowerCase());
  const to = from + inside.name.length;
  const isName = (token: Token): boolean => token.from < to && token.to > from;
  let who: string | null = null;
  const words: Marked[] = [];
  for (const token of tokens) {
    if (isName(token)) {
      if (words.at(-1)?.word !== '§') words.push({ word: '§', from: token.from, end: token.end });
      continue;
    }
    const isSomebody = await namesSomebody(token.word, context);
    if (isSomebody) who ??= token.word;
    words.push({ word: isSomebody ? '@' : token.word, from: token.from, end: token.end });
  }
  return { text, customer: inside.name, who, words };
}

async function namesSomebody(word: string, context: Context): Promise<boolean> {
  if (word.startsWith('@')) return word.length > 1;
  if (word.length < 3 || isOrdinary(word)) return false;
  if (await departmentNamed(word, context)) return true;
  return (await colleaguesNamed(word, context)).length === 1;
}
