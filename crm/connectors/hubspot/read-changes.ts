import { companiesOf } from './associations.ts';
import type { HubspotClient } from './client.ts';
import { fileLinesOf } from './files.ts';
import type { HubspotObject, ObjectType } from './objects.ts';
import { keyOfHtml } from './our-text.ts';
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
  // Only those that an entry is made of.
  const files = await fileLinesOf(
    client,
    objects.filter(({ id, properties }) => companies.has(id) && !isOurs(properties)),
  );
  const records = objects.map((object) => {
    const { id } = object;
    const { company = null, others = [] } = companies.get(id) ?? {};
    return changesBy({ type, object, company, others, files: files.get(id) ?? [] }, reading);
  });
  const all = [...companies.values()].flatMap(({ company, others }) => [company, ...others]);
  return { records: together(records), companies: [...new Set(all)] };
}

const isOurs = (properties: HubspotObject['properties']): boolean =>
  keyOfHtml(properties['hs_note_body']) !== null;
