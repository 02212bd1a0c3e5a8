import { dayOfWall } from '../../time/day.ts';
import { DAY } from '../../time/durations.ts';
import { instantOf } from './dates.ts';
import { BadRow, NoValue } from './format.ts';

/** Year, month and day with which systems say that there is no date. */
const NO_DATES: readonly (readonly number[])[] = [
  [0, 0, 0],
  [1, 1, 1],
  [9999, 12, 31],
];
const YEAR_FIRST = /^(\d{4})\D(\d\d?)\D(\d\d?)(?!\d)/;
const YEAR_LAST = /^(\d\d?)\D(\d\d?)\D(\d{4})(?!\d)/;

/** Says why a text is not read as a date of this format, and what it seems to be. */
export function notADate(text: string, dates: string): BadRow {
  const cell = text.slice(0, 60);
  if (isNoDate(text)) return new NoValue(`"${cell}" stands for no date`);
  const says = `"${cell}" is not a date written ${dates}`;
  const excel = excelDay(text);
  if (excel !== null)
    return new BadRow(`${says}; as a count of days, as Excel keeps them, it would be ${excel}`);
  const other = otherOrder(dates);
  return other !== null && instantOf(text, { dates: other, zone: 'UTC' })
    ? new BadRow(`${says}, but reads as ${other}`, other)
    : new BadRow(says);
}

function isNoDate(text: string): boolean {
  const [, ...first] = YEAR_FIRST.exec(text) ?? [];
  const [, ...last] = YEAR_LAST.exec(text) ?? [];
  const [year, ...rest] = (first.length > 0 ? first : last.toReversed()).map(Number);
  return NO_DATES.some(
    ([none, month, day]) => year === none && rest.includes(month ?? 0) && rest.includes(day ?? 0),
  );
}

/** Excel counts days from 30 December 1899; five digits are 1927 to 2173. */
const EXCEL_BEGINS = Date.UTC(1899, 11, 30);

function excelDay(text: string): string | null {
  return /^[1-9]\d{4}(?:\.\d+)?$/.test(text)
    ? dayOfWall(EXCEL_BEGINS + Math.floor(Number(text)) * DAY)
    : null;
}

/** `m/d/yyyy` for `d/m/yyyy`, and the other way round; null where day and month cannot be mixed up. */
function otherOrder(dates: string): string | null {
  const [, first = '', mark = '', second = '', rest = ''] =
    /^(dd?|mm?)([^a-z])(dd?|mm?)(\2y.*)$/i.exec(dates) ?? [];
  return first.charAt(0).toLowerCase() === second.charAt(0).toLowerCase()
    ? null
    : `${second}${mark}${first}${rest}`;
}
