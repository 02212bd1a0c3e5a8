import type { SourceRecord } from '../../customer/records.ts';
import { compileRecord, type MakeRecord } from './compile.ts';
import { contradictionIn } from './contradictions.ts';
import { BadRow } from './format.ts';
import type { RowSpec } from './mapping.ts';
import { type Row, type Template, template } from './template.ts';
import { text, type Value } from './types.ts';
import { compileValue, compileWhen, type Scope } from './value.ts';

/** Makes records of the rows of one file, or of one kind of item. */
export interface CompiledRows {
  id: Template;
  holds(row: Row): boolean;
  make: readonly MakeRecord[];
}

/** Columns that `let` computes, by name. */
export type Lets = ReadonlyMap<string, (row: Row) => string>;

/** `scopeOf` knows the columns of the rows, and finds computed ones among those that it gets. Throws MappingFault. */
export function compileRows(
  spec: RowSpec,
  { source, scopeOf }: { source: string; scopeOf: (lets: Lets) => Scope },
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
    make: spec.records.map((record) => compileRecord(record, { scope, source, id: spec.id })),
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
