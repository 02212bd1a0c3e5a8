import type { FoundCustomer } from '../../connector.ts';
import { companiesOf } from './associations.ts';
import type { HubspotClient } from './client.ts';
import { type HubspotObject, objectsPath, Page, readObjects } from './objects.ts';

const MOST = 20;
const NAME = ['name', 'domain'];

/** Companies by name or domain, and the company of a contact by e-mail. */
export async function findCompanies(
  client: HubspotClient,
  query: string,
  urlOf: (id: string) => Promise<string | null>,
): Promise<FoundCustomer[]> {
  const words = query.trim().slice(0, 200);
  if (words === '') return [];
  const objects = words.includes('@') ? await byEmail(client, words) : await byWords(client, words);
  return Promise.all(
    objects.slice(0, MOST).map(async ({ id, properties: { name, domain } }) => ({
      customer: id,
      name: name || domain || `HubSpot company ${id}`,
      url: await urlOf(id),
    })),
  );
}

async function byWords(client: HubspotClient, query: string): Promise<HubspotObject[]> {
  const { body } = await client.send(Page, {
    method: 'POST',
    path: objectsPath('companies', '/search'),
    body: { query, properties: NAME, limit: MOST },
  });
  return body.results;
}

async function byEmail(client: HubspotClient, email: string): Promise<HubspotObject[]> {
  const { body } = await client.send(Page, {
    method: 'POST',
    path: objectsPath('contacts', '/search'),
    body: {
      filterGroups: [
        { filters: [{ propertyName: 'email', operator: 'EQ', value: email.toLowerCase() }] },
      ],
      properties: ['email'],
      limit: MOST,
    },
  });
  const contacts = body.results.map(({ id }) => id);
  if (contacts.length === 0) return [];
  const companies = await companiesOf(client, 'contacts', contacts);
  const ids = [...companies.values()].map(({ company }) => company);
  return ids.length === 0
    ? []
    : readObjects(client, 'companies', { ids: [...new Set(ids)], properties: NAME });
}
