import { spanWords } from '../../../crm/customer/list-span.ts';
import { customerListWords } from '../../../crm/customer/list-words.ts';
import { dayIn } from '../../../crm/time/day.ts';
import type { Context } from '../../command.ts';
import { segmentNames } from '../../figure/command.ts';
import { figureWords, isFigureName } from '../../figure/parse.ts';
import { KPIS } from '../../figure/scope.ts';
import { fitsGaps } from '../gaps.ts';
import { colleagueNamed, departmentIn } from '../somebody.ts';
import { asksSomething, isPiece, plainWords, type Question, unknownIn } from './asks.ts';
import type { LookUp } from './customer.ts';
import {
  ANYBODY,
  CUSTOMER_LISTS,
  CUSTOMERS,
  FIGURES,
  LATE,
  LISTS,
  OTHER_LOOK_UPS,
  SKIPPED,
} from './lists.ts';
import { MONTHS } from './words.ts';

/** So many unknown words may stand in a question about nobody in particular, or in a piece of one: a name would be one. */
const MOST_UNKNOWN = { question: 2, piece: 1 };

/** Whether the words ask for customers rather than for one of them. */
export const isOfCustomers = (words: readonly string[]): boolean =>
  words.some((word) => CUSTOMERS.has(word));

/** `which customers should worry me`, `any handoffs stuck?`, `csat for germany?`: a list or a figure. Null where it is none. */
export async function lookUpAcross(question: Question, context: Context): Promise<LookUp | null> {
  const words = plainWords(question.focus);
  const isQuestion = asksSomething(question, words);
  const isFigure = [1, 2, 3].some((length) => isFigureName(words.slice(0, length)));
  const isOfLists = await beginsList(words, context);
  if (!isQuestion && !isFigure && !isOfLists && !isPiece(words, MOST_UNKNOWN.piece)) return null;
  const told = OTHER_LOOK_UPS.find(([pattern]) => fitsGaps(words, pattern));
  if (told) return { command: told[1], typed: told[2] || monthIn(told[1], words) };
  const figure = await figureIn(words, context);
  if (figure) return figure;
  const list = customersIn(question.text, words, context);
  if (list) return list;
  return listIn(words, context);
}

const monthIn = (command: string, words: readonly string[]): string =>
  (command === 'wins' && words.find((word) => MONTHS.has(word))) || '';

const BEGINS = /^(?:every|all|any|my|our|the|open|late|overdue|which|what)$/;

/** `every open ticket we have`, `supports open tasks`: they begin with whose they are, or how many. */
async function beginsList(words: readonly string[], context: Context): Promise<boolean> {
  const [first = ''] = words;
  if (words.length > MOST_LIST_WORDS) return false;
  return BEGINS.test(first) || (await whoseIn([first], context)) !== null;
}

const MOST_LIST_WORDS = 10;

const MY = /^(?:my|mine|i)$/;
const CITY =
  /\bin (?!ages|weeks|months|days|danger|the|this|next|last|an?\b)(\p{L}[\p{L} .'’-]{1,58}?)[?!.]*$/iu;

/** `which of my accounts have urgent tickets` → `customers mine urgent`. */
function customersIn(text: string, words: readonly string[], { reader }: Context): LookUp | null {
  const first = words[0] ?? '';
  if (!isOfCustomers(words) && !ANYBODY.has(first)) return null;
  const kind = CUSTOMER_LISTS.find(({ words: sets }) =>
    sets.every((set) => words.some((word) => set.has(word))),
  )?.typed;
  const city = CITY.exec(text)?.[1];
  const isPlace = city !== undefined && spanWords(text) === null;
  if (!kind && !(isPlace && words.length <= MOST_PLACE_WORDS)) return null;
  const typed = [
    words.some((word) => MY.test(word)) ? 'mine' : '',
    kind ?? '',
    kind === 'renewing' || kind === 'new' ? (spanWords(text) ?? '') : '',
    isPlace ? `in ${city}` : '',
  ]
    .filter(Boolean)
    .join(' ');
  return (
    customerListWords(typed, dayIn(reader.now, reader.zone)) && { command: 'customers', typed }
  );
}

/** `who do we have in berlin` */
const MOST_PLACE_WORDS = 8;

/** `which tickets is ben sitting on` → `tickets @ben`. */
async function listIn(words: readonly string[], context: Context): Promise<LookUp | null> {
  const list = LISTS.find(({ words: sets }) =>
    sets.every((set) => words.some((word) => set.has(word))),
  );
  if (!list || words[0] === 'how') return null;
  const whose = await whoseIn(words, context);
  const unknown = unknownIn(words).filter((word) => word !== whose?.word);
  const isMine = words.some((word) => /^(?:my|mine|i|me|we|our|us|any|all|every)$/.test(word));
  if (unknown.length > (whose || isMine ? MOST_UNKNOWN.question : 0)) return null;
  const isAll = list.mine !== '' && words.some((word) => /^(?:all|every|we|everybody)$/.test(word));
  const mine = isAll ? 'all' : list.mine;
  const late = list.late && words.some((word) => LATE.has(word)) ? 'late ' : '';
  return {
    command: list.command,
    typed: `${late}${whose?.typed ?? (late ? '' : mine)}`.trim(),
  };
}

/** The colleague or the department that a word names. */
async function whoseIn(
  words: readonly string[],
  context: Context,
): Promise<{ word: string; typed: string } | null> {
  if (words.some((word) => /^(?:my|our)$/.test(word)) && words.includes('team'))
    return { word: 'team', typed: 'my team' };
  for (const word of words)
    for (const name of [word, word.replace(/['’]?s$/, '')]) {
      const department = await departmentIn(name, context);
      if (department) return { word, typed: department };
    }
  for (const word of unknownIn(words)) {
    const found = await colleagueNamed(word, context);
    const ref = found?.email.split('@', 1)[0];
    if (ref) return { word, typed: `@${ref}` };
  }
  return null;
}

const MOST_FIGURE_WORDS = 4;

/** `hows nps looking vs last quarter` → `kpi nps last quarter`: the longest name of a figure, with what else can be read. */
async function figureIn(words: readonly string[], context: Context): Promise<LookUp | null> {
  const told = FIGURES.find(([pattern]) => fitsGaps(words, pattern));
  if (told) return { command: 'kpi', typed: await withScope(told[1], words, context) };
  for (let length = MOST_FIGURE_WORDS; length > 0; length -= 1)
    for (let at = 0; at + length <= words.length; at += 1) {
      const name = words.slice(at, at + length);
      if (
        !isFigureName(name) ||
        LISTS.some((list) => name.some((word) => list.words[0]?.has(word)))
      )
        continue;
      const typed = await withScope(name.join(' '), words.slice(at + length), context);
      return { command: 'kpi', typed };
    }
  return null;
}

/** The figure's name, with as much of the end of the question as is a period or a segment. */
async function withScope(
  figure: string,
  words: readonly string[],
  context: Context,
): Promise<string> {
  const names = await segmentNames(context);
  const reader = { ...context.reader, zone: context.zone };
  const rest = words.filter((word) => !SKIPPED.has(word)).slice(-MOST_SCOPE);
  for (let from = 0; from < rest.length; from += 1) {
    const typed = [figure, ...rest.slice(from)].join(' ');
    if (figureWords(typed, { kpis: KPIS, names, reader }).unread === '') return typed;
  }
  return figure;
}

const MOST_SCOPE = 6;
