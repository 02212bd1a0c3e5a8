import type { Context } from '../../command.ts';
import { isFigureName } from '../../figure/parse.ts';
import { customerHere } from '../../parse/customer-here.ts';
import { isOrdinary } from '../../parse/ordinary-words.ts';
import { customerInside } from '../inside.ts';
import { asksSomething, isKnown, isPiece, plainWords, type Question } from './asks.ts';
import { type Around, colleagueIn, DID, daysIn, kindsIn, narrowing } from './narrowing.ts';
import { TOPICS, type Topic } from './topics.ts';
import { BETWEEN, HAPPENED } from './words.ts';

/** The look-up that a text asks for, and the words that would be typed for it. */
export interface LookUp {
  command: string;
  typed: string;
}

/** So many unknown words may stand in a piece of a sentence about a customer who is found in it. */
const MOST_UNKNOWN = 1;

/**
 * A question about a customer who is named in it, by what its words are about: `is the login ticket of vela fixed?` asks
 * for Vela's tickets. Null where it names nobody, asks for a deed, or tells something.
 */
export async function lookUpOfCustomer(
  question: Question,
  context: Context,
): Promise<LookUp | null> {
  const around = await aroundName(question.text, context);
  if (!around) return null;
  const words = [...plainWords(around.before), ...plainWords(around.after)];
  const focus = question.focus === question.text ? words : plainWords(question.focus);
  const kinds = kindsIn(focus);
  const isPast = isOfPast(focus) || kinds.length > 1;
  const topic =
    kinds.length > 1 ? undefined : (topicOf(focus) ?? (isPast ? undefined : topicOf(words)));
  const asksForAll = SHOULD_KNOW.test(question.text);
  const isQuestion = asksForAll || asksSomething(question, words, around.before);
  if (asksForAll && around.name !== '') return { command: 'customer', typed: around.name };
  const isHistory =
    isOfPast(words) ||
    kinds.length > 0 ||
    daysIn(`${around.before} ${around.after}`, context) !== '' ||
    (topic === undefined &&
      words.some((word) => DID.test(word)) &&
      (await colleagueIn(words, context)) !== null);
  // "Halden right now" names a customer, and nothing else; "churn of Halden" has no figure of its own.
  const figures = words.filter((word) => isFigureName([word]));
  const isBare =
    (around.before.trim() === '' || figures.length > 0) &&
    words.every((word) => BETWEEN.has(word) || figures.includes(word));
  if (!isQuestion && !isBare && !((topic ?? isHistory) && isPiece(words, MOST_UNKNOWN)))
    return null;
  if (!topic && !isHistory)
    return around.name === '' ? null : { command: 'customer', typed: around.name };
  const { command, typed } = topic ?? HISTORY;
  const narrowed = command === 'timeline' ? await narrowing(around, words, { topic }, context) : '';
  return { command, typed: `${typed.replace('{customer}', () => around.name)}${narrowed}`.trim() };
}

/** The longest name of a customer who is not there, and as short as a name of which one can be sure. */
const [FEWEST_NAME, MOST_NAME] = [2, 3];

/** `has haverstock group paid yet`: asked for all the same, so that the answer says that nobody is called so. */
export function lookUpOfNobody(question: Question): LookUp | null {
  const words = plainWords(question.text);
  const topic = topicOf(plainWords(question.focus));
  const from = words.findIndex((word) => !isKnown(word));
  const name = words.slice(from, words.findLastIndex((word) => !isKnown(word)) + 1);
  const isName =
    from >= 0 &&
    name.length >= FEWEST_NAME &&
    name.length <= MOST_NAME &&
    !name.some((word) => isKnown(word) || isOrdinary(word) || word.startsWith('@'));
  if (!topic || !isName || !asksSomething(question, words)) return null;
  return { command: topic.command, typed: name.join(' ') };
}

const isOfPast = (words: readonly string[]): boolean => words.some((word) => HAPPENED.has(word));

const SHOULD_KNOW =
  /\b(?:what|anything|everything) (?:else )?(?:should|do|must) (?:i|we) (?:need to |have to )?know\b|\b(?:anything|everything) (?:i|we) (?:should|need to|must) know\b/i;

const HISTORY = { command: 'timeline', typed: '{customer}' };

/** The words before and behind the customer's name; null where nobody is named. */
async function aroundName(text: string, context: Context): Promise<Around | null> {
  const inside = await customerInside(text, context);
  if (!inside || isKnown(inside.name.toLowerCase()))
    return (await customerHere(context)) ? { name: '', before: text, after: '' } : null;
  const [before, after] = [text.slice(0, inside.from), text.slice(inside.to)];
  return { name: inside.name, before, after: after.replace(/^['’]?s\b/, '') };
}

const topicOf = (words: readonly string[]): Topic | undefined =>
  TOPICS.find((topic) => topic.words.every((set) => words.some((word) => set.has(word))));
