import { namesDeed } from '../../parse/ordinary-words.ts';
import { withoutLeads } from '../read.ts';
import { tokensOf } from '../tokens.ts';
import { ANYBODY, CUSTOMER_LISTS, CUSTOMERS, LATE, LISTS } from './lists.ts';
import { KIND_WORDS, TOPICS } from './topics.ts';
import { BETWEEN, HAPPENED, QUESTION_VERBS, QUESTION_WORDS, TELLS } from './words.ts';

/** A longer text rather tells something. */
const MOST_WORDS = 24;

/** A text that may ask for something, without the polite words before it. */
export interface Question {
  /** As it was typed. */
  typed: string;
  text: string;
  /** The part that asks: `what happened` of `they are furious, what happened`. */
  focus: string;
}

const CONDITIONAL =
  /\b(?:(?:let me know|(?:remind|ping|notify|alert|poke) me)\s+(?:when(?:ever)?|if|once|as soon as|unless)|tell me (?:when(?:ever)?|once|as soon as))\b/i;

/** `let me know when penrose pays`: for something that has not happened yet. */
export const isConditional = (typed: string): boolean => CONDITIONAL.test(typed);

/** Null where the text is too long to be a question. */
export function questionOf(typed: string): Question | null {
  const text = withoutLeads(typed);
  return tokensOf(text).length > MOST_WORDS || isConditional(typed)
    ? null
    : { typed, text, focus: focusOf(text) };
}

/** The words of a text, without its marks. */
export const plainWords = (text: string): string[] =>
  tokensOf(text)
    .filter(({ isMark }) => !isMark)
    .map(({ word }) => word);

/** `had dockside on the line` tells something, `have we paid` asks. */
const HAVE = /^(?:have|had|got)$/;
/** A question behind "do you know" asks for what it says. */
const DO_YOU_KNOW =
  /\b(?:do|does) (?:you|we|anyone|anybody) (?:happen to )?know\b|\bany idea\b|\bi(?: was)? wonder/i;
const ASK_THEM = /\bask (?:him|her|them)\b/i;
const HAVE_WHO = /^(?:we|you|they|i|he|she|any|anyone|anybody|someone|somebody)$/;
/** `got a name for anyone there`, and `had a coffee with them`. */
const GOT_WHAT = /^(?:the|a|an)$/;

/** `before`: what stands before the customer's name, where one is named; `words`: all the others. */
export function asksSomething(
  { typed, text, focus }: Question,
  words: readonly string[],
  before = text,
): boolean {
  const [first = '', second = ''] = words;
  if (focus !== text) return true;
  if (DO_YOU_KNOW.test(typed) && !ASK_THEM.test(typed)) return true;
  if (first === 'have' && before.trim().toLowerCase() === first) return true;
  if (namesDeed(first) || second.startsWith('@')) return false;
  if (QUESTION_WORDS.has(first)) return true;
  // "Can you have Kim look at it" asks for a deed.
  const isPolite = text.length < typed.trim().length && first === 'have';
  // "Do not tell me of them" is a wish.
  if (second === 'not') return false;
  const isGot = first === 'got' && GOT_WHAT.test(second);
  const isVerb = HAVE.test(first) ? isGot || HAVE_WHO.test(second) : QUESTION_VERBS.has(first);
  if (isVerb && before.trim() !== '' && !isPolite) return true;
  return /\?\s*$/.test(typed) && first !== 'with' && !words.some((word) => namesDeed(word));
}

/** Between two parts of a sentence. */
export const CLAUSE = /[,;.!?]\s+|\s[-–—]\s/;
const WH =
  /^(?:who|whom|whose|what|which|when|where|why|how)\b|^(?:who|what|how|where|when)s\b|^(?:do|does|did|is|are|have|has) (?:they|we|you|it|he|she)\b/i;

/** Whether the last part asks, and those before it say why. */
export const asksLast = (typed: string): boolean => {
  const text = withoutLeads(typed);
  return focusOf(text) !== text;
};

/** The last part where it asks, else all. */
function focusOf(text: string): string {
  const [, ...clauses] = text.split(CLAUSE);
  const last = clauses.at(-1) ?? '';
  return WH.test(last) ? last : text;
}

/** `phone number`, `email address`: no deed. */
const ADDRESS = /^(?:nr|number|numbers|add?ress(?:es)?)$/;

/** `phone number of halden`, `halden history last 3 months`: a piece of a sentence that asks. `most` unknown words may stand in it. */
export const isPiece = (words: readonly string[], most: number): boolean =>
  (!namesDeed(words[0] ?? '') || words.some((word) => ADDRESS.test(word))) &&
  isKnown(words[0] ?? 'the') &&
  !words.some((word) => TELLS.has(word) || word.startsWith('@')) &&
  unknownIn(words).length <= most;

/** Words that say nothing to me. */
export const unknownIn = (words: readonly string[]): string[] =>
  words.filter((word) => !isKnown(word));

const TIME = /^(?:last|next|past|ago|today|yesterday|days?|weeks?|months?|quarter|year|\d+)$/;
const SETS = [TOPICS, LISTS, CUSTOMER_LISTS].flat().flatMap(({ words }) => words);

/** Whether a word is one of a question, so that it names nobody. */
export const isKnown = (word: string): boolean =>
  [BETWEEN, HAPPENED, QUESTION_WORDS, QUESTION_VERBS, TELLS, LATE, CUSTOMERS, ANYBODY].some((set) =>
    set.has(word),
  ) ||
  Object.hasOwn(KIND_WORDS, word) ||
  TIME.test(word) ||
  SETS.some((set) => set.has(word));
