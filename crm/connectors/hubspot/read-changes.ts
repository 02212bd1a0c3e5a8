import { companiesOf } from './associations.ts';
import type { HubspotClient } from './client.ts';
import type { HubspotObject, ObjectType } from './objects.ts';
import type { Reading } from './reading.ts';
import { type Changes, changesBy, together } from './records.ts';

/** These objects as records, and the companies that they go with. */
export async function changesByAll(
  client: HubspotClient,
  { type, objects }: { type: ObjectType; objects: readonly HubspotObject[] },
  reading: Reading,
): Promise<{ records: Changes; companies: readonly string[] }> {
  const ids = objects.map(({ id }) => id);
  const companies = await companiesOf(client, type, ids);
  const records = objects.map((object) =>
    changesBy({ type, object, company: companies.get(object.id) ?? null }, reading),
  );
  return { records: together(records), companies: [...new Set(companies.values())] };
}
