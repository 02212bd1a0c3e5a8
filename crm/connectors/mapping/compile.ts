import type { SourceRecord } from '../../customer/records.ts';
import { BUILD, fieldsOf, type Reader } from './build.ts';
import { BadRow } from './format.ts';
import type { RecordSpec } from './mapping.ts';
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

/** `id` is the row's own, used where the record names no other. Throws MappingFault for unknown and missing fields. */
export function compileRecord(
  { kind, fields, when }: RecordSpec,
  { scope, source, id }: { scope: Scope; source: string; id: string },
): MakeRecord {
  const known = fieldsOf(kind);
  const specs = kind === 'entry' ? fields : { id, ...fields };
  const values = new Map<string, Compiled>();
  for (const [field, spec] of Object.entries(specs)) {
    if (!known.has(field))
      throw new MappingFault(
        `${kind} has no field "${field}"; it has ${[...known.keys()].join(', ')}`,
      );
    values.set(
      field,
      within(`${kind}.${field}`, () => compileValue(spec, scope)),
    );
  }
  const missing = [...known]
    .filter(([field, need]) => need === 'needed' && !values.has(field))
    .map(([field]) => field);
  if (missing.length > 0) throw new MappingFault(`${kind} needs ${missing.join(', ')}`);
  const holds = within(`${kind}.when`, () => compileWhen(when, scope));
  const build = BUILD[kind];
  const make = (row: Row) =>
    holds(row) ? build(readerOf(row, { source, values, scope, kind })) : null;
  const own = specs['id'] ?? id;
  const named = typeof own === 'string' ? columnsOf(own) : [];
  const shares = !NAMED_OFTEN.has(kind) && !columnsOf(id).every((one) => named.includes(one));
  return Object.assign(make, { shares });
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
    try {
      const value = values.get(field)?.(row) ?? null;
      return value === null ? null : type.read(value, scope.format);
    } catch (cause) {
      if (cause instanceof BadRow) throw new BadRow(`${kind}.${field}: ${cause.message}`);
      throw cause;
    }
  };
  return {
    source,
    maybe,
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
