import { dayIn } from '../../../crm/time/day.ts';
import { MONTH_NAMES } from '../../../crm/time/month-names.ts';
import type { Context } from '../../command.ts';
import { isFigureName } from '../../figure/parse.ts';
import { customerHere } from '../../parse/customer-here.ts';
import { isOrdinary } from '../../parse/ordinary-words.ts';
import { readPast } from '../../parse/past-day.ts';
import { customerInside } from '../inside.ts';
import { colleagueNamed, departmentIn } from '../somebody.ts';
import { asksSomething, CLAUSE, isKnown, isPiece, plainWords, type Question } from './asks.ts';
import { BETWEEN, HAPPENED, KIND_WORDS, MORE_KINDS, TOPICS, type Topic } from './words.ts';

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

interface Around {
  /** Empty in the customer's own room. */
  name: string;
  before: string;
  after: string;
}

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

/** `last 3 weeks`, `over the past ten days`: from so long ago until now. */
const LENGTH =
  /\b(?:last|past) (a|one|two|three|four|five|six|seven|eight|nine|ten|half a|\d{1,3}) (day|week|month|quarter|year)s?\b/i;
const SPAN = /\b(today|yesterday|(?:this|last|past) (?:week|month|quarter|year))\b/i;
/** `in october`, `last may`, where it is a month. */
const IN_MONTH = /\b(?:in|(last)) ([a-z]{3,9})\b/gi;
const MONTHS: ReadonlySet<string> = new Set(MONTH_NAMES.map((name) => name.toLowerCase()));

/** The words of a span or of a month; empty where there are none. */
function spanIn(text: string): string {
  const span = SPAN.exec(text)?.[1];
  if (span) return span;
  const [, last, month] =
    [...text.matchAll(IN_MONTH)].find(([, , word = '']) => MONTHS.has(word.toLowerCase())) ?? [];
  return month ? `${last ? 'last ' : ''}${month}` : '';
}

const SINCE = /\bsince (?:the )?(.{1,40}?)[?!.]*$/i;
const QUOTED = /["“„]([^"“”„]{2,80})["”“]/;
const ABOUT =
  /\b(?:mention(?:s|ed)?|(?:talk(?:s|ed)?|complain(?:s|ed)?|spoke|wrote|said|asked) (?:about|for)|the word|for the word)\s+(?:the |a |an |our )?([\p{L}\p{N}-]{2,30}(?: (?!with\b|at\b|to\b|by\b|in\b|from\b)[\p{L}\p{N}-]{2,30})?)(?=\s+(?:with|at|to|by|in|from)\b|\s*[?!.]*$)/iu;

/** ` since monday only support "pricing" @tom`: the days, departments, kinds, words and the colleague of a question about the past. */
async function narrowing(
  { before, after }: Around,
  words: readonly string[],
  { topic }: { topic: Topic | undefined },
  context: Context,
): Promise<string> {
  const rest = `${before.trim()} ${after.trim()}`.trim();
  const departments = await Promise.all(
    words
      .filter((_, at) => !/^(?:the|a|our|their)$/.test(words[at - 1] ?? ''))
      .map((word) => departmentIn(word, context)),
  );
  const only = [...new Set([...departments.filter((one) => one !== null), ...kindsIn(words)])];
  const near = [before.split(CLAUSE).at(-1) ?? '', after.split(CLAUSE)[0] ?? ''];
  const colleague = await colleagueIn(near.flatMap(plainWords), context);
  const said = QUOTED.exec(rest)?.[1] ?? ABOUT.exec(rest)?.[1];
  return [
    daysIn(rest, context),
    only.length > 0 && !topic ? ` only ${only.join(', ')}` : '',
    said ? ` "${said}"` : '',
    colleague ? ` @${colleague}` : '',
  ].join('');
}

/** `can we deal with them`, `before i call them` */
const mayBeVerb = (word: string, before = ''): boolean =>
  /^(?:call|deal|email|mail|order|review|survey|rate|meeting)$/.test(word) &&
  !/^(?:an?|the|any|last|latest|only|just|no|our|their|that|this|open|first|and|of|by|\w+ing)$/.test(
    before,
  );

/** The kinds of entries that are named; a word that is asked for by itself counts beside another, or behind "only". */
function kindsIn(words: readonly string[]): string[] {
  const named = (names: Readonly<Record<string, string>>) =>
    words.filter(
      (word, at) =>
        Object.hasOwn(names, word) &&
        !mayBeVerb(word, words[at - 1]) &&
        !(word === 'deals' && words[at + 1] === 'with'),
    );
  const own = named(KIND_WORDS).map((word) => KIND_WORDS[word] ?? word);
  const more = named(MORE_KINDS).map((word) => MORE_KINDS[word] ?? word);
  const isOnly = words.some((word) => word === 'only' || word === 'just');
  return own.length + more.length > 1 || isOnly ? [...new Set([...own, ...more])] : own;
}

/** In the words of the question, so that they are shown as they were meant. */
function daysIn(text: string, { reader }: Context): string {
  const today = dayIn(reader.now, reader.zone);
  const [, count, unit] = LENGTH.exec(text) ?? [];
  const ago =
    count && unit
      ? `${count.replace('half a', '6')} ${count === 'half a' ? 'month' : unit}s ago`
      : '';
  const since = ago || (SINCE.exec(text)?.[1] ?? '');
  const from = readPast(since, reader);
  if (from.kind === 'span' && from.first <= today) return ` since ${since}`;
  const during = spanIn(text);
  const span = readPast(during, reader);
  if (span.kind !== 'span' || span.first > today) return '';
  return span.last < today ? ` since ${during} until ${during}` : ` since ${during}`;
}

/** Words beside a colleague whose part of the history is asked for. */
const DID =
  /^(?:did|does|doing|done|been|up|from|by|wrote|write|said|say|stuff|everything|get|got)$/;

/** `what omar did with acme`: the first part of the e-mail address of one colleague; null where nobody else is named. */
async function colleagueIn(words: readonly string[], context: Context): Promise<string | null> {
  for (const word of words) {
    const found = await colleagueNamed(word, context);
    if (found) return found.email.split('@', 1)[0] ?? null;
  }
  return null;
}
