import type { Target } from '../../crm/figure/target.ts';
import type { Figure, Kpi } from '../../kpi/kpi.ts';
import type { TrendPoint } from '../../kpi/measured.ts';
import { stringsFor } from '../strings.ts';
import { count, day, majorOf, month, type Reader } from '../view/format.ts';
import type { Chart, ChartBlock } from '../view/view.ts';
import { figureWords } from './change.ts';

/** The trend of a figure; null where fewer than two of its periods have one, or in several currencies. */
export function trendChart(
  kpi: Pick<Kpi, 'name' | 'unit'>,
  { trend, target }: { trend: readonly TrendPoint[]; target: Target | null },
  reader: Reader,
): ChartBlock | null {
  const known = trend.filter(({ figure }) => figure.value !== null);
  const currencies = new Set(known.map(({ figure }) => figure.currency));
  if (known.length < 2 || currencies.size > 1) return null;
  // Periods before there was anything to measure are no gap.
  const shown = trend.slice(trend.findIndex(({ figure }) => figure.value !== null));
  const isMonthly = shown.every(({ first, last }) => isMonth(first, last));
  const chart: Chart = {
    title: kpi.name,
    unit: unitOf(kpi, known.at(-1)?.figure, reader),
    points: shown.map(({ first, figure }) => ({
      label: isMonthly ? month(first, reader) : day(first, reader),
      day: first,
      value: plainValue(kpi, figure),
      text: figureWords(kpi, figure, reader) ?? '',
    })),
    target: targetOf(kpi, target, known.at(-1)?.figure, reader),
    note: fewWords(known, reader),
  };
  return { kind: 'chart', chart, alt: altOf(chart, reader) };
}

/** Of fewer records a figure says how few: one more may turn it. */
export const FEW_RECORDS = 10;

function fewWords(known: readonly TrendPoint[], reader: Reader): string | undefined {
  const samples = known.map(({ figure }) => figure.sample);
  const [least, most] = [Math.min(...samples), Math.max(...samples)];
  if (least >= FEW_RECORDS) return undefined;
  const { sample, samples: between } = stringsFor(reader).figure;
  return least === most
    ? sample(least, count(least, reader))
    : between(most, count(least, reader), count(most, reader));
}

/** Null where it is in another currency than the figure. */
function targetOf(
  kpi: Pick<Kpi, 'unit'>,
  target: Target | null,
  figure: Figure | undefined,
  reader: Reader,
): Chart['target'] {
  if (!target || !figure || target.currency !== figure.currency) return null;
  const { value } = target;
  const plain = plainValue(kpi, { ...figure, value });
  return plain === null
    ? null
    : { value: plain, text: figureWords(kpi, { ...figure, value }, reader) ?? '' };
}

/** The sight of the chart: where the line begins and ends, its ends up and down, and the gaps in it. */
function altOf({ title, points, target }: Chart, reader: Reader): string {
  const { chart: strings } = stringsFor(reader).figure;
  const known = points.filter(({ value }) => value !== null);
  const [first] = known;
  const last = known.at(-1);
  if (!first || !last) return title;
  const by = known.toSorted((one, other) => (one.value ?? 0) - (other.value ?? 0));
  const [lowest] = by;
  const highest = by.at(-1);
  return strings.alt({
    name: title,
    periods: points.length,
    first: `${first.text} (${first.label})`,
    last: `${last.text} (${last.label})`,
    lowest: lowest ? `${lowest.text} (${lowest.label})` : '',
    highest: highest ? `${highest.text} (${highest.label})` : '',
    missing: points.length - known.length,
    target: target?.text ?? null,
  });
}

const isMonth = (first: string, last: string): boolean =>
  first.endsWith('-01') && last.slice(0, 7) === first.slice(0, 7) && Number(last.slice(8)) >= 28;

/** In the unit that people read: euros, not cents. */
function plainValue({ unit }: Pick<Kpi, 'unit'>, { value, currency }: Figure): number | null {
  if (value === null) return null;
  const plain = unit === 'money' && currency ? majorOf({ amount: value, currency }) : value;
  const digits = unit === 'money' || unit === 'rating' ? 2 : 1;
  return Math.round(plain * 10 ** digits) / 10 ** digits;
}

function unitOf({ unit }: Pick<Kpi, 'unit'>, figure: Figure | undefined, reader: Reader): string {
  if (unit === 'money') return figure?.currency ?? '';
  return stringsFor(reader).figure.chart.unit[unit];
}
