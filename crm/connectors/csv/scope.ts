import { columnAt } from '../items/paths.ts';
import {
  type FileSpec,
  FOLDS,
  type FoldKind,
  type Lookup,
  type Mapping,
} from '../mapping/mapping.ts';
import type { Lets } from '../mapping/rows.ts';
import { MappingFault, type Template, without } from '../mapping/template.ts';
import type { Scope } from '../mapping/value.ts';
import { foldColumn } from './fold.ts';
import type { Located } from './locate.ts';
import { formOf, type Written } from './written.ts';

/** The mapping that a step is of, with the file and its header. */
export interface StepContext {
  mapping: Mapping;
  located: Located;
  header: readonly string[];
  written: Written;
  /** The number under which the rows' keys are remembered: files that are one look-up share it. */
  keys: number;
}

/** A column that the file does not have, or has twice. */
export class MissingColumn extends Error {
  override readonly name = 'MissingColumn';
}

/** The columns of a file's rows, of those joined to them, and of those that `let` computes. Throws MissingColumn, MappingFault. */
export function scopeOf(
  spec: Lookup | FileSpec,
  { mapping, header, located }: StepContext,
  { joins, lets }: { joins: readonly string[]; lets?: Lets },
): Scope {
  const decimal = spec.decimal ?? mapping.decimal;
  const empty = new Set(spec.empty ?? mapping.empty);
  const isJson = formOf(located.path) === 'json-lines';
  return {
    columns: (name) => {
      if (name === '#') return ({ number }) => String(number ?? '');
      const own = lets?.get(name);
      if (own) return own;
      const at = isJson ? -1 : placeOf(name, header, located.name);
      if (at !== -1) return without(empty, (row) => row.cells[at] ?? '');
      const [join = '', column = ''] = name.split('.');
      if (joins.includes(join)) return joinedColumn(mapping, { join, column, decimal });
      if (isJson) return without(empty, columnAt(name, undefined));
      throw new MissingColumn(
        `${located.name} has no column "${name}"; it has ${header.join(', ') || 'no header'}`,
      );
    },
    format: {
      dates: spec.dates ?? mapping.dates,
      zone: spec.zone ?? mapping.zone,
      currency: spec.currency ?? mapping.currency,
      decimal,
    },
  };
}

/** By its name, or by its name in other letters where only one column fits; -1 where none does. */
function placeOf(name: string, header: readonly string[], file: string): number {
  const exact = header.indexOf(name);
  if (exact !== header.lastIndexOf(name))
    throw new MissingColumn(`${file} has two columns "${name}", and neither can be guessed`);
  if (exact !== -1) return exact;
  const near = [...header.keys()].filter((at) => folded(header[at] ?? '') === folded(name));
  if (near.length > 1)
    throw new MissingColumn(
      `${file} has no column "${name}", and several that are nearly called so: ${near.map((at) => header[at]).join(', ')}`,
    );
  return near[0] ?? -1;
}

const folded = (name: string): string => name.toLowerCase().replaceAll(/\s+/g, ' ').trim();

function joinedColumn(
  { lookups }: Mapping,
  { join, column, decimal }: { join: string; column: string; decimal: '.' | ',' },
): Template {
  const lookup = lookups[join];
  const names = keptBy(lookup);
  const kept = names.indexOf(column);
  if (kept === -1)
    throw new MappingFault(
      `the look-up "${join}" does not keep "${column}"; it keeps ${names.join(', ')}`,
    );
  const fold = lookup?.keep ? undefined : foldsOf(lookup)[kept];
  // Where there is no such row, there is nothing to count either.
  const read: Template = (row) => row.joined[join]?.[kept] ?? '';
  return fold === undefined ? read : foldColumn(fold, read, decimal);
}

/** In the order in which their results are kept. */
export const foldsOf = (lookup: Lookup | undefined): FoldKind[] =>
  FOLDS.filter((fold) => lookup?.[fold] !== undefined);

const keptBy = (lookup: Lookup | undefined): readonly string[] => lookup?.keep ?? foldsOf(lookup);
