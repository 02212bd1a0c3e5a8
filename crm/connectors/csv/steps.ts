import type { MakeRecord } from '../mapping/compile.ts';
import type { FileSpec, FoldKind, Lookup, Mapping } from '../mapping/mapping.ts';
import { writtenEntries } from '../mapping/own-entries.ts';
import { compileAsOf, compileRows } from '../mapping/rows.ts';
import { MappingFault, type Row, type Template, template } from '../mapping/template.ts';
import { compileWhen } from '../mapping/value.ts';
import { foldCell } from './fold.ts';
import { foldsOf, type StepContext, scopeOf } from './scope.ts';
import type { Written } from './written.ts';

/** One reading of one file. */
export interface Step {
  /** The file, as the summary and the rejects call it. */
  file: string;
  path: string;
  size: number;
  written: Written;
  /** The number under which the rows' keys are remembered. */
  keys: number;
  /** The row's own id, or what a look-up finds it by. */
  id: Template;
  holds(row: Row): boolean;
  /** The instant as of which a row is so; null where the mapping does not say. */
  asOf: ((row: Row) => Date) | null;
  joins: readonly { name: string; keys: number; key: Template }[];
  work:
    | { kind: 'lookup'; keep: readonly Template[] }
    | { kind: 'fold'; folds: readonly FoldKind[]; of: readonly Template[] }
    | { kind: 'records'; make: readonly MakeRecord[] };
}

export function lookupStep(name: string, spec: Lookup, context: StepContext): Step {
  const lookups = Object.keys(context.mapping.lookups);
  const scope = scopeOf(spec, context, { joins: Object.keys(spec.join) });
  const column = (named: string) => template(`{${named}}`, scope.columns);
  const folds = foldsOf(spec);
  return {
    ...stepOf(context),
    holds: compileWhen(spec.when, scope),
    id: column(spec.by),
    asOf: spec.asOf === undefined ? null : compileAsOf(spec.asOf, scope),
    joins: joinsOf(spec, context, lookups.slice(0, lookups.indexOf(name))),
    work: spec.keep
      ? { kind: 'lookup', keep: spec.keep.map(column) }
      : {
          kind: 'fold',
          folds,
          of: folds.map((fold) => foldCell(fold, column(spec[fold] ?? ''), scope)),
        },
  };
}

export function fileStep(spec: FileSpec, context: StepContext): Step {
  const joins = Object.keys(spec.join);
  const { make, ...rows } = compileRows(spec, {
    source: context.mapping.source,
    written: writtenEntries(context.mapping),
    scopeOf: (lets) => scopeOf(spec, context, { joins, lets }),
  });
  return {
    ...stepOf(context),
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
      keys: Object.keys(context.mapping.lookups).indexOf(name),
      key: template(key, scope.columns),
    };
  });
}

const stepOf = ({ located, written, keys }: StepContext) => ({
  file: located.name,
  path: located.path,
  size: located.size,
  written,
  keys,
});

export const writtenBy = (spec: Lookup | FileSpec, mapping: Mapping): Written => ({
  delimiter: spec.delimiter ?? mapping.delimiter,
  encoding: spec.encoding ?? mapping.encoding,
  dates: spec.dates ?? mapping.dates,
  decimal: spec.decimal ?? mapping.decimal,
  sheet: spec.sheet,
});
