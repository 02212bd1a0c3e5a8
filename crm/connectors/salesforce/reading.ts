import type { Described } from './describe.ts';
import type { Row } from './row.ts';
import type { Setting } from './setting.ts';

/** Parts of this organisation alone, as the configuration names them. */
export interface OwnParts {
  /** Of the amounts, where the organisation has one currency. */
  currency: string | null;
  /** Fields of an account by what they mean here. */
  segment: string | null;
  revenue: string | null;
  renewsOn: string | null;
  health: string | null;
  stage: string;
  /** Objects whose records appear on timelines, by their API names. */
  objects: readonly string[];
  /** Fields that are shown with records, by their object. */
  fields: ReadonlyMap<string, readonly string[]>;
}

/** A record with the customer that it goes with, null where there is none, and the words of a note. */
export interface Read {
  row: Row;
  id: string;
  customer: string | null;
  /** Further customers that a contact goes with. */
  others: readonly string[];
  words: string | null;
}

export interface Reading {
  source: string;
  setting: Setting;
  own: OwnParts;
  described: Described;
}

/** Fields of an account that the configuration names. */
export const accountFields = ({ segment, revenue, renewsOn, health, stage }: OwnParts): string[] =>
  [segment, revenue, renewsOn, health, stage].filter((name) => name !== null);

/** The fields beside the usual ones that are read of an object. */
export const extraFields = (own: OwnParts, name: string): string[] => [
  ...(own.fields.get(name) ?? []),
  ...(name === 'Account' ? accountFields(own) : []),
];

/**
 * The fields that the configuration shows with a record, a line each. A field that security hides is said to be
 * hidden: it may well have a value.
 */
export function shownFields(row: Row, { own, described }: Reading): string[] {
  const names = own.fields.get(described.name) ?? [];
  return names.flatMap((name) => {
    const field = described.fields.get(name);
    if (!field) return [`${name}: hidden from me`];
    const value = row[name];
    return value ? [`${field.label}: ${value}`] : [];
  });
}

/** A field's text; where security hides it, that is said. */
export const textOfField = (
  { row, field, label }: { row: Row; field: string; label: string },
  { described }: Reading,
): string | null =>
  described.fields.has(field) ? (row[field] ?? null) : `${label}: hidden from me`;

export const linesOf = (...parts: readonly (string | null | undefined)[]): string | null =>
  parts.filter(Boolean).join('\n') || null;
