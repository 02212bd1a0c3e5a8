import { headOf } from '../../crm/text/cut.ts';
import { readWhen, type WhenReader } from './instant.ts';
import { lastTime } from './last-time.ts';
import { DAY_WORDS, DAYS, FEAST_WORDS, isTimeWord, MONTHS, slipOf } from './time/vocabulary.ts';

export interface DueWords {
  /** The words without it; all of them, where it could not be read. */
  before: string;
  /** As typed: `friday 3pm`. */
  due: string | null;
  /** It was meant as a time, and is none: `31 feb`. */
  unread: string | null;
  /** Nothing called `unread` a time: it may as well belong to the text. */
  isVague?: true;
}

const BY = /(?<=^|\s)(?:by|until|due)\s+/gi;
const AT = String.raw`(?:at|kl\.?)\s*\d[\d:.]*(?:\s*(?:am|pm|h|uhr)\d{0,2})?|at\s+(?:noon|midnight)`;
const PART = String.raw`in\s+the\s+(?:morning|afternoon|evening)`;
const IN = String.raw`(?:with)?in\s+(?:half\s+)?(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d+)\s+\p{L}+`;
/** How a time begins, read or not, so that "step by step" and "by calling them" stay what they are. */
const LOOKS = new RegExp(
  String.raw`^(?:the\s+)?(?:${DAY_WORDS}|${MONTHS}|yesterday|next\s+\S+|(?:last|past|previous)\s+(?:night|week|month|quarter|year|${DAYS}|${MONTHS})|\S+\s+\S+\s+ago|first\s+thing\s|(?:before|after)\s+(?:lunch|noon|tomorrow|${DAYS})|this\s+(?:week|month|quarter|year|${DAY_WORDS})|(?:end|start|beginning)\s+of|eo[dwmqy]|asap|cob|(?:later|soon)[.!]?$|${AT}|${PART}|${IN}|(?:the\s+)?day\s+(?:before|after)|\d{1,2}(?:st|nd|rd|th)|\d{1,4}(?:[.\/-]\d{1,4}\.?|\s*(?:$|am\b|pm\b|h\b|h\d|uhr\b|o.?clock|:\d\d|[年月時点]|(?:of\s+)?(?:${MONTHS})))|\d{1,2}:\d\d|(?:this\s+)?(?:${FEAST_WORDS})|(?:mid(?:dle\s+of)?|early|late)[\s-]+(?:${MONTHS}|week|next|this)|(?:first|last)\s+(?:of|day|week|half)|[qh][1-4]|(?:easter|spring|summer|autumn|winter|the\s+weekend|lunch(?:time)?)[.!]?$)(?![\p{L}\p{N}])`,
  'iu',
);
/** So much of something is no time: `by 1.5 million`. */
const COUNT =
  /^\d[\d.,/]*\s*(?:%|x\b|k\b|percent|points?|times|thousand|million|billion|mio|bn|of\s+(?:the|it|them|our|their|all))/i;
/** Says nothing more about a time. */
const SURE =
  /[\s,]+(?:for sure|at the latest|latest|please|pls|thanks|thank you|if (?:at all )?possible|if you can|sharp|ok|okay)[.!]*$/i;
/** Goes on with what is to be done: the time ended before it. */
const GOES_ON =
  /^(?:[,;–-]|(?:about|for|to|with|so|because|since|as|if|and|or|but|please|when|that|which|who|in|on|at the)\b)/i;
/** At the end of what was typed: no time is longer, and a look at more would be a look at every word. */
const TAIL = 80;
/** A time stands near the end; of more than these, the first ones are text. */
const CANDIDATES = 4;
/** As long as a form's field for it. */
const LONGEST = 60;

