import { z } from 'zod';
import type { WritableConnector } from '../../note/target-connector.ts';
import { MINUTE } from '../../time/durations.ts';
import { defineConnector } from '../define.ts';
import { type PaceFor, type Purpose, UNPACED } from '../pace/pace.ts';
import { appToken } from './app-token.ts';
import { changesOf } from './changes.ts';
import { checkHubspot } from './check.ts';
import { type ClientOptions, hubspotClient } from './client.ts';
import { CONSENT_SETUP, hubspotConsent } from './consent.ts';
import { findCompanies } from './find.ts';
import { hubspotJournal } from './journal.ts';
import { type HubspotAccount, readAccount, readSetting } from './setting.ts';
import { touchedOf } from './touched.ts';
import { hubspotWebhooks } from './webhooks.ts';
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
  HUBSPOT_CLIENT_SECRET: z
    .string()
    .min(8, 'it has fewer than 8 characters')
    .optional()
    .describe(
      'client secret of an app in HubSpot whose webhooks go to PUBLIC_URL/webhooks/hubspot; without it changes come within five minutes',
    ),
  HUBSPOT_CLIENT_ID: z
    .string()
    .min(1)
    .optional()
    .describe(
      'client ID of that app, to read its webhooks journal each minute where HubSpot cannot reach PUBLIC_URL',
    ),
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

/** A key without one of the last four reads no tickets, letters, answers to surveys or names of files, and works otherwise. */
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
  'files.ui_hidden.read',
];

/** Without it files of notes stay links. */
const FILES_SCOPE = 'files';

export const hubspot = defineConnector({
  id: 'hubspot',
  name: 'HubSpot',
  settings,
  setup: `In HubSpot: Development → Keys → Service keys → Create service key, with the scopes ${SCOPES.join(', ')}, and ${FILES_SCOPE} where NOTE_FILES=1. Set HUBSPOT_ACCESS_TOKEN to it.`,
  consent: {
    setup: CONSENT_SETUP,
    needs: ['HUBSPOT_USER_CLIENT_ID', 'HUBSPOT_USER_CLIENT_SECRET'],
  },
  open: (given, of) => openHubspot(given, of),
});

/** Owners and pipelines change seldom; a webhook does not ask for them each time. */
const SETTING_AGE = 5 * MINUTE;

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
  const secret = given.HUBSPOT_CLIENT_SECRET;
  const forReading = clientFor('reading');
  const journalApp = given.HUBSPOT_CLIENT_ID;
  const journal = journalApp && secret !== undefined && journalOf(journalApp, secret);
  const settingNow = keptFor(SETTING_AGE, () => readSetting(forReading, id, own));
  function journalOf(client: string, ofApp: string) {
    const token = appToken(id, { apiUrl: given.HUBSPOT_API_URL, id: client, secret: ofApp });
    return hubspotJournal({
      source: id,
      apiUrl: given.HUBSPOT_API_URL,
      client: async () => clientFor('reading', await token()),
      portal: async () => (await readOnce()).id,
    });
  }
  return {
    id,
    name,
    reader: {
      find: (query) => findCompanies(client, query, urlOf),
      changesSince: changesOf(forReading, { source: id, own, rereads: secret !== undefined }),
      ...(secret !== undefined && {
        readTouched: touchedOf(forReading, { source: id, own }, settingNow),
      }),
    },
    ...(secret !== undefined && { webhooks: hubspotWebhooks(secret) }),
    ...(journal && { journal }),
    writer: hubspotWriter(client, urlOf),
    check: () => checkHubspot(client, journal || undefined),
    ...(app && {
      consent: hubspotConsent(id, app, {
        account: async () => (await readOnce()).id,
        clientWith: (token) => clientFor('asked', token),
        writerBy: (author) => hubspotWriter(client, urlOf, author),
      }),
    }),
  };
}

/** The last answer while it is younger than this, in milliseconds. A failure is not kept. */
function keptFor<Value>(age: number, read: () => Promise<Value>): () => Promise<Value> {
  let kept: { value: Value; at: number } | null = null;
  return async () => {
    if (kept && performance.now() - kept.at < age) return kept.value;
    const at = performance.now();
    const value = await read();
    kept = { value, at };
    return value;
  };
}
