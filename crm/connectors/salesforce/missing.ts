import type { DeletableKind, ExternalId } from '../../connector.ts';
import type { SalesforceClient } from './client.ts';
import { HiddenObject } from './faults.ts';
import { hasPrefix, STANDARD_OBJECTS } from './objects.ts';
import { isDeleted } from './pages.ts';
import type { OwnParts } from './reading.ts';
import { rowsOfIds } from './soql.ts';

/**
 * Those of our records that Salesforce has no longer. A record that was deleted for good is in no list of changes:
 * only asking for it tells.
 */
export async function findMissing(
  client: SalesforceClient,
  own: OwnParts,
  { kind, ids }: { kind: DeletableKind; ids: readonly ExternalId[] },
): Promise<ExternalId[]> {
  const objects: readonly string[] = [...STANDARD_OBJECTS, ...own.objects];
  const missing: ExternalId[] = [];
  for (const [name, some] of Map.groupBy(ids, (id) => placeOf(kind, id).name)) {
    // Records of an object that is not read any more are left as they are.
    if (!objects.includes(name)) continue;
    const recordOf = (id: ExternalId) => placeOf(kind, id).record;
    const living = await livingRecords(client, name, [...new Set(some.map(recordOf))]);
    if (living) missing.push(...some.filter((id) => !living.has(recordOf(id))));
  }
  return missing;
}

/** The record of which one of ours was made. */
function placeOf(kind: DeletableKind, id: ExternalId): { name: string; record: string } {
  const [name = '', record = ''] = id.split(':');
  if (kind === 'entry') return { name, record };
  const names = { customer: 'Account', contact: 'Contact', deal: 'Opportunity', ticket: 'Case' };
  const usual = Object.entries(names).find(([one]) => one === kind)?.[1] ?? '';
  return { name: hasPrefix(id, 'lead') ? 'Lead' : usual, record: id };
}

/** Null where the key may not see this kind of object: that says nothing of its records. */
async function livingRecords(
  client: SalesforceClient,
  name: string,
  ids: readonly string[],
): Promise<Set<string> | null> {
  try {
    const soqlOf = (list: string) => `SELECT Id, IsDeleted FROM ${name} WHERE Id IN ${list}`;
    // Archived activities are there, and only this way of asking finds them.
    const rows = await rowsOfIds(client, ids, soqlOf, { deleted: true });
    return new Set(rows.filter((row) => !isDeleted(row)).flatMap((row) => row['Id'] ?? []));
  } catch (cause) {
    if (cause instanceof HiddenObject) return null;
    throw cause;
  }
}
