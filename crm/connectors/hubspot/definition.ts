import { z } from 'zod';
import type { WritableConnector } from '../../note/target-connector.ts';
import { defineConnector } from '../define.ts';
import { type PaceFor, type Purpose, UNPACED } from '../pace/pace.ts';
import { changesOf } from './changes.ts';
import { checkHubspot } from './check.ts';
import { type ClientOptions, hubspotClient } from './client.ts';
import { CONSENT_SETUP, hubspotConsent } from './consent.ts';
import { findCompanies } from './find.ts';
import { type HubspotAccount, readAccount } from './setting.ts';
import { hubspotWriter } from './writer.ts';

const property = (what: string) =>
  z
    .string()
    .regex(/^[a-z0-9_]+$/, 'give the internal name of a company property')
    .optional()
    .describe(`internal name of the HubSpot company property that holds ${what}`);

export const settings = z.object({
  HUBSPOT_ACCESS_TOKEN: z.string().min(1).describe('Service Key of the HubSpot account'),
  HUBSPOT_API_URL: z
    .url({ protocol: /^https?$/ })
    .default('https://api.hubapi.com')
    .describe('address of HubSpot’s API'),
  HUBSPOT_SEGMENT_PROPERTY: property('the segment'),
  HUBSPOT_REVENUE_PROPERTY: property('the recurring revenue a year'),
  HUBSPOT_RENEWAL_PROPERTY: property('the day of the renewal'),
  HUBSPOT_HEALTH_PROPERTY: property('the health, 0 to 100'),
  HUBSPOT_USER_CLIENT_ID: z
    .string()
    .min(1)
    .optional()
    .describe('Client ID of the HubSpot app by which colleagues write in their own name'),
  HUBSPOT_USER_CLIENT_SECRET: z.string().min(1).optional().describe('Client secret of that app'),
  HUBSPOT_APP_URL: z
    .url({ protocol: /^https?$/ })
    .default('https://app.hubspot.com')
    .describe('address of HubSpot’s pages, where colleagues agree'),
});

/** A key without one of the last three reads no tickets, letters or answers to surveys, and works otherwise. */
export const SCOPES = [
  'crm.objects.companies.read',
  'crm.objects.companies.write',
  'crm.objects.contacts.read',
  'crm.objects.contacts.write',
  'crm.objects.deals.read',
  'crm.objects.owners.read',
  'tickets',
  'sales-email-read',
  'crm.objects.feedback_submissions.read',
];

export const hubspot = defineConnector({
  id: 'hubspot',
  name: 'HubSpot',
  settings,
  setup: `In HubSpot: Development → Keys → Service keys → Create service key, with the scopes ${SCOPES.join(', ')}. Set HUBSPOT_ACCESS_TOKEN to it.`,
  consent: {
    setup: CONSENT_SETUP,
    needs: ['HUBSPOT_USER_CLIENT_ID', 'HUBSPOT_USER_CLIENT_SECRET'],
  },
  open: (given, of) => openHubspot(given, of),
});

/** Connects to nothing before it is used. */
export function openHubspot(
  given: z.output<typeof settings>,
  { id, name, pace = UNPACED }: { id: string; name: string; pace?: PaceFor },
  options: Pick<ClientOptions, 'patience' | 'retries'> = {},
): WritableConnector {
  const clientFor = (purpose: Purpose, token = given.HUBSPOT_ACCESS_TOKEN) =>
    hubspotClient(id, { url: given.HUBSPOT_API_URL, token, pace: pace(id, purpose), ...options });
  const client = clientFor('asked');
  let account: HubspotAccount | null = null;
  const readOnce = async (): Promise<HubspotAccount> => {
    account ??= await readAccount(client);
    return account;
  };
  const urlOf = async (company: string): Promise<string> => (await readOnce()).companyUrl(company);
  const { HUBSPOT_USER_CLIENT_ID: clientId, HUBSPOT_USER_CLIENT_SECRET: clientSecret } = given;
  const app = clientId &&
    clientSecret && {
      apiUrl: given.HUBSPOT_API_URL,
      pagesUrl: given.HUBSPOT_APP_URL,
      clientId,
      clientSecret,
    };
  const own = {
    segment: given.HUBSPOT_SEGMENT_PROPERTY,
    revenue: given.HUBSPOT_REVENUE_PROPERTY,
    renewsOn: given.HUBSPOT_RENEWAL_PROPERTY,
    health: given.HUBSPOT_HEALTH_PROPERTY,
  };
  return {
    id,
    name,
    reader: {
      find: (query) => findCompanies(client, query, urlOf),
      changesSince: changesOf(clientFor('reading'), { source: id, own }),
    },
    writer: hubspotWriter(client, urlOf),
    check: () => checkHubspot(client),
    ...(app && {
      consent: hubspotConsent(id, app, {
        account: async () => (await readOnce()).id,
        clientWith: (token) => clientFor('asked', token),
        writerBy: (author) => hubspotWriter(client, urlOf, author),
      }),
    }),
  };
}