/** `send the offer by friday 3pm` → what, and by when. `unmarked` takes a day at the very end too, `vague` also one that has to be asked about. */
export function dueWords(
  typed: string,
  reader: WhenReader,
  { unmarked = false, vague = false } = {},
): DueWords {
  let unread: DueWords | null = null;
  for (const found of candidates(typed)) {
    const said = typed.slice(found.index + found.length).trim();
    const before = withoutEnd(typed.slice(0, found.index));
    const bare = withoutSure(said);
    const whole = foundTime(before, bare, reader);
    if (whole) return unmarked ? withLast(whole, reader) : whole;
    const [due, rest] = beginning(bare, reader);
    if (due && GOES_ON.test(rest)) return { ...due, before: `${before} ${rest}`.trim() };
    unread ??= unreadOf(before, bare);
  }
  if (unread) return unread;
  const last = unmarked ? lastTime(withoutSure(typed), reader) : null;
  if (!last || !(last.isRead || vague)) return { before: typed, due: null, unread: null };
  const { before, words } = last;
  return last.isRead
    ? { before, due: words, unread: null }
    : { before, due: null, unread: words, isVague: true };
}

/** `call them at 9 by tomorrow`: the hour and the day are one time. */
function withLast(found: DueWords, reader: WhenReader): DueWords {
  const last = found.due === null ? null : lastTime(found.before, reader);
  if (!last || last.before === found.before) return found;
  const both = [`${found.due} ${last.words}`, `${last.words} ${found.due}`];
  const due = both.find((words) => readWhen(words, reader).kind === 'time');
  return due ? { before: last.before, due, unread: null } : found;
}

/** Beside a reason in quotes, the words behind "by" are a time, read or not: `by soonish` is asked about. */
export function dueAfterBy(words: string, reader: WhenReader): DueWords {
  const read = dueWords(words, reader);
  const [by] = read.due === null && read.unread === null ? words.matchAll(BY) : [];
  if (!by) return read;
  return unreadOf(withoutEnd(words.slice(0, by.index)), words.slice(by.index + by[0].length));
}

/** The last places at which a time seems to begin, from the end. */
function candidates(typed: string): { index: number; length: number }[] {
  const found: { index: number; length: number }[] = [];
  for (const match of typed.matchAll(BY)) {
    const next = typed.slice(match.index + match[0].length, match.index + match[0].length + TAIL);
    if (COUNT.test(next) || (!LOOKS.test(next) && !slipOf(next.split(' ', 1)[0] ?? ''))) continue;
    found.push({ index: match.index, length: match[0].length });
    if (found.length > CANDIDATES) found.shift();
  }
  return found.reverse();
}

/** Null where it is no time at all; one that has to be asked about is unread. */
function foundTime(before: string, words: string, reader: WhenReader): DueWords | null {
  if (words.length > LONGEST) return null;
  const { kind } = readWhen(words, reader);
  if (kind === 'unread') return null;
  return kind === 'time'
    ? { before, due: words, unread: null }
    : { before, due: null, unread: words };
}

/** The longest beginning that is a time, and what follows it. */
function beginning(said: string, reader: WhenReader): [DueWords | null, string] {
  const words = said.slice(0, TAIL).split(' ');
  const end = words.findIndex((word) => !isTimeWord(word) && !slipOf(word));
  const most = Math.min(end < 0 ? words.length - 1 : end, 6);
  for (let n = most; n > Math.max(0, most - 3); n -= 1) {
    const typed = words.slice(0, n).join(' ');
    const due = foundTime('', withoutEnd(typed), reader);
    if (due) return [due, said.slice(typed.length).trim()];
  }
  return [null, said];
}

/** Nothing of it is lost: what is too long for a time goes back to the text. */
function unreadOf(before: string, bare: string): DueWords {
  if (bare.length <= LONGEST) return { before, due: null, unread: bare };
  const end = bare.lastIndexOf(' ', LONGEST);
  const at = end > 0 ? end : headOf(bare, LONGEST).length;
  return {
    before: `${before} ${bare.slice(at).trim()}`.trim(),
    due: null,
    unread: bare.slice(0, at),
  };
}

const withoutSure = (said: string): string => {
  const from = Math.max(0, said.length - TAIL);
  return said.slice(0, from) + said.slice(from).replace(SURE, '');
};

/** Without spaces and commas at its end, found from there: a pattern would try every run of them. */
function withoutEnd(words: string): string {
  let end = words.length;
  while (end > 0 && /[\s,;]/.test(words[end - 1] ?? '')) end -= 1;
  return words.slice(0, end);
}
