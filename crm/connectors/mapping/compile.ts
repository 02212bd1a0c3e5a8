import type { SourceRecord } from '../../customer/records.ts';
import { BUILD, type FieldUse, fieldsOf, type Reader } from './build.ts';
import { BadRow, NoValue } from './format.ts';
import type { RecordSpec } from './mapping.ts';
import { ownEntriesOf } from './own-entries.ts';
import { MappingFault, type Row } from './template.ts';
import type { FieldType } from './types.ts';
import { type Compiled, compileValue, compileWhen, type Scope } from './value.ts';

/** Makes one kind of record out of a row, or null where its condition does not hold. Throws BadRow. */
export interface MakeRecord {
  (row: Row): SourceRecord | null;
  /** Several rows may make one record, where each of them stands for something that happened. */
  shares: boolean;
}

/** A company, a person or a campaign may well be named by many rows. */
const NAMED_OFTEN: ReadonlySet<SourceRecord['kind']> = new Set([
  'customer',
  'contact',
  'person',
  'campaign',
]);
/** The columns of a template, each with its filters: a cell that is cut may be that of two rows. */
const columnsOf = (words: string): string[] =>
  [...words.matchAll(/\{([^}]*)\}/g)].map(([, column = '']) => column);

export interface RecordContext {
  scope: Scope;
  source: string;
  /** The row's own id, used where the record names no other. */
  id: string;
  /** Kinds of records whose entries the mapping writes itself. */
  written: ReadonlySet<string>;
}

/**
 * A record, and the entries that it makes by itself. Throws MappingFault for unknown and missing fields, and for words
 * of the mapping's own that no field takes.
 */
export function compileRecord(
  { kind, fields, when, timeline }: RecordSpec,
  { scope, source, id, written }: RecordContext,
): MakeRecord[] {
  const known = fieldsOf(kind);
  const specs = kind === 'entry' ? fields : { id, ...fields };
  const values = new Map<string, Compiled>();
  for (const [field, spec] of Object.entries(specs)) {
    const use = known.get(field);
    if (!use)
      throw new MappingFault(
        `${kind} has no field "${field}"; it has ${[...known.keys()].join(', ')}`,
      );
    values.set(
      field,
      within(`${kind}.${field}`, () => checked(compileValue(spec, scope), use, scope)),
    );
  }
  const missing = [...known]
    .filter(([field, { need }]) => need === 'needed' && !values.has(field))
    .map(([field]) => field);
  if (missing.length > 0) throw new MappingFault(`${kind} needs ${missing.join(', ')}`);
  const holds = within(`${kind}.when`, () => compileWhen(when, scope));
  const build = BUILD[kind];
  const reads = (row: Row) => readerOf(row, { source, values, scope, kind });
  const own = specs['id'] ?? id;
  const named = typeof own === 'string' ? columnsOf(own) : [];
  const shares = !NAMED_OFTEN.has(kind) && !columnsOf(id).every((one) => named.includes(one));
  const make = (row: Row) => (holds(row) ? build(reads(row)) : null);
  const entries = timeline === 'own' && !written.has(kind) ? ownEntriesOf(kind) : [];
  return [
    Object.assign(make, { shares }),
    ...entries.map((entry) =>
      Object.assign((row: Row) => (holds(row) ? entry(reads(row)) : null), { shares }),
    ),
  ];
}

/** Reads the words of the mapping's own once, before any row: they are right for all rows or for none. */
function checked(value: Compiled, { need, type }: FieldUse, { format }: Scope): Compiled {
  if (value.isOptional && need === 'needed')
    throw new MappingFault('no row comes in without it, so it cannot be maybe');
  for (const constant of value.constants ?? []) {
    try {
      type.read(constant, format);
    } catch (cause) {
      if (cause instanceof BadRow) throw new MappingFault(cause.message);
      throw cause;
    }
  }
  return value;
}

function readerOf(
  row: Row,
  {
    source,
    values,
    scope,
    kind,
  }: { source: string; values: ReadonlyMap<string, Compiled>; scope: Scope; kind: string },
): Reader {
  const maybe = <T>(field: string, type: FieldType<T>): T | null => {
    const compiled = values.get(field);
    try {
      const value = compiled?.(row) ?? null;
      return value === null ? null : type.read(value, scope.format);
    } catch (cause) {
      if (!(cause instanceof BadRow)) throw cause;
      const message = `${kind}.${field}: ${cause.message}`;
      if (!(cause instanceof NoValue) && !compiled?.isOptional)
        throw new BadRow(message, cause.otherOrder);
      const note = `${message}, so it was left empty`;
      row.notes ??= [];
      if (!row.notes.includes(note)) row.notes.push(note);
      return null;
    }
  };
  return {
    source,
    maybe,
    has: (field) => values.has(field),
    need: (field, type) => {
      const value = maybe(field, type);
      if (value === null) throw new BadRow(`${kind}.${field} is empty`);
      return value;
    },
  };
}

function within<T>(where: string, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    if (cause instanceof MappingFault) throw new MappingFault(`${where}: ${cause.message}`);
    throw cause;
  }
}
