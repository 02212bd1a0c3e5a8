import type { SourceRecord } from '../../customer/records.ts';
import { compileRecord, type MakeRecord } from './compile.ts';
import { contradictionIn } from './contradictions.ts';
import { BadRow } from './format.ts';
import type { RowSpec } from './mapping.ts';
import { type Row, type Template, template } from './template.ts';
import { instant, text, type Value } from './types.ts';
import { compileValue, compileWhen, type Scope } from './value.ts';
import type { ValueSpec } from './value-spec.ts';

/** Makes records of the rows of one file, or of one kind of item. */
export interface CompiledRows {
  id: Template;
  holds(row: Row): boolean;
  /** The instant as of which a row is so; null where the mapping does not say. Throws BadRow where a row has none. */
  asOf: ((row: Row) => Date) | null;
  make: readonly MakeRecord[];
}

/** Columns that `let` computes, by name. */
export type Lets = ReadonlyMap<string, (row: Row) => string>;

/** `scopeOf` knows the columns of the rows, and finds computed ones among those that it gets. Throws MappingFault. */
export function compileRows(
  spec: RowSpec,
  {
    source,
    written,
    scopeOf,
  }: { source: string; written: ReadonlySet<string>; scopeOf: (lets: Lets) => Scope },
): CompiledRows {
  const lets = new Map<string, (row: Row) => string>();
  for (const [name, value] of Object.entries(spec.let)) {
    const read = compileValue(value, scopeOf(new Map(lets)));
    lets.set(name, (row) => textOf(read(row)));
  }
  const scope = scopeOf(lets);
  return {
    id: template(spec.id, scope.columns),
    holds: compileWhen(spec.when, scope),
    asOf: spec.asOf === undefined ? null : compileAsOf(spec.asOf, scope),
    make: spec.records.flatMap((record) =>
      compileRecord(record, { scope, source, id: spec.id, written }),
    ),
  };
}

/** Throws MappingFault; what it gives throws BadRow for a row that has no instant. */
export function compileAsOf(spec: ValueSpec, scope: Scope): (row: Row) => Date {
  const value = compileValue(spec, scope);
  return (row) => {
    const said = value(row);
    if (said === null) throw new BadRow('asOf is empty, so it is not known which row is the last');
    return instant.read(said, scope.format);
  };
}

/** The records of a row whose condition holds, and those of them that another row may have made too. Throws BadRow. */
export function makeRecords(
  { make }: Pick<CompiledRows, 'make'>,
  row: Row,
  now: Date,
): { records: SourceRecord[]; shared: SourceRecord[] } {
  const made = make.flatMap((one) => {
    const record = one(row);
    return record ? [{ record, shares: one.shares }] : [];
  });
  const records = made.map(({ record }) => record);
  for (const record of records) {
    const wrong = contradictionIn(record, now);
    if (wrong) throw new BadRow(wrong);
  }
  return { records, shared: made.flatMap(({ record, shares }) => (shares ? [record] : [])) };
}

function textOf(value: Value): string {
  if (value === null) return '';
  if (typeof value === 'string') return value;
  return text.read(value, { dates: 'iso', zone: 'UTC', currency: 'EUR', decimal: '.' });
}
