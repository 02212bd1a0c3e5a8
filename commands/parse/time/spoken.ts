import { DAYS } from './vocabulary.ts';

type Rewritten = readonly (readonly [RegExp, string])[];

const OF_THE_DAY = String.raw`(?<=\b\d{1,2}(?:[:.]\d\d)?)\s+in\s+the\s+`;
/** Ways to say a time that a calendar does not know, and the same as it is read. */
const SPOKEN: Rewritten = [
  [/^(today|tonight|tomorrow|tmr?w?)\s+(?=\d{1,2}(?:[:.]\d\d)?$)/i, '$1 at '],
  [/\bnxt\b/i, 'next'],
  [/\bwk(s?)\b/i, 'week$1'],
  [/\btmw\b/i, 'tomorrow'],
  [/^(?:at\s+)?around\s+(?=\d|noon)/i, 'at '],
  [/\bat\s+(?=noon|midnight)/i, ''],
  [/^day\s+after\s+tomorrow/i, 'the day after tomorrow'],
  [new RegExp(String.raw`^next\s+week\s+(?:on\s+)?(${DAYS})$`, 'i'), '$1 next week'],
  [/^last\s+night$/i, 'yesterday'],
  [new RegExp(`${OF_THE_DAY}morning$`, 'i'), 'am'],
  [new RegExp(`${OF_THE_DAY}(?:afternoon|evening)$`, 'i'), 'pm'],
];
/** Parts of a day, as hours. */
const PARTS: Rewritten = [
  [/^(?:eod|cob|end of (?:the )?(?:business )?day)$/i, 'today'],
  [/\b(?:in the )?morning$/i, '9am'],
  [/\b(?:in the )?afternoon$/i, '3pm'],
  [/\b(?:in the )?evening$/i, '6pm'],
];

const rewrite = (words: string, table: Rewritten): string =>
  table.reduce((said, [pattern, meant]) => said.replace(pattern, meant), words);

const FIRST_THING = /^first\s+thing\s+(?:on\s+)?/i;

export function writeSpoken(words: string): string {
  const day = words.replace(FIRST_THING, '');
  return rewrite(day === words ? words : `${day} 9am`, SPOKEN);
}

/** `friday morning` → `friday 9am`; clocks are written out before. */
export const writeParts = (words: string): string => rewrite(words, PARTS);
