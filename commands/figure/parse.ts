import type { Reader } from '../../cards/view/format.ts';
import { regionOf } from '../../crm/customer/country.ts';
import { type Days, EVERYBODY, type Segment } from '../../crm/figure/scope.ts';
import { fold } from '../../crm/matching/names.ts';
import { similarity, typedName } from '../../crm/matching/similar-names.ts';
import type { Department } from '../../crm/person/person.ts';
import { addDays, addMonths, dayIn } from '../../crm/time/day.ts';
import type { Kpi } from '../../kpi/kpi.ts';
import { allUntil } from '../../kpi/period.ts';
import { readPast } from '../parse/past-day.ts';
import { KPIS } from './scope.ts';

/** The names that segments have in the store. */
export interface SegmentNames {
  segments: readonly string[];
  regions: readonly string[];
  departments: readonly Department[];
}

export interface FigureWords {
  kpi: Kpi | null;
  /** The words that name the figure, or that name none. */
  name: string;
  days: Days | null;
  segment: Segment;
  /** The words that are neither a period nor a segment. */
  unread: string;
}

const FILLER = new Set(
  'for in of by the at from on with customers customer segment region country owner department team our us what is whats'.split(
    ' ',
  ),
);
const ALL = /^(?:all|all time|alltime|ever|overall|total|so far|everything|any time)$/;
const BACK = /^(?:(?:in )?(?:the )?(?:last|past) )?(\d{1,4}) (day|week|month|quarter|year)s?$/;
const QUARTER = /^q([1-4])(?: ?(\d{4}))?$/;
const YEAR = /^(?:in )?((?:19|20)\d\d)$/;
const MONTHS_IN = { month: 1, quarter: 3, year: 12 } as const;

/** `nps last quarter enterprise` → the figure, the days and the customers, in any order after the name. */
export function figureWords(
  typed: string,
  { kpis, names, reader }: { kpis: readonly Kpi[]; names: SegmentNames; reader: Reader },
): FigureWords {
  const words = fold(typed)
    .replaceAll(/[?!,;:]+/g, ' ')
    .split(/\s+/)
    .filter(Boolean);
  const found = nameOf(words, kpis);
  const rest = words.slice(found.length);
  const read = scopeWords(rest, names, reader);
  if (found.kpi) return { kpi: found.kpi, name: found.name, ...read };
  // The name is unknown, so it is as much of the beginning as leaves a period or a segment.
  for (let n = 1; n <= words.length; n += 1) {
    const after = scopeWords(words.slice(n), names, reader);
    if (after.unread === '') return { kpi: null, name: words.slice(0, n).join(' '), ...after };
  }
  return { kpi: null, name: words.join(' '), ...read };
}

function nameOf(words: readonly string[], kpis: readonly Kpi[]) {
  for (let length = Math.min(words.length, 6); length > 0; length -= 1) {
    const name = words.slice(0, length).join(' ');
    const kpi = kpis.find((one) => namesOf(one).includes(name.replaceAll('-', ' ')));
    if (kpi) return { kpi, name, length };
  }
  return { kpi: null, name: '', length: 0 };
}

function namesOf({ id, name, aliases }: Kpi): string[] {
  return [id, name, ...aliases].map((one) => fold(one).replaceAll('-', ' '));
}

const FIGURE_NAMES: ReadonlySet<string> = new Set(KPIS.flatMap(namesOf));

/** Whether these words are exactly a figure's name. */
export const isFigureName = (words: readonly string[]): boolean =>
  FIGURE_NAMES.has(fold(words.join(' ')).replaceAll('-', ' '));

/** The figures whose names are most like what was typed, best first. */
export function nearestFigures(typed: string, kpis: readonly Kpi[]): Kpi[] {
  const query = typedName(typed);
  return kpis
    .map((kpi) => ({
      kpi,
      score: Math.max(...namesOf(kpi).map((name) => similarity(query, name))),
    }))
    .filter(({ score }) => score > 0.3)
    .toSorted((one, other) => other.score - one.score)
    .slice(0, 3)
    .map(({ kpi }) => kpi);
}

type Read = Pick<FigureWords, 'days' | 'segment' | 'unread'>;

/** The period and the segment in either order; of several readings, the one with the longest period. */
export function scopeWords(words: readonly string[], names: SegmentNames, reader: Reader): Read {
  const meant = words.join(' ');
  if (meant === '') return { days: null, segment: EVERYBODY, unread: '' };
  for (let n = words.length; n >= 0; n -= 1)
    for (const [period, segment] of [
      [words.slice(0, n), words.slice(n)],
      [words.slice(words.length - n), words.slice(0, words.length - n)],
    ]) {
      const days = readDays((period ?? []).join(' '), reader);
      const of = readSegment(segment ?? [], names);
      if (days !== 'unread' && of) return { days, segment: of, unread: '' };
    }
  return { days: null, segment: EVERYBODY, unread: meant };
}

function readDays(typed: string, reader: Reader): Days | null | 'unread' {
  const words = typed.replace(/^(?:in|for|of|over|during) /, '');
  if (words === '') return null;
  const today = dayIn(reader.now, reader.zone);
  if (ALL.test(words)) return allUntil(today);
  const back = BACK.exec(words);
  if (back) return daysBack(Number(back[1]), back[2] ?? 'day', today);
  const quarter = QUARTER.exec(words);
  if (quarter) return quarterDays(Number(quarter[1]), quarter[2], today);
  const year = YEAR.exec(words)?.[1];
  if (year) return { first: `${year}-01-01`, last: `${year}-12-31` };
  if (words === 'ytd' || words === 'year to date')
    return { first: `${today.slice(0, 4)}-01-01`, last: today };
  const since = /^since (.+)$/.exec(words)?.[1];
  const read = readPast(since ?? words, reader);
  if (read.kind !== 'span') return 'unread';
  return { first: read.first, last: since ? today : read.last };
}

/** So many days, weeks or months up to today. */
function daysBack(n: number, unit: string, today: string): Days {
  if (unit === 'day' || unit === 'week')
    return { first: addDays(today, 1 - n * (unit === 'week' ? 7 : 1)), last: today };
  const months = unit === 'month' || unit === 'quarter' ? MONTHS_IN[unit] : MONTHS_IN.year;
  return { first: addDays(addMonths(today, -n * months), 1), last: today };
}

/** The latest such quarter that has begun, or that of the year. */
function quarterDays(n: number, year: string | undefined, today: string): Days {
  const month = String(3 * n - 2).padStart(2, '0');
  const inYear = `${year ?? today.slice(0, 4)}-${month}-01`;
  const first = year === undefined && inYear > today ? addMonths(inYear, -12) : inYear;
  return { first, last: addDays(addMonths(first, 3), -1) };
}

function readSegment(typed: readonly string[], names: SegmentNames): Segment | null {
  const words = typed.filter((word) => !FILLER.has(word)).join(' ');
  if (words === '') return EVERYBODY;
  if (/^(?:all|everybody|everyone)$/.test(words)) return EVERYBODY;
  const segment = names.segments.find((name) => fold(name) === words);
  if (segment !== undefined) return { kind: 'segment', value: segment };
  const department = names.departments.find(({ id, name }) => id === words || fold(name) === words);
  if (department) return { kind: 'department', value: department.id };
  const code = regionOf(words);
  const region = names.regions.find(
    (name) => fold(name) === words || (code !== null && regionOf(name) === code),
  );
  return region === undefined ? null : { kind: 'region', value: region };
}
