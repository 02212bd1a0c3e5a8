import { type PaceFor, UNPACED } from '../../../../crm/connectors/pace/pace.ts';
import { BULK } from '../../../../crm/connectors/salesforce/bulk.ts';
import {
  type OpenOptions,
  openSalesforce,
  salesforce,
  settings as settingsOf,
} from '../../../../crm/connectors/salesforce/definition.ts';
import type { WritableConnector } from '../../../../crm/note/target-connector.ts';
import { HOUR, SECOND } from '../../../../crm/time/durations.ts';
import { fakeSalesforce, type SalesforceFake } from './fake.ts';
import type { Organisation } from './organisation.ts';
import { APP } from './sessions.ts';

export const LONG_AGO = new Date('2026-11-01T09:00:00Z');

/** Two accounts, their contacts and two users. */
export function furnish(organisation: Organisation) {
  organisation.add('Organization', { Name: 'Rapport', TimeZoneSidKey: 'Europe/Berlin' }, LONG_AGO);
  const status = (ApiName: string, IsClosed: boolean, SortOrder: number) =>
    organisation.add(
      'TaskStatus',
      { ApiName, IsClosed, IsDefault: SortOrder < 3, SortOrder },
      LONG_AGO,
    );
  status('Not Started', false, 1);
  status('Completed', true, 2);
  status('Deferred', false, 3);
  const role = (Name: string) => organisation.add('UserRole', { Name }, LONG_AGO);
  const user = (first: string, UserRoleId: string) =>
    organisation.add(
      'User',
      {
        Name: `${first} Ruiz`,
        Email: `${first.toLowerCase()}@rapport.example`,
        UserRoleId,
        UserType: 'Standard',
        IsActive: true,
        TimeZoneSidKey: 'Europe/Berlin',
        LocaleSidKey: 'en_GB',
      },
      LONG_AGO,
    );
  const owners = [user('Ana', role('Sales DACH')), user('Ben', role('Customer Support'))] as const;
  const account = (Name: string, domain: string, Type: string) =>
    organisation.add(
      'Account',
      {
        Name,
        Type,
        Website: `https://www.${domain}`,
        BillingCity: 'Hamburg',
        BillingCountry: 'Germany',
        OwnerId: owners[0],
      },
      LONG_AGO,
    );
  const acme = account('Acme Industries', 'acme.example', 'Customer - Direct');
  const globex = account('Globex', 'globex.example', 'Prospect');
  const contact = (Name: string, AccountId: string) =>
    organisation.add(
      'Contact',
      { Name, Email: `${Name.toLowerCase()}@mail.example`, Phone: '+49 40 1234', AccountId },
      LONG_AGO,
    );
  return { acme, globex, dana: contact('Dana', acme), raj: contact('Raj', globex), owners };
}

/** Salesforce with these, and the means to let time pass there. */
export async function furnished() {
  let at = new Date('2026-11-24T09:00:00Z').getTime();
  const now = () => new Date(at);
  const fake = await fakeSalesforce({ now });
  return {
    fake,
    ...furnish(fake.organisation),
    now,
    later: (by = HOUR + 10 * SECOND): void => {
      at += by;
    },
  };
}

/** `tries`: how often a call that only reads is made; the pauses between them are short here. */
export function connect(
  { url }: SalesforceFake,
  settings: Record<string, string | undefined> = {},
  {
    tries = 4,
    bulk = {},
    pace = UNPACED,
    id = salesforce.id,
  }: { id?: string; tries?: number; bulk?: Partial<OpenOptions['bulk']>; pace?: PaceFor } = {},
): WritableConnector {
  const given = {
    SALESFORCE_LOGIN_URL: url,
    SALESFORCE_CLIENT_ID: APP.id,
    SALESFORCE_CLIENT_SECRET: APP.secret,
    SALESFORCE_CURRENCY: 'EUR',
    ...settings,
  };
  return openSalesforce(
    settingsOf.parse(given),
    { id, name: salesforce.name, pace },
    {
      retries: { tries, firstWait: 1, longestWait: 10 },
      bulk: { ...BULK, wait: 1, ...bulk },
    },
  );
}
