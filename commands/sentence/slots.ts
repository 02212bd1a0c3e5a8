import { isFigureName } from '../figure/parse.ts';

/** Words of sentences that no customer's name is made of. */
const SENTENCE_WORDS: ReadonlySet<string> = new Set(
  `i me my mine myself you your yours we us our they them their he she him her it its am is are was were be been
  do does did done have has had will would can could should shall may might must not how why when where what who
  whom whose which this that these those anything something everything anybody somebody please pls if because
  about than then there here hi hello hey thanks thank ok okay yes no undo cancel`.split(/\s+/),
);
/** Words that may begin a time. */
const TIMES =
  /^(?:today|tonight|tomorrow|yesterday|now|later|mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec|(?:jan|febr)uary|march|april|june|july|august|(?:septem|octo|novem|decem)ber|next|this|end|noon|midday|midnight|morning|afternoon|evening|eod|eow|eom|in|a|one|two|three|\d.*)$/;
const BEFORE_TIME = /^(?:on|at|by|before|until|till|the|from|early|late)$/;
const MOST_WORDS = 8;
/** Deeds that a sentence asks for; a name of several words may have one of them, so such a text is looked up as a name first. */
const DEEDS: ReadonlySet<string> = new Set(
  `add arrange assign book bring call cancel change chase check close compare complete create decline delete email escalate
  fix follow forget get give go hand inform keep know leave look mail make mark meet message move need notify open
  pass pay phone ping plan post prepare put raise read remind remove rename renew reply report reschedule resolve
  ring run save say schedule see send set share show sign snooze speak start stop switch take talk think try turn
  undo update urgent wait want watch wonder wondering write`.split(/\s+/),
);

/** Whether a word belongs to a sentence rather than to a name. */
export const isOrdinary = (word: string): boolean => SENTENCE_WORDS.has(word) || namesDeed(word);

const DAY = /^(?:today|tonight|tomorrow|yesterday|(?:mon|tues|wednes|thurs|fri|satur|sun)day)$/;

/** Whether a word names a day. */
export const namesDay = (word: string): boolean => DAY.test(word.toLowerCase());

/** Whether a word names a deed. */
export const namesDeed = (word: string): boolean => DEEDS.has(word.replace(/[.,!?:;]+$/, ''));

/** Words that name nobody without others. */
const COUNTS =
  /^(?:all|any|every|each|some|both|none|the|a|an|more|most|late|open|overdue|unpaid|old|new)$/;
/** No name begins with these. */
const NO_BEGINNING = /^(?:at|on|in|up|to|for|from|with|by|of|off|out|not|as|so|just|like)$/;

/** Whether the words can be a customer's name: short, and not a piece of a sentence. */
export const isNameLike = (words: readonly string[]): boolean =>
  words.length > 0 &&
  !words.every((word) => COUNTS.test(word)) &&
  !NO_BEGINNING.test(words[0] ?? '') &&
  words.length <= MOST_WORDS &&
  !words.some((word) => SENTENCE_WORDS.has(word) || word.startsWith('@'));

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
