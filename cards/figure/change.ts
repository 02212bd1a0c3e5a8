import type { Figure, Kpi } from '../../kpi/kpi.ts';
import { stringsFor } from '../strings.ts';
import type { Reader } from '../view/format.ts';
import { figureDifference, figureValue } from './value.ts';

/** `▲ up 2.4, better`: how one figure differs from an earlier one; null where either is not known. */
export function changeWords(
  { unit, better }: Pick<Kpi, 'unit' | 'better'>,
  { now, before }: { now: Figure; before: Figure },
  reader: Reader,
): string | null {
  if (now.value === null || before.value === null || now.currency !== before.currency) return null;
  const strings = stringsFor(reader).figure;
  const difference = now.value - before.value;
  const words = figureDifference(unit, { ...now, value: difference }, reader);
  if (words === figureDifference(unit, { ...now, value: 0 }, reader)) return strings.change.same;
  const way = difference > 0 ? 'up' : 'down';
  return `${strings.change[way](words)}, ${way === better ? strings.better : strings.worse}`;
}

/** The figure as it stands in a line; null where it is not known. */
export const figureWords = (
  { unit }: Pick<Kpi, 'unit'>,
  { value, ...rest }: Figure,
  reader: Reader,
): string | null => (value === null ? null : figureValue(unit, { ...rest, value }, reader));
