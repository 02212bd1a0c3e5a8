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
  const change = changeParts({ unit, better }, { now, before }, reader);
  if (!change) return null;
  const strings = stringsFor(reader).figure;
  if (change.way === 'same') return strings.change.same;
  return `${strings.change[change.way](change.by)}, ${change.isBetter ? strings.better : strings.worse}`;
}

/** The parts of a change: which way, by how much in words, and whether that is better. */
export type Change = { way: 'same' } | { way: 'up' | 'down'; by: string; isBetter: boolean };

export function changeParts(
  { unit, better }: Pick<Kpi, 'unit' | 'better'>,
  { now, before }: { now: Figure; before: Figure },
  reader: Reader,
): Change | null {
  if (now.value === null || before.value === null || now.currency !== before.currency) return null;
  const difference = now.value - before.value;
  const by = figureDifference(unit, { ...now, value: difference }, reader);
  if (by === figureDifference(unit, { ...now, value: 0 }, reader)) return { way: 'same' };
  const way = difference > 0 ? 'up' : 'down';
  return { way, by, isBetter: way === better };
}

/** The figure as it stands in a line; null where it is not known. */
export const figureWords = (
  { unit }: Pick<Kpi, 'unit'>,
  { value, ...rest }: Figure,
  reader: Reader,
): string | null => (value === null ? null : figureValue(unit, { ...rest, value }, reader));
