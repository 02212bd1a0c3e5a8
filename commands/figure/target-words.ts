import type { Reader } from '../../cards/view/format.ts';
import type { Segment } from '../../crm/figure/scope.ts';
import { TARGET_PERIODS, type TargetPeriod } from '../../crm/figure/target.ts';
import { typedDecimal } from '../../crm/money/decimal.ts';
import { amountInWords } from '../../crm/policy/amounts.ts';
import type { Kpi, Unit } from '../../kpi/kpi.ts';
import { figureWords, type SegmentNames } from './parse.ts';

const PERIOD =
  /(?:^|\s)(?:(?:(?:a|an|per|each|every|by the|over a|in a|for the|this) )?(week|month|quarter|year)|(weekly|monthly|quarterly|yearly|annual|annually))(?=\s|$)/i;
const NAMES: Readonly<Record<string, TargetPeriod>> = {
  weekly: 'week',
  monthly: 'month',
  quarterly: 'quarter',
  yearly: 'year',
  annual: 'year',
  annually: 'year',
};
const NUMBER =
  /(?:^|\s)(?:(?:to|of|is|at|at least|at most|under|over|above|below|up to|=|<=?|>=?|≥|≤) ?)?([-−]?\d[\d.,]*)(?: ?(%|percent|points?|pts?|minutes?|mins?|m|hours?|hrs?|h|days?|d|of \d+|\/ ?\d+)(?=\s|$))?(?=\s|$)/i;
const REMOVE = /(?:^|\s)(?:off|none|remove|removed|no target)(?=\s|$)/i;

export type TargetValue =
  | { kind: 'none' }
  | { kind: 'remove' }
  | { kind: 'unread'; why: 'number' | 'unit' | 'currency' }
  | { kind: 'value'; value: number; currency: string | null };

export interface TargetWords {
  kpi: Kpi | null;
  name: string;
  value: TargetValue;
  period: TargetPeriod | null;
  segment: Segment;
  unread: string;
}

/** `retention 95 % a quarter enterprise`, in any order. */
export function targetWords(
  typed: string,
  { kpis, names, reader }: { kpis: readonly Kpi[]; names: SegmentNames; reader: Reader },
): TargetWords {
  const { period, rest } = withoutPeriod(typed);
  const isRemoved = REMOVE.test(rest);
  const left = rest.replace(isRemoved ? REMOVE : NUMBER, ' ');
  const plain = figureWords(left, { kpis, names, reader });
  // An amount has a currency, which stands on either side of the number.
  const amount = plain.kpi?.unit === 'money' && !isRemoved ? amountInWords(rest, null) : null;
  const read =
    amount && amount.kind !== 'none'
      ? figureWords(amount.rest.replaceAll('…', ' '), { kpis, names, reader })
      : plain;
  const value: TargetValue = isRemoved
    ? { kind: 'remove' }
    : targetValue(rest, plain.kpi ?? NUMBERS);
  return {
    kpi: read.kpi ?? plain.kpi,
    name: read.name,
    value,
    period,
    segment: read.segment,
    unread: (read.days === null ? read.unread : left).replaceAll(/\s+/g, ' ').trim(),
  };
}

function withoutPeriod(typed: string): { period: TargetPeriod | null; rest: string } {
  const found = PERIOD.exec(typed);
  if (!found) return { period: null, rest: typed };
  const [all, noun, adjective] = found;
  const word = (noun ?? adjective ?? '').toLowerCase();
  const period = NAMES[word] ?? TARGET_PERIODS.find((one) => one === word) ?? null;
  return { period, rest: typed.replace(all, ' ').trim() };
}

type Measure = Pick<Kpi, 'unit' | 'mayExceedWhole'>;
const [MONEY, NUMBERS]: readonly [Measure, Measure] = [{ unit: 'money' }, { unit: 'number' }];

/** The value in the figure's unit. */
export function targetValue(typed: string, kpi: Measure): TargetValue {
  const { unit } = kpi;
  if (unit === 'money') return moneyValue(typed);
  const [, digits, suffix = ''] = NUMBER.exec(typed) ?? [];
  if (digits === undefined) return { kind: 'none' };
  const decimal = typedDecimal(digits.replace(/^[-−]/, ''));
  if (!decimal) return { kind: 'unread', why: 'number' };
  const size = Number(decimal.units) / 10 ** decimal.places;
  const number = /^[-−]/.test(digits) ? -size : size;
  const factor = factorOf(suffix.toLowerCase(), unit);
  if (factor === null) return { kind: 'unread', why: 'unit' };
  const value = number * factor;
  return isPossible(value, kpi)
    ? { kind: 'value', value, currency: null }
    : { kind: 'unread', why: 'number' };
}

function moneyValue(typed: string): TargetValue {
  const amount = amountInWords(typed, null);
  if (amount.kind === 'read') {
    const { amount: value, currency } = amount.money;
    return isPossible(value, MONEY)
      ? { kind: 'value', value, currency }
      : { kind: 'unread', why: 'number' };
  }
  return /\d/.test(typed) ? { kind: 'unread', why: 'currency' } : { kind: 'none' };
}

/** By how much the number is multiplied to be of the figure's unit; null where the written unit is none of it. */
function factorOf(suffix: string, unit: Unit): number | null {
  if (suffix === '') return 1;
  if (/^(?:%|percent)$/.test(suffix)) return unit === 'percent' ? 1 : null;
  if (/^p/.test(suffix)) return unit === 'points' || unit === 'percent' ? 1 : null;
  if (/^(?:of|\/)/.test(suffix)) return unit === 'rating' ? 1 : null;
  if (/^m/.test(suffix)) return lengthFactor(unit, { minutes: 1, hours: 1 / 60 });
  // A working day has no length of its own, so it is no unit of a target.
  return /^h/.test(suffix) ? lengthFactor(unit, { minutes: 60, hours: 1 }) : null;
}

const lengthFactor = (unit: Unit, of: { minutes: number; hours: number }): number | null =>
  unit === 'minutes' || unit === 'hours' ? of[unit] : null;

/** Growth that no organisation plans for. */
const MOST_GROWTH = 300;
const MOST = 1e9;

/** The values that a figure can have, in its unit; no end where none is known. */
export function limitsOf({ unit, mayExceedWhole = false }: Measure): {
  least: number;
  most: number;
} {
  if (unit === 'points') return { least: -100, most: 100 };
  if (unit === 'percent') return { least: 0, most: mayExceedWhole ? MOST_GROWTH : 100 };
  return { least: 0, most: unit === 'money' ? Number.MAX_VALUE : MOST };
}

function isPossible(value: number, kpi: Measure): boolean {
  const { least, most } = limitsOf(kpi);
  return value >= least && value <= most;
}
