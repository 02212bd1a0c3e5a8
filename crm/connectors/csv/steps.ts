import { decimalText } from '../../money/decimal.ts';
import { cellDecimal } from '../mapping/amount.ts';
import type { MakeRecord } from '../mapping/compile.ts';
import type { FileSpec, Lookup, Mapping } from '../mapping/mapping.ts';
import { compileRows, type Lets } from '../mapping/rows.ts';
import {
  type Columns,
  MappingFault,
  type Row,
  type Template,
  template,
} from '../mapping/template.ts';
import { compileWhen, type Scope } from '../mapping/value.ts';
import type { Located } from './locate.ts';
import type { Written } from './reader.ts';

/** One reading of one file. */
export interface Step {
  file: string;
  path: string;
  size: number;
  written: Written;
  /** The row's own id, or what a look-up finds it by. */
  id: Template;
  holds(row: Row): boolean;
  joins: readonly { name: string; step: number; key: Template }[];
  work:
    | { kind: 'lookup'; keep: readonly Template[] }
    | { kind: 'sum'; of: Template }
    | { kind: 'records'; make: readonly MakeRecord[] };
}

/** The mapping that a step is of, with the header of its file. */
export interface StepContext {
  mapping: Mapping;
  header: readonly string[];
  files: ReadonlyMap<string, Located>;
}

export function lookupStep(name: string, spec: Lookup, context: StepContext): Step {
  const lookups = Object.keys(context.mapping.lookups);
  const scope = scopeOf(spec, context, { joins: Object.keys(spec.join) });
  const columns = (names: readonly string[]) =>
    names.map((column) => template(`{${column}}`, scope.columns));
  const step = {
    ...stepOf(spec, context),
    holds: compileWhen(spec.when, scope),
    id: template(`{${spec.by}}`, scope.columns),
    joins: joinsOf(spec, context, lookups.slice(0, lookups.indexOf(name))),
  };
  return {
    ...step,
    work:
      spec.sum === undefined
        ? { kind: 'lookup', keep: columns(spec.keep ?? []) }
        : { kind: 'sum', of: summand(template(`{${spec.sum}}`, scope.columns), scope) },
  };
}

/** A cell to be added up, with a point whatever the file's own mark is. */
const summand =
  (read: Template, { format }: Scope): Template =>
  (row) => {
    const cell = read(row);
    return cell === '' ? '' : decimalText(cellDecimal(cell, format));
  };

export function fileStep(spec: FileSpec, context: StepContext): Step {
  const joins = Object.keys(spec.join);
  const { make, ...rows } = compileRows(spec, {
    source: context.mapping.source,
    scopeOf: (lets) => scopeOf(spec, context, { joins, lets }),
  });
  return {
    ...stepOf(spec, context),
    ...rows,
    joins: joinsOf(spec, context, Object.keys(context.mapping.lookups)),
    work: { kind: 'records', make },
  };
}

/** `known`: the look-ups that are filled before this file is read. */
function joinsOf(
  spec: Lookup | FileSpec,
  context: StepContext,
  known: readonly string[],
): Step['joins'] {
  return Object.entries(spec.join).map(([name, key], index) => {
    if (!known.includes(name))
      throw new MappingFault(
        `join.${name}: there is no look-up of that name before it; there are ${known.join(', ') || 'none'}`,
      );
    // A join may use the columns of those written before it.
    const scope = scopeOf(spec, context, { joins: Object.keys(spec.join).slice(0, index) });
    return {
      name,
      step: Object.keys(context.mapping.lookups).indexOf(name),
      key: template(key, scope.columns),
    };
  });
}

function stepOf(spec: Lookup | FileSpec, { mapping, files }: StepContext) {
  const { path = '', size = 0 } = files.get(spec.file) ?? {};
  return {
    file: spec.file,
    path,
    size,
    written: writtenBy(spec, mapping),
  };
}

export const writtenBy = (spec: Lookup | FileSpec, mapping: Mapping): Written => ({
  delimiter: spec.delimiter ?? mapping.delimiter,
  encoding: spec.encoding ?? mapping.encoding,
});

function scopeOf(
  spec: Lookup | FileSpec,
  { mapping, header }: StepContext,
  { joins, lets }: { joins: readonly string[]; lets?: Lets },
): Scope {
  const decimal = spec.decimal ?? mapping.decimal;
  const columns: Columns = (name) => {
    const computed = lets?.get(name);
    if (computed) return computed;
    const at = header.indexOf(name);
    if (at !== header.lastIndexOf(name))
      throw new MissingColumn(`${spec.file} has two columns "${name}", and neither can be guessed`);
    if (at !== -1) return (row) => row.cells[at] ?? '';
    const [join = '', column = ''] = name.split('.');
    if (joins.includes(join)) {
      const keeps = keptBy(mapping.lookups[join]);
      const kept = keeps.indexOf(column);
      if (kept === -1)
        throw new MappingFault(
          `the look-up "${join}" does not keep "${column}"; it keeps ${keeps.join(', ')}`,
        );
      // A sum is written as the numbers of this file are.
      if (mapping.lookups[join]?.sum !== undefined && decimal === ',')
        return (row) => (row.joined[join]?.[kept] ?? '').replace('.', ',');
      return (row) => row.joined[join]?.[kept] ?? '';
    }
    throw new MissingColumn(
      `${spec.file} has no column "${name}"; it has ${header.join(', ') || 'no header'}`,
    );
  };
  return {
    columns,
    format: {
      dates: spec.dates ?? mapping.dates,
      zone: spec.zone ?? mapping.zone,
      currency: spec.currency ?? mapping.currency,
      decimal,
    },
  };
}

const keptBy = (lookup: Lookup | undefined): readonly string[] =>
  lookup?.keep ?? (lookup ? ['sum'] : []);

export class MissingColumn extends Error {
  override readonly name = 'MissingColumn';
}
