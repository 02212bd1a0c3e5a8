import { readWhen, type WhenReader } from './instant.ts';
import { DAYS, MONTHS } from './time/vocabulary.ts';

/** A time at the very end of what was typed, which nothing calls one: `call them at 4pm`. */
export interface LastTime {
  /** The words without it; all of them, where the time may be a part of what they tell. */
  before: string;
  /** As typed. */
  words: string;
  /** False where it has to be asked about: `next week`. */
  isRead: boolean;
}

export const CLOCK = String.raw`(?:at\s+)?(?:\d{1,2}(?:[:.]\d\d)?\s*(?:am|pm|h|uhr)|\d{1,2}h\d\d|\d{1,2}:\d\d|noon|(?:in\s+the\s+)?(?:morning|afternoon|evening))|at\s+(?:\d{1,2}|noon)`;
const UNITS = 'week|month|quarter|year';
const NTH = String.raw`\d{1,2}(?:st|nd|rd|th)`;
const DATE = String.raw`\d{4}-\d{1,2}-\d{1,2}|\d{1,2}\.\d{1,2}\.(?:\d{2,4})?|(?:the\s+)?(?:\d{1,2}|${NTH})\.?\s+(?:of\s+)?(?:${MONTHS})(?:,?\s+\d{4})?|(?:${MONTHS})\s+(?:\d{1,2}|${NTH})(?:,?\s+\d{4})?`;
const DAY = String.raw`(?:first\s+thing\s+(?:on\s+)?)?(?:(?:(?:this|next|coming)\s+)?(?:${DAYS})(?:\s+next\s+week)?|tomorrow)|next\s+week\s+(?:on\s+)?(?:${DAYS})|today|tonight|(?:the\s+)?day\s+after\s+tomorrow|${DATE}|on\s+(?:the\s+${NTH}|\d{1,2}[./-]\d{1,2}(?:[./-]\d{2,4})?)`;
const EDGE = String.raw`(?:the\s+)?(?:end|start|beginning)\s+of\s+(?:the\s+)?(?:(?:this|next)\s+)?(?:(?:business\s+)?day|${UNITS}|${MONTHS})|eo[dwmqy]|cob|this\s+(?:${UNITS})`;
const HOUR = String.raw`(?:at|(?:at\s+)?around)\s+(?:\d{1,2}(?:[:.]\d\d)?(?:\s*(?:am|pm|h|uhr)|\s+in\s+the\s+(?:morning|afternoon|evening))?|\d{1,2}h\d\d|noon|midnight)|\d{1,2}(?:[:.]\d\d)?\s*(?:am|pm)|\d{1,2}:\d\d|(?:this|in\s+the)\s+(?:morning|afternoon|evening)`;
const LENGTH = String.raw`in\s+(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|half\s+an|\d{1,3})\s+(?:(?:business|working)\s+day|minute|min|hour|day|week|fortnight|month|quarter|year)s?|in\s+\d{1,3}\s?(?:h|hrs?|mins?)`;
/** Times that no calendar knows, and stretches of which some day is meant. */
const VAGUE = String.raw`(?:sometime\s+|some\s+time\s+|early\s+|late\s+|mid\s+)?next\s+(?:${UNITS})|later(?:\s+(?:today|this\s+week))?|soon|asap|(?:at|over|on|before|after)\s+the\s+weekend|(?:before|after)\s+(?:lunch|noon|tomorrow|${DAYS})`;
/** Behind these words it belongs to what is told. */
const NOT_AFTER = String.raw`(?<!\b(?:of|from|since|after|before|last|for|the|this|next|until|every|each|about|to|and|or|between|than|till|as|is|are|was|were|sooner\s+or|['’]s))`;
const LAST = new RegExp(
  String.raw`${NOT_AFTER}\s(?:(?:on|by|at(?=\s+the\s))\s+)?((?:(?:${CLOCK})\s+(?:on\s+)?)?(?:${DAY})(?:,?\s+(?:${CLOCK}))?|${EDGE}|${HOUR}|${LENGTH}|${VAGUE})[.!]*$`,
  'i',
);
const THIS_UNIT = new RegExp(`^this\\s+(?:${UNITS})$`, 'i');
/** An hour that no clock has. */
const NO_HOUR = /^at\s+\d{1,2}:\d\d$/i;
const IS_VAGUE = new RegExp(`^(?:${VAGUE})$`, 'i');
/** So much of something, and no hour: `keep the price at 9`. */
const AMOUNT =
  /\b(?:prices?|discounts?|rates?|fees?|costs?|caps?|margins?|seats?|licen[cs]es|quotes?|limits?|scores?|interest)\b/i;
/** Goes on to tell something, so a time behind it may be a part of that. */
const TELLS =
  /\b(?:whether|why|if|that|which|who|whom|how|when|where|what|because|they|he|she)\s+\S/i;
/** No time is longer, and a look at more would be a look at every word. */
const TAIL = 80;

/** The time at the end; null where none is, or it belongs to what is told. */
export function lastTime(typed: string, reader: WhenReader): LastTime | null {
  const from = Math.max(0, typed.length - TAIL);
  const last = LAST.exec(typed.slice(from));
  const words = last?.[1];
  if (!last || !words) return null;
  const before = typed.slice(0, from + last.index).trim();
  if (/^at\s+\d{1,2}$/i.test(words) && AMOUNT.test(before)) return null;
  const read = readWhen(words, reader);
  if (read.kind === 'unread' && !IS_VAGUE.test(words) && !NO_HOUR.test(words)) return null;
  const isRead = read.kind === 'time';
  if (!TELLS.test(before)) return { before, words, isRead };
  const isToCome = isRead && read.at > reader.now && !THIS_UNIT.test(words);
  return isToCome ? { before: typed, words, isRead } : null;
}
