import { dayIn } from '../../../crm/time/day.ts';
import type { Context } from '../../command.ts';
import { readPast } from '../../parse/past-day.ts';
import { colleagueNamed, departmentIn } from '../somebody.ts';
import { CLAUSE, plainWords } from './asks.ts';
import { KIND_WORDS, MORE_KINDS, type Topic } from './topics.ts';
import { MONTHS } from './words.ts';

/** The words before and behind a customer's name. */
export interface Around {
  /** Empty in the customer's own room. */
  name: string;
  before: string;
  after: string;
}

/** `last 3 weeks`, `over the past ten days`: from so long ago until now. */
const LENGTH =
  /\b(?:last|past) (a|one|two|three|four|five|six|seven|eight|nine|ten|half a|\d{1,3}) (day|week|month|quarter|year)s?\b/i;
const SPAN = /\b(today|yesterday|(?:this|last|past) (?:week|month|quarter|year))\b/i;
/** `in october`, `last may`, where it is a month. */
const IN_MONTH = /\b(?:in|(last)) ([a-z]{3,9})\b/gi;

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
export async function narrowing(
  { before, after }: Pick<Around, 'before' | 'after'>,
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
export function kindsIn(words: readonly string[]): string[] {
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
export function daysIn(text: string, { reader }: Context): string {
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
export const DID =
  /^(?:did|does|doing|done|been|up|from|by|wrote|write|said|say|stuff|everything|get|got)$/;

/** `what omar did with acme`: the first part of the e-mail address of one colleague; null where nobody else is named. */
export async function colleagueIn(
  words: readonly string[],
  context: Context,
): Promise<string | null> {
  for (const word of words) {
    const found = await colleagueNamed(word, context);
    if (found) return found.email.split('@', 1)[0] ?? null;
  }
  return null;
}
