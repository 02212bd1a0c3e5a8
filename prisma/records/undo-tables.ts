import { ASSOCIATION_KEY } from './associations.ts';
import { keyHash, keyText } from './import-changes.ts';
import { OWNED_RECORDS } from './naming-tables.ts';

/** Tables of records by their source's id, those before the ones that they belong to. */
export const RECORDS = [...OWNED_RECORDS, 'campaign', 'spend'];

/** The tables that an import writes, with their keys. */
export const KEYS: Readonly<Record<string, readonly string[]>> = {
  department: ['id'],
  person: ['id'],
  customer: ['id'],
  crm_user: ['source', 'external_id'],
  reference: ['source', 'external_id'],
  domain: ['customer_id', 'domain'],
  contact: ['customer_id', 'source', 'external_id'],
  association: ASSOCIATION_KEY,
  ...Object.fromEntries(RECORDS.map((table) => [table, ['source', 'external_id']])),
};

/** Tables of which an import takes rows away, and the owner of a row, whose rows a run tells all together. */
export const OWNER_OF: Readonly<Record<string, readonly string[]>> = {
  domain: ['customer_id'],
  association: ['kind', 'source', 'external_id'],
};

/** Whether a later run told the row `alias`, or all rows of its owner; `by` is SQL of the one run that is meant. */
export function isConfirmed(alias: string, table: string, by = 'k.run_id'): string {
  const hashes = [
    KEYS[table] ?? [],
    ...[OWNER_OF[table] ?? []].filter((key) => key.length > 0),
  ].map((key) => keyHash(keyText(alias, key)));
  return `EXISTS (SELECT 1 FROM undo_key k WHERE k."table" = '${table}' AND NOT k.added AND k.run_id = ${by} AND k.hash IN (${hashes.join(', ')}))`;
}
