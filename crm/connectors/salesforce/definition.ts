import { z } from 'zod';
import type { WritableConnector } from '../../note/target-connector.ts';
import { defineConnector } from '../define.ts';
import { type PaceFor, type Purpose, UNPACED } from '../pace/pace.ts';
import { BULK, type BulkOptions } from './bulk.ts';
import { changesOf } from './changes.ts';
import { checkSalesforce } from './check.ts';
import { type ClientOptions, salesforceClient } from './client.ts';
import { CONSENT_SETUP, salesforceConsent } from './consent.ts';
import { findAccounts } from './find.ts';
import { findMissing } from './missing.ts';
import { isStandard } from './objects.ts';
import type { OwnParts } from './reading.ts';
import { SETUP } from './setup.ts';
import { tokensOf } from './token.ts';
import { salesforceWriter } from './writer.ts';

/** A small Salesforce on this machine needs no encryption. */
const isSafe = (address: string): boolean =>
  /^(?:https:\/\/|http:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?:[:/]|$))/.test(address);

const NAME = /^[A-Za-z]\w*$/;
const field = (what: string) =>
  z
    .string()
    .regex(NAME, 'give the API name of a field of Account, such as Segment__c')
    .optional()
    .describe(`API name of the Salesforce field of Account that holds ${what}`);

const listOf = (one: RegExp, message: string) =>
  z
    .string()
    .default('')
    .transform((text) =>
      text
        .split(',')
        .map((part) => part.trim())
        .filter(Boolean),
    )
    .refine((parts) => parts.every((part) => one.test(part)), message);

export const settings = z.object({
  SALESFORCE_LOGIN_URL: z
    .url({ protocol: /^https?$/ })
    .refine(isSafe, 'give an https address: the secret is sent there')
    .describe('Salesforce: Setup → My Domain, https://….my.salesforce.com'),
  SALESFORCE_CLIENT_ID: z.string().min(1).describe('Consumer Key of the External Client App'),
  SALESFORCE_CLIENT_SECRET: z
    .string()
    .min(1)
    .describe('Consumer Secret of the External Client App'),
  SALESFORCE_REFRESH_TOKEN: z
    .string()
    .min(1)
    .optional()
    .describe(
      'refresh token of a person’s consent, to speak as this person; without it Rapport speaks as the user that the app runs as',
    ),
  SALESFORCE_CURRENCY: z
    .string()
    .regex(/^[A-Z]{3}$/, 'give its three letters, such as EUR')
    .optional()
    .describe('currency of amounts in Salesforce, EUR, unless the organisation has several'),
  SALESFORCE_STAGE_FIELD: field('the stage; else Type'),
  SALESFORCE_SEGMENT_FIELD: field('the segment'),
  SALESFORCE_REVENUE_FIELD: field('the recurring revenue a year'),
  SALESFORCE_RENEWAL_FIELD: field('the day of the renewal'),
  SALESFORCE_HEALTH_FIELD: field('the health, 0 to 100'),
  SALESFORCE_OBJECTS: listOf(
    NAME,
    'give API names of objects, such as Onboarding__c, with commas between',
  ).describe(
    'API names of other Salesforce objects whose records belong on timelines, with commas between',
  ),
  SALESFORCE_FIELDS: listOf(
    /^[A-Za-z]\w*\.[A-Za-z]\w*$/,
    'give fields with their objects, such as Case.Severity__c, with commas between',
  ).describe(
    'Salesforce fields that timelines show, such as Case.Severity__c, with commas between',
  ),
});

export const salesforce = defineConnector({
  id: 'salesforce',
  name: 'Salesforce',
  settings,
  setup: SETUP,
  consent: { setup: CONSENT_SETUP, needs: [] },
  open: (given, of) => openSalesforce(given, of),
});

export interface OpenOptions extends Pick<ClientOptions, 'timeLimit' | 'retries'> {
  bulk?: BulkOptions;
}

/** Connects to nothing before it is used. */
export function openSalesforce(
  given: z.output<typeof settings>,
  { id, name, pace = UNPACED }: { id: string; name: string; pace?: PaceFor },
  { bulk = BULK, ...options }: OpenOptions = {},
): WritableConnector {
  const app = {
    loginUrl: given.SALESFORCE_LOGIN_URL,
    clientId: given.SALESFORCE_CLIENT_ID,
    clientSecret: given.SALESFORCE_CLIENT_SECRET,
  };
  const tokens = tokensOf(id, { ...app, refreshToken: given.SALESFORCE_REFRESH_TOKEN });
  const clientFor = (purpose: Purpose, by = tokens) =>
    salesforceClient(id, by, { pace: pace(id, purpose), ...options });
  const [client, reading] = [clientFor('asked'), clientFor('reading')];
  const own = ownPartsOf(given);
  return {
    id,
    name,
    reader: {
      find: (query) => findAccounts(client, query),
      changesSince: changesOf(reading, { source: id, own, bulk }),
      findMissing: (kind, ids) => findMissing(reading, own, { kind, ids }),
    },
    writer: salesforceWriter(client),
    check: () => checkSalesforce(client, own),
    consent: salesforceConsent(id, app, {
      tokens,
      clientWith: (personal) => clientFor('asked', personal),
      writerBy: (author) => salesforceWriter(client, author),
    }),
  };
}

function ownPartsOf(given: z.output<typeof settings>): OwnParts {
  const fields = given.SALESFORCE_FIELDS.map((part): [string, string] => {
    const [object = '', name = ''] = part.split('.');
    return [object, name];
  });
  const grouped = Map.groupBy(fields, ([object]) => object);
  return {
    currency: given.SALESFORCE_CURRENCY ?? null,
    segment: given.SALESFORCE_SEGMENT_FIELD ?? null,
    revenue: given.SALESFORCE_REVENUE_FIELD ?? null,
    renewsOn: given.SALESFORCE_RENEWAL_FIELD ?? null,
    health: given.SALESFORCE_HEALTH_FIELD ?? null,
    stage: given.SALESFORCE_STAGE_FIELD ?? 'Type',
    objects: [...new Set(given.SALESFORCE_OBJECTS)].filter((name) => !isStandard(name)),
    fields: new Map([...grouped].map(([object, some]) => [object, some.map(([, name]) => name)])),
  };
}
