import type { SalesforceClient } from './client.ts';
import { HiddenField, HiddenObject } from './faults.ts';
import type { Row } from './row.ts';
import { rowsOfIds } from './soql.ts';

/** A relation to the account of the contact itself says nothing more. */
export const INDIRECT = 'IsDirect = false';

/** The further accounts of these contacts. None in an organisation that knows no such relations. */
export async function otherAccountsOf(
  client: SalesforceClient,
  contacts: readonly string[],
): Promise<Map<string, string[]>> {
  const others = new Map<string, string[]>();
  for (const row of await relationsOf(client, contacts)) {
    const [contact, account] = [row['ContactId'], row['AccountId']];
    if (contact && account) others.set(contact, [...(others.get(contact) ?? []), account]);
  }
  return others;
}

async function relationsOf(client: SalesforceClient, contacts: readonly string[]): Promise<Row[]> {
  try {
    return await rowsOfIds(
      client,
      contacts,
      (list) =>
        `SELECT ContactId, AccountId FROM AccountContactRelation WHERE ContactId IN ${list} AND ${INDIRECT} AND IsActive = true`,
    );
  } catch (cause) {
    if (cause instanceof HiddenObject || cause instanceof HiddenField) return [];
    throw cause;
  }
}

/** The contacts whose relations these are, as they are now; deleted ones among them. */
export const contactsOfRelations = (
  client: SalesforceClient,
  relations: readonly Row[],
  fields: readonly string[],
): Promise<Row[]> =>
  rowsOfIds(
    client,
    [...new Set(relations.flatMap((row) => row['ContactId'] ?? []))],
    (list) => `SELECT ${fields.join(', ')} FROM Contact WHERE Id IN ${list}`,
    { deleted: true },
  );
