import type { SourceRecord } from '../../customer/records.ts';
import { BadRow } from '../mapping/format.ts';
import { isList, type Json } from '../mapping/json.ts';
import type { ItemSpec, Mapping } from '../mapping/mapping.ts';
import { writtenEntries } from '../mapping/own-entries.ts';
import { mappingProblem } from '../mapping/parse.ts';
import { compileRows, type Lets, makeRecords } from '../mapping/rows.ts';
import { MappingFault, type Row, without } from '../mapping/template.ts';
import { instant } from '../mapping/types.ts';
import { compileValue, type Scope } from '../mapping/value.ts';
import { columnAt, parsePath, partAt } from './paths.ts';

/** A mapping that is ready for what a tool sends. */
export interface ItemMapping {
  /** The tool, as people call it. */
  title: string;
  /** Where its records come from. */
  source: string;
  departments: readonly SourceRecord[];
  /**
   * The records of one item, each with the instant as of which it is so; none where the mapping leaves the item out. An
   * item without an instant of its own is as of `receivedAt`. Throws BadRow.
   */
  recordsOf(item: Json, at: { receivedAt: Date; now: Date }): readonly DatedRecord[];
}

export interface DatedRecord {
  record: SourceRecord;
  asOf: Date;
}

/** `path` is the mapping's file, for what is wrong with it. Throws Problem. */
export function compileItems(mapping: Mapping, path: string): ItemMapping {
  const kinds = mapping.items.map((spec, index) => {
    try {
      return compileItem(spec, mapping);
    } catch (cause) {
      if (cause instanceof MappingFault)
        throw mappingProblem(`${path}, items.${index} (${spec.item})`, cause.message);
      throw cause;
    }
  });
  return {
    title: mapping.name,
    source: mapping.source,
    departments: Object.entries(mapping.departments).map(([id, name]) => ({
      kind: 'department',
      id,
      name,
    })),
    recordsOf: (item, at) => kinds.flatMap((recordsOf) => recordsOf(item, at)),
  };
}

function compileItem(spec: ItemSpec, mapping: Mapping): ItemMapping['recordsOf'] {
  const [each] = Object.entries(spec.each ?? {});
  const list = each && { name: each[0], path: each[1], parts: parsePath(each[1]) };
  const format = {
    dates: spec.dates ?? mapping.dates,
    zone: spec.zone ?? mapping.zone,
    currency: spec.currency ?? mapping.currency,
    decimal: spec.decimal ?? mapping.decimal,
  };
  const empty = new Set(spec.empty ?? mapping.empty);
  const scopeOf = (lets: Lets): Scope => ({
    columns: (name) => lets.get(name) ?? without(empty, columnAt(name, list?.name)),
    format,
  });
  const rows = compileRows(spec, {
    source: mapping.source,
    written: writtenEntries(mapping),
    scopeOf,
  });
  const asOf = spec.asOf === undefined ? null : compileValue(spec.asOf, scopeOf(new Map()));

  function recordsOfRow(row: Row, { receivedAt, now }: { receivedAt: Date; now: Date }) {
    if (!rows.holds(row)) return [];
    if (rows.id(row) === '') throw new BadRow('the item has no id');
    const dated = asOf?.(row) ?? null;
    const at = dated === null ? receivedAt : instant.read(dated, format);
    return makeRecords(rows, row, now).records.map((record) => ({ record, asOf: at }));
  }

  return (item, at) =>
    elementsOf(item, list).flatMap((element, line) =>
      recordsOfRow({ line, cells: [], joined: {}, sent: { item, element } }, at),
    );
}

/** The elements of the list that the mapping goes through; the item itself where it names none. */
function elementsOf(
  item: Json,
  list: { path: string; parts: readonly string[] } | undefined,
): readonly Json[] {
  if (!list) return [item];
  const part = partAt(item, list.parts);
  if (part === undefined || part === null) return [];
  if (!isList(part)) throw new BadRow(`"${list.path}" is no list`);
  return part;
}
