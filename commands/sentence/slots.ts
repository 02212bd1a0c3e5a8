import { isFigureName } from '../figure/parse.ts';
import { isNameLike, namesDeed, SENTENCE_WORDS } from '../parse/ordinary-words.ts';

/** Words that may begin a time. */
const TIMES =
  /^(?:today|tonight|tomorrow|yesterday|now|later|mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec|(?:jan|febr)uary|march|april|june|july|august|(?:septem|octo|novem|decem)ber|next|this|end|noon|midday|midnight|morning|afternoon|evening|eod|eow|eom|in|a|one|two|three|\d.*)$/;
const BEFORE_TIME = /^(?:on|at|by|before|until|till|the|from|early|late)$/;
/** Whether words in this place of a pattern can be meant. */
export function fitsSlot(name: string, words: readonly string[]): boolean {
  if (words.length === 0) return false;
  switch (name) {
    case 'customer':
    case 'name':
      return isNameLike(words);
    case 'who':
      return isColleague(words);
    case 'when':
    case 'until':
      return isTime(words);
    case 'figure':
      return words.length <= 6 && isFigureName(words);
    case 'term':
      return words.length <= 5;
    case 'one':
      return words.length === 1 && isNameLike(words);
    default:
      return true;
  }
}

const isColleague = (words: readonly string[]): boolean => {
  const [first = '', ...rest] = words;
  if (first.startsWith('@')) return rest.length === 0;
  const named = words.filter((word) => !/^(?:pls|please|plz)$/.test(word));
  return words.length <= 4 && !named.some((word) => SENTENCE_WORDS.has(word) || word === 'to');
};

function isTime(words: readonly string[]): boolean {
  if (words.length > 7) return false;
  const first = words.find((word) => !BEFORE_TIME.test(word)) ?? '';
  return TIMES.test(first);
}

const TIME_PART =
  /^(?:on|at|by|in|the|of|next|this|an?|half|one|two|three|four|five|six|ten|\d[\d.:/-]*(?:st|nd|rd|th|am|pm|h|min|m|d)?|am|pm|uhr|o.?clock|min(?:ute)?s?|hrs?|hours?|days?|weeks?|months?|end|noon|eo[dwm]|(?:mon|tues?|wed|thu|thurs?|fri|sat|sun|(?:mon|tues|wednes|thurs|fri|satur|sun)day)|today|tonight|tomorrow|morning|afternoon|evening|(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)\p{L}*)$/iu;
/** Says no time by itself, and not at the end of one. */
const JOINS_TIME = /^(?:on|at|by|in|the|of|next|this|an?)$/;

/** How many of the first words tell a time: `tomorrow 9 ring them`. */
export function timeLength(words: readonly string[]): number {
  let length = words.findIndex((word) => !TIME_PART.test(word));
  if (length < 0) length = words.length;
  while (length > 0 && JOINS_TIME.test(words[length - 1] ?? '')) length -= 1;
  return length;
}

/** A word that may be a colleague's or a department's name without any sign of it. */
export const isBareName = (word: string): boolean =>
  /^\p{L}[\p{L}'’-]+$/u.test(word) &&
  !/^(?:team|every|all|any|some)/.test(word) &&
  isNameLike([word]) &&
  !namesDeed(word);

const AROUND_NAME =
  /^(?:(?:our |the )?(?:customer|account|company|client)s?\s+|(?:at|with|from|for)\s+)|(?:['’]s|\s+(?:please|pls|plz|account))$/gi;

/** The words of a slot as the command gets them. */
export function tidySlot(name: string, text: string): string {
  switch (name) {
    case 'customer':
    case 'name':
      return text
        .replace(AROUND_NAME, '')
        .replace(/['’]s$/, '')
        .trim();
    case 'who':
      return text
        .replace(/^(?:the|our)\s+/i, '')
        .replace(/\s+(?:team|department|please|pls|plz)\b.*$/i, '')
        .trim();
    case 'when':
      return text.replace(/^(?:on|by)\s+/i, '').trim();
    default:
      return text.trim();
  }
}
