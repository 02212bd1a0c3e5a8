import type { Context } from '../command.ts';
import { isFigureName } from '../figure/parse.ts';
import { isOrdinary } from '../parse/ordinary-words.ts';
import { NEAR } from '../parse/own-first.ts';
import { customerInside } from './inside.ts';
import { plainWords } from './topic/asks.ts';
import { QUESTION_WORDS } from './topic/words.ts';

/** Things that a sentence asks about; a name of several words has none of them. */
const OUR_THINGS = /^(?:customers?|accounts|tickets?|deals?|renewals?|promises?|handoffs?)$/;
/** Between the first word and the last one, these join pieces of a sentence, and seldom those of a name. */
const JOINS = /^(?:in|for|that|with|from|at|to|on|by|about|until)$/;

/**
 * Whether words in the place of a customer's name are a piece of a sentence: `globex still under`, `the short version on
 * acme`. They are nearly nobody's name, and have a customer's name or an ordinary word in them.
 */
export async function isPieceOfSentence(
  query: string,
  context: Pick<Context, 'store'>,
): Promise<boolean> {
  const { store } = context;
  const words = plainWords(query);
  // A command reads words behind a colon, which are no name.
  if (words.length < 2 || query.includes(':')) return false;
  if (await store.customers.named(query)) return false;
  if (words.some((_, n) => n > 0 && isFigureName(words.slice(0, n)))) return true;
  const inside = await customerInside(query, context);
  const rest = inside ? plainWords(inside.rest.replace(inside.name, '')) : [];
  if (rest.some((word) => QUESTION_WORDS.has(word))) return true;
  const [near] = await store.customers.find(query, 1);
  if (near && near.score >= NEAR) return false;
  if (inside) return true;
  if (near) return false;
  return (
    words.some((word) => OUR_THINGS.test(word) || isOrdinary(word)) ||
    words.slice(1, -1).some((word) => JOINS.test(word))
  );
}
