import { whenWords } from './instant.ts';

export interface DueWords {
  /** The words without it; all of them, where it could not be read. */
  before: string;
  /** As typed: `friday 3pm`. */
  due: string | null;
  /** It was meant as a time, and is none: `31 feb`. */
  unread: string | null;
}

const BY = /(?<=^|\s)(?:by|until|due)\s+/gi;
/** How a time begins, read or not, so that "step by step" and "by calling them" stay what they are. */
const DAYS =
  'mon(?:day)?|tue(?:s|sday)?|wed(?:s|nesday)?|thu(?:rs?|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?';
const MONTHS =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?';
const SAID = `${DAYS}|today|tonight|tomorrow|tmrw?|noon|midnight|morning|afternoon|evening`;
const LOOKS = new RegExp(
  String.raw`^(?:the\s+)?(?:${SAID}|${MONTHS}|next\s+\S+|this\s+(?:week|month|${SAID})|end\s+of|eo[dwmqy]|asap|cob|\d{1,4}(?:st|nd|rd|th)?(?:[.\/-]\d|\s*(?:$|am\b|pm\b|o.?clock|:\d\d|${MONTHS}))|\d{1,2}:\d\d|in\s+(?:a|an|\d+)\s)\b`,
  'i',
);
/** Says nothing more about a time. */
const SURE =
  /[\s,]+(?:for sure|at the latest|latest|please|pls|thanks|thank you|if (?:at all )?possible|if you can|sharp|ok|okay)[.!]*$/i;
/** Goes on with what is to be done: the time ended before it. */
const GOES_ON =
  /^(?:[,;–-]|(?:about|for|to|with|so|because|since|as|if|and|or|but|please|when|that|which|who|in|on|at the)\b)/i;
/** "friday 3pm", "on tomorrow": at the very end, without being called a time. Of a date it may as well be told. */
const LAST = new RegExp(
  String.raw`(?<!\b(?:of|from|since|after|before|last|for|the|this|next|on\s+the|until|every|each|about|to|and|between|than|['’]s))\s+(?:on\s+)?((?:${DAYS}|today|tonight|tomorrow)(?:\s+(?:at\s+)?(?:\d{1,2}(?:[:.]\d\d)?\s*(?:am|pm)|\d{1,2}:\d\d|noon|morning|afternoon|evening))?)[.!]*$`,
  'i',
);

type When = { now: Date; zone: string };

/** `send the offer by friday 3pm` → what, and by when. `unmarked` takes a day at the very end too. */
export function dueWords(typed: string, when: When, { unmarked = false } = {}): DueWords {
  let unread: string | null = null;
  for (const found of [...typed.matchAll(BY)].reverse()) {
    const said = typed.slice(found.index + found[0].length).trim();
    const before = typed.slice(0, found.index).replace(/[\s,]+$/, '');
    const bare = said.replace(SURE, '');
    if (whenWords(bare, when)) return { before, due: bare, unread: null };
    if (!LOOKS.test(said)) continue;
    const [due, rest] = beginning(bare, when);
    if (due && GOES_ON.test(rest)) return { before: `${before} ${rest}`.trim(), due, unread: null };
    unread ??= bare;
  }
  if (unread) return { before: withoutBy(typed, unread), due: null, unread };
  const last = unmarked ? LAST.exec(typed.replace(SURE, '')) : null;
  if (last?.[1] && whenWords(last[1], when))
    return { before: typed.slice(0, last.index).trim(), due: last[1], unread: null };
  return { before: typed, due: null, unread: null };
}

/** The longest beginning that is a time, and what follows it. */
function beginning(said: string, when: When): [string | null, string] {
  const words = said.split(' ');
  for (let n = Math.min(words.length - 1, 6); n > 0; n -= 1) {
    const due = words.slice(0, n).join(' ').replace(/[,;]$/, '');
    if (whenWords(due, when)) return [due, words.slice(n).join(' ')];
  }
  return [null, said];
}

const withoutBy = (typed: string, unread: string): string =>
  typed.slice(0, typed.lastIndexOf(unread)).replace(/[\s,]*(?:by|until|due)\s+$/i, '');
