import type { Target } from '../../crm/figure/target.ts';
import type { Figure, Kpi } from '../../kpi/kpi.ts';
import type { Standing } from '../../kpi/standing.ts';
import { stringsFor } from '../strings.ts';
import { dayInWords, type Reader } from '../view/format.ts';
import { joinByDots } from '../view/names.ts';
import { figureDifference, figureValue } from './value.ts';

/** A target, where its figure stands to it, and the name of the person who set it. */
export interface TargetText {
  target: Target;
  standing: Standing;
  setBy: string | null;
}

type Measured = { kpi: Pick<Kpi, 'unit' | 'better'>; figure: Pick<Figure, 'best'>; reader: Reader };

/** `Target 95 % a quarter · 0.8 points below · set by Ana Ruiz, 12 Nov`. */
export function targetLine({ target, standing, setBy }: TargetText, measured: Measured): string {
  const strings = stringsFor(measured.reader).figure.target;
  return joinByDots([
    strings.is(targetValueText(target, measured), strings.period[target.period]),
    standingWords({ target, standing }, measured),
    setBy && strings.setBy(setBy, dayInWords(target.setAt, measured.reader)),
  ]);
}

/** `target 95 % ✓`, `target 95 %, 0.8 points below`: for one line among others. */
export function shortTarget(
  { target, standing }: Pick<TargetText, 'target' | 'standing'>,
  measured: Measured,
): string {
  const strings = stringsFor(measured.reader).figure.target;
  const short = strings.short(targetValueText(target, measured));
  if (standing.kind === 'other-period') return `${short} ${strings.period[target.period]}`;
  return standing.kind === 'met'
    ? `${short} ${strings.met}`
    : `${short}, ${standingWords({ target, standing }, measured)}`;
}

/** The target that a chart may draw: one of the same period as its figure. */
export const comparedTarget = (
  one: Pick<TargetText, 'target' | 'standing'> | null,
): Target | null => (one && one.standing.kind !== 'other-period' ? one.target : null);

export const targetValueText = (
  { value, currency }: Pick<Target, 'value' | 'currency'>,
  { kpi, figure, reader }: Measured,
): string => figureValue(kpi.unit, { value, currency, best: figure.best }, reader);

/** `✓ 1.2 points above`, `0.8 points below`: which side of the target, whichever side is the better one. */
function standingWords(
  { target, standing }: Pick<TargetText, 'target' | 'standing'>,
  { kpi, figure, reader }: Measured,
): string {
  const strings = stringsFor(reader).figure.target;
  if (standing.kind === 'unknown') return strings.unknown;
  if (standing.kind === 'other-period')
    return standing.is === null
      ? strings.otherDays(strings.period[target.period])
      : strings.otherPeriod(strings.period[standing.is]);
  if (standing.by === 0) return strings.met;
  const isAbove = (standing.kind === 'met') === (kpi.better === 'up');
  const measure = { currency: target.currency, best: figure.best };
  const distance = figureDifference(kpi.unit, { ...measure, value: standing.by }, reader);
  const isTiny = distance === figureDifference(kpi.unit, { ...measure, value: 0 }, reader);
  const near = isAbove ? strings.justAbove : strings.justBelow;
  const far = isAbove ? strings.above(distance) : strings.below(distance);
  const words = isTiny ? near : far;
  return standing.kind === 'met' ? `${strings.met} ${words}` : words;
}
