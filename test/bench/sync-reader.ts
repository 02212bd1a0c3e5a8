// Reads a HubSpot whole, in a process of its own: `rapport` as the bot does, `bare` only asks for the same pages.
import { randomUUID } from 'node:crypto';
import { hubspot, openHubspot, settings } from '../../crm/connectors/hubspot/definition.ts';
import { PROPERTIES } from '../../crm/connectors/hubspot/objects.ts';
import { readConnector } from '../../jobs/connector/read-connector.ts';
import type { JobContext } from '../../jobs/job.ts';
import { openStore } from '../../prisma/store.ts';
import { now } from '../clock.ts';

const [who, url = '', token = '', database = ''] = process.argv.slice(2);
const PAGE = 100;

async function rapport(): Promise<number> {
  const { store } = await openStore({ url: database }, { now });
  const connector = openHubspot(
    settings.parse({ HUBSPOT_API_URL: url, HUBSPOT_ACCESS_TOKEN: token }),
    hubspot,
  );
  const context = { connectors: [connector], store, now, id: randomUUID };
  const begun = performance.now();
  await readConnector.run({ source: hubspot.id }, context as unknown as JobContext);
  const took = performance.now() - begun;
  await store.close();
  return took;
}

async function bare(): Promise<number> {
  const ask = async (path: string, body?: object) =>
    (
      await fetch(`${url}${path}`, {
        method: body ? 'POST' : 'GET',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        ...(body && { body: JSON.stringify(body) }),
      })
    ).json() as Promise<{
      results: { id: string }[];
      paging?: { next?: { after: string } };
    }>;
  const begun = performance.now();
  for (const type of ['companies', 'contacts'] as const)
    for (let after: string | undefined = '0'; after; ) {
      const page = await ask(
        `/crm/objects/2026-09/${type}?limit=${PAGE}&after=${after}&archived=false&properties=${PROPERTIES[type].join(',')}`,
      );
      if (type === 'contacts')
        await ask('/crm/associations/2026-09/contacts/companies/batch/read', {
          inputs: page.results.map(({ id }) => ({ id })),
        });
      after = page.paging?.next?.after;
    }
  return performance.now() - begun;
}

console.log(`took ${who === 'bare' ? await bare() : await rapport()}`);
