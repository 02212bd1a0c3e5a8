import type { Figure, Variant } from './kpi.ts';

/** A share in percent. Null where there is no whole: it is never 0 then. */
export const percentOf = (part: number, whole: number): number | null =>
  whole > 0 ? (100 * part) / whole : null;

/** The same as another answer beside a figure; none where there is no whole. */
export function shareVariant(
  text: Pick<Variant, 'name' | 'definition'>,
  part: number,
  whole: number,
): Variant[] {
  const value = percentOf(part, whole);
  return value === null ? [] : [{ ...text, value, unit: 'percent' }];
}

/** The parts of a figure that is a share. */
export const shareOf = (
  part: number,
  whole: number,
): Pick<Figure, 'numerator' | 'denominator' | 'sample'> => ({
  numerator: part,
  denominator: whole,
  sample: whole,
});
