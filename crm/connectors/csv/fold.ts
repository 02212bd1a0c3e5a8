import { type Decimal, decimalText, plus, textDecimal } from '../../money/decimal.ts';
import { cellDecimal } from '../mapping/amount.ts';
import { instantOf } from '../mapping/dates.ts';
import { BadRow } from '../mapping/format.ts';
import type { FoldKind } from '../mapping/mapping.ts';
import type { Row, Template } from '../mapping/template.ts';
import type { Scope } from '../mapping/value.ts';

/**
 * A look-up makes one thing of all rows of a key. It is kept as text: of the least and the greatest, the number by which
 * cells are compared stands first, then a blank, then the cell as it was.
 */

/** A row's part of a fold; empty where its cell is. Throws BadRow. */
export function foldCell(kind: FoldKind, read: Template, { format }: Scope): Template {
  if (kind === 'count') return (row) => (read(row) === '' ? '' : '1');
  if (kind === 'sum')
    return (row) => ofCell(row, read, (cell) => decimalText(cellDecimal(cell, format)));
  return (row) =>
    ofCell(row, read, (cell) => {
      const at = instantOf(cell, format);
      return `${at ? at.getTime() : decimalText(orderOf(cell, format))} ${cell}`;
    });
}

const ofCell = (row: Row, read: Template, write: (cell: string) => string): string => {
  const cell = read(row);
  return cell === '' ? '' : write(cell);
};

function orderOf(cell: string, format: Scope['format']): Decimal {
  try {
    return cellDecimal(cell, format);
  } catch (cause) {
    if (!(cause instanceof BadRow)) throw cause;
    throw new BadRow(
      `"${cell.slice(0, 60)}" is neither a date written ${format.dates} nor a number`,
    );
  }
}

/** Two parts together; either may be empty. */
export function foldTogether(kind: FoldKind, one: string, other: string): string {
  if (one === '' || other === '') return one || other;
  if (kind === 'sum' || kind === 'count')
    return decimalText(plus(textDecimal(one), textDecimal(other)));
  const isLess = lessThan(numberOf(other), numberOf(one));
  return isLess === (kind === 'min') ? other : one;
}

const numberOf = (part: string): Decimal => textDecimal(part.slice(0, part.indexOf(' ')));

const lessThan = (one: Decimal, other: Decimal): boolean =>
  plus(one, { units: -other.units, places: other.places }).units < 0n;

/** A fold as a column: a number as this file writes numbers, or the cell that was the least or the greatest. */
export function foldColumn(
  kind: FoldKind,
  read: (row: Row) => string,
  decimal: '.' | ',',
): Template {
  if (kind === 'min' || kind === 'max') return (row) => read(row).replace(/^\S+ /, '');
  if (kind === 'count') return (row) => read(row) || '0';
  return decimal === ',' ? (row) => read(row).replace('.', ',') : read;
}
