import type { Figure, Kpi } from '../../kpi/kpi.ts';
import { stringsFor } from '../strings.ts';
import { count, type Reader, roundedMoney } from '../view/format.ts';

export type Measure = Pick<Figure, 'value' | 'currency' | 'best'>;

/** `17.5`, `96.2 %`, `3.98 of 5`, `€20,319`, `88 min`. */
export function figureValue(
  unit: Kpi['unit'],
  { value, currency, best }: Measure & { value: number },
  reader: Reader,
): string {
  const { unit: strings } = stringsFor(reader).figure;
  if (unit === 'money')
    return currency ? roundedMoney({ amount: value, currency }, reader) : number(value, 2, reader);
  if (unit === 'rating')
    return strings.rating(number(value, 2, reader), number(best ?? 5, 0, reader));
  return strings[unit](number(value, unit === 'minutes' ? 0 : 1, reader));
}

/** A difference between two figures, without its sign. */
export function figureDifference(
  unit: Kpi['unit'],
  measure: Measure & { value: number },
  reader: Reader,
): string {
  const value = Math.abs(measure.value);
  if (unit === 'rating') return number(value, 2, reader);
  if (unit === 'percent') return stringsFor(reader).figure.percentPoints(number(value, 1, reader));
  return figureValue(unit, { ...measure, value }, reader);
}

const number = (value: number, digits: number, reader: Reader): string => {
  const rounded = Math.round(value * 10 ** digits) / 10 ** digits;
  return count(Object.is(rounded, -0) ? 0 : rounded, reader);
};
