import {
  hubspot,
  openHubspot,
  settings as settingsOf,
} from '../../../../crm/connectors/hubspot/definition.ts';
import { UNPACED } from '../../../../crm/connectors/pace/pace.ts';
import type { WritableConnector } from '../../../../crm/note/target-connector.ts';
import { HOUR, SECOND } from '../../../../crm/time/durations.ts';
import type { Account } from './account.ts';
import { fakeHubspot, type HubspotFake } from './fake.ts';
import { USER_APP } from './oauth.ts';

const LONG_AGO = new Date('2026-11-01T09:00:00Z');

/** Two companies, their contacts and two owners. */
export function furnish(account: Account) {
  const owner = (id: string, firstName: string, team: string) => {
    account.owners.push({
      id,
      email: `${firstName.toLowerCase()}@rapport.example`,
      firstName,
      lastName: 'Ruiz',
      archived: false,
      updatedAt: LONG_AGO,
      teams: [{ name: team, primary: true }],
    });
    return id;
  };
  const owners = [
    owner('71', 'Ana', 'Sales DACH'),
    owner('72', 'Ben', 'Customer Support'),
  ] as const;
  const company = (name: string, domain: string, lifecyclestage: string) => {
    const place = { city: 'Hamburg', country: 'Germany' };
    const properties = { name, domain, ...place, lifecyclestage, hubspot_owner_id: '71' };
    return account.add('companies', properties, [], LONG_AGO);
  };
  const acme = company('Acme Industries', 'acme.example', 'customer');
  const globex = company('Globex', 'globex.example', 'opportunity');
  const contact = (firstname: string, of: string) => {
    const email = `${firstname.toLowerCase()}@mail.example`;
    return account.add('contacts', { firstname, email, phone: '+49 40 1234' }, [of], LONG_AGO);
  };
  return { acme, globex, dana: contact('Dana', acme), raj: contact('Raj', globex), owners };
}

/** HubSpot with these, and the means to let time pass there. */
export async function furnished() {
  let at = new Date('2026-11-24T09:00:00Z').getTime();
  const now = () => new Date(at);
  const fake = await fakeHubspot({ now });
  return {
    fake,
    ...furnish(fake.account),
    now,
    later: (by = HOUR + 10 * SECOND): void => {
      at += by;
    },
  };
}

/** `tries`: how often a call that only reads is made; the pauses between them are short here. */
export function connect(
  { url, token }: HubspotFake,
  settings: Record<string, string> = {},
  { tries = 4, pace = UNPACED } = {},
): WritableConnector {
  const given = {
    HUBSPOT_ACCESS_TOKEN: token,
    HUBSPOT_API_URL: url,
    HUBSPOT_APP_URL: url,
    ...settings,
  };
  return openHubspot(
    settingsOf.parse(given),
    { ...hubspot, pace },
    {
      retries: { tries, firstWait: 1, longestWait: 1 },
    },
  );
}

/** The variables of the app by which colleagues write in their own name. */
export const OWN_NAMES = {
  HUBSPOT_USER_CLIENT_ID: USER_APP.id,
  HUBSPOT_USER_CLIENT_SECRET: USER_APP.secret,
};
