import type { SalesforceClient } from './client.ts';
import { HiddenField, HiddenObject } from './faults.ts';
import { PREFIX } from './objects.ts';
import type { Row } from './row.ts';
import { rowsOfIds } from './soql.ts';

/** A kind of record that belongs to a customer, and the field that leads there. */
export interface Step {
  name: string;
  field: string;
}

/** A company's own objects, by the prefix of their ids. */
export type OwnObjects = ReadonlyMap<string, Step>;

const STEPS: OwnObjects = new Map([
  [PREFIX.contact, { name: 'Contact', field: 'AccountId' }],
  [PREFIX.opportunity, { name: 'Opportunity', field: 'AccountId' }],
  [PREFIX.case, { name: 'Case', field: 'AccountId' }],
  [PREFIX.lead, { name: 'Lead', field: 'ConvertedAccountId' }],
]);

/** A company's own object, a contact, an account. */
const MOST_STEPS = 2;

/**
 * The customers of the records that activities point to, whose kinds only their ids tell: an account is a customer, so
 * is a lead that became no account, and any other record leads to one by a field of its own.
 */
export async function customersOf(
  client: SalesforceClient,
  records: readonly (string | null | undefined)[],
  own: OwnObjects,
  steps = MOST_STEPS,
): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  const ids = new Set(records.filter((id) => typeof id === 'string'));
  for (const [prefix, some] of Map.groupBy(ids, (id) => id.slice(0, PREFIX.account.length))) {
    if (prefix === PREFIX.account) for (const id of some) found.set(id, id);
    const step = STEPS.get(prefix) ?? own.get(prefix);
    if (!step || steps === 0) continue;
    const rows = await rowsOfStep(client, some, step);
    const targets = rows.map((row) => row[step.field]);
    const further = await customersOf(client, targets, own, steps - 1);
    for (const row of rows) {
      const id = row['Id'] ?? '';
      const customer = further.get(row[step.field] ?? '');
      if (customer) found.set(id, customer);
      else if (prefix === PREFIX.lead) found.set(id, id);
    }
  }
  return found;
}

/** Records of a kind, or by a field, that the key may not see lead nowhere. */
async function rowsOfStep(
  client: SalesforceClient,
  ids: readonly string[],
  { name, field }: Step,
): Promise<Row[]> {
  try {
    return await rowsOfIds(
      client,
      ids,
      (list) => `SELECT Id, ${field} FROM ${name} WHERE Id IN ${list}`,
    );
  } catch (cause) {
    if (cause instanceof HiddenObject || cause instanceof HiddenField) return [];
    throw cause;
  }
}
