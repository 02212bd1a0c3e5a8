import { slips } from '../../../crm/matching/similar-names.ts';
import { MONTH_NAMES } from '../../../crm/time/month-names.ts';

export const DAYS =
  'mon(?:day)?|tue(?:s|sday)?|wed(?:s|nesday)?|thu(?:rs?|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?';
export const MONTHS =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?';
export const DAY_WORDS = `${DAYS}|today|tonight|tomorrow|tmr?w?|noon|midnight|morning|afternoon|evening`;

const CHRISTMAS_EVE = String.raw`(?:christmas|xmas)\s+eve`;
const CHRISTMAS = String.raw`(?:christmas|xmas)(?:\s+day)?`;
const NEW_YEARS_EVE = String.raw`new\s+year(?:['’]?s)?\s+eve`;
const NEW_YEAR = String.raw`(?:the\s+)?new\s+year(?:['’]?s)?(?:\s+day)?`;
/** Days that have a name and the same date every year. */
export const FEASTS = [
  { words: CHRISTMAS_EVE, month: 12, date: 24 },
  { words: CHRISTMAS, month: 12, date: 25 },
  { words: NEW_YEARS_EVE, month: 12, date: 31 },
  { words: NEW_YEAR, month: 1, date: 1 },
] as const;
export const FEAST_WORDS = `${CHRISTMAS_EVE}|${CHRISTMAS}|${NEW_YEARS_EVE}|${NEW_YEAR}`;

/** In English, as the reading of times understands it. 1 is January. */
export const monthName = (month: number): string => MONTH_NAMES[month - 1] ?? '';

/** 1 is January; 0 where it is no month. */
export const monthOf = (word: string): number =>
  MONTH_NAMES.findIndex((name) => name.toLowerCase().startsWith(word.slice(0, 3).toLowerCase())) +
  1;

const COUNTS =
  'an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half|couple|few|several';
const UNITS =
  'sec(?:ond)?s?|min(?:ute)?s?|h(?:r|ou)?rs?|h|days?|weeks?|wks?|fortnights?|months?|quarters?|years?';
const RELATIVE =
  "the|of|on|at|in|this|next|nxt|last|past|previous|coming|from|now|ago|end|start|beginning|within|and|before|after|oclock|o[’']clock|eo[dwmqy]|yesterday|business|working|christmas|xmas|new|eve|mid(?:dle)?|q[1-4]|year[’']s|kl|um|uhr|am|pm|a\\.m\\.?|p\\.m\\.?";
const ZONES = 'utc|gmt|z|bst|c[es]?[sd]?t|cest|e[es]?[sd]?t|eest|m[sd]t|p[sd]t|jst|ist|aest|aedt';
const WORD = new RegExp(
  String.raw`^(?:${DAY_WORDS}|(?:mid-)?(?:${MONTHS})|${COUNTS}|${UNITS}|${RELATIVE}|${ZONES}|[\d./:年月日時分点+-]+(?:st|nd|rd|th|am|pm|a|p|h|hrs?|min|m|d|w|uhr)?\d*|t?\d[\d:.+z-]*)[.,]?$`,
  'i',
);

/** Whether a word may be a part of a time: words without any are never handed to the reader of times. */
export const isTimeWord = (word: string): boolean => word.length <= 24 && WORD.test(word);

/** Words that people mistype; the short ones come near to too much. */
const OFTEN = [
  ...['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'],
  ...['today', 'tomorrow', 'tonight', 'january', 'february', 'august'],
  ...['september', 'october', 'november', 'december'],
];
const LONG = 8;

/** `fridya` → `friday`: the one word of time that it may be a slip of; null where it is none, or right. */
export function slipOf(word: string): string | null {
  const said = word.toLowerCase().replace(/[.,!?]$/, '');
  if (said.length < 5 || said.length > 10 || !/^\p{L}+$/u.test(said)) return null;
  const near = OFTEN.filter((one) => {
    const allowed = one.length >= LONG ? 2 : 1;
    const distance = slips(said, one, allowed);
    return distance > 0 && distance <= allowed;
  });
  return near.length === 1 ? (near[0] ?? null) : null;
}
