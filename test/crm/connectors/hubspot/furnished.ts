import {
  hubspot,
  openHubspot,
  settings as settingsOf,
} from '../../../../crm/connectors/hubspot/definition.ts';
import type { WritableConnector } from '../../../../crm/note/target-connector.ts';
import { HOUR, SECOND } from '../../../../crm/time/durations.ts';
import { fakeHubspot, type HubspotFake } from './fake.ts';

const LONG_AGO = new Date('2026-11-01T09:00:00Z');

/** HubSpot with two companies, their contacts and two owners, and the means to let time pass there. */
export async function furnished() {
  let at = new Date('2026-11-24T09:00:00Z').getTime();
  const later = (by = HOUR + 10 * SECOND): void => {
    at += by;
  };
  const fake = await fakeHubspot({ now: () => new Date(at) });
  const { account } = fake;
  const owner = (id: string, firstName: string, team: string) => {
    const email = `${firstName.toLowerCase()}@rapport.example`;
    const teams = [{ name: team, primary: true }];
    account.owners.push({
      id,
      email,
      firstName,
      lastName: 'Ruiz',
      archived: false,
      updatedAt: LONG_AGO,
      teams,
    });
    return id;
  };
  const owners = [
    owner('71', 'Ana', 'Sales DACH'),
    owner('72', 'Ben', 'Customer Support'),
  ] as const;
  const company = (name: string, domain: string, stage: string) =>
    account.add(
      'companies',
      {
        name,
        domain,
        city: 'Hamburg',
        country: 'Germany',
        lifecyclestage: stage,
        hubspot_owner_id: '71',
      },
      [],
      LONG_AGO,
    );
  const acme = company('Acme Industries', 'acme.example', 'customer');
  const globex = company('Globex', 'globex.example', 'opportunity');
  const contact = (firstname: string, of: string) =>
    account.add(
      'contacts',
      { firstname, email: `${firstname.toLowerCase()}@mail.example`, phone: '+49 40 1234' },
      [of],
      LONG_AGO,
    );
  const dana = contact('Dana', acme);
  const raj = contact('Raj', globex);
  return { fake, acme, globex, dana, raj, owners, later, now: () => new Date(at) };
}

/** `tries`: how often a call that only reads is made; the pauses between them are short here. */
export function connect(
  { url, token }: HubspotFake,
  settings: Record<string, string> = {},
  { tries = 4 } = {},
): WritableConnector {
  const given = { HUBSPOT_ACCESS_TOKEN: token, HUBSPOT_API_URL: url, ...settings };
  return openHubspot(settingsOf.parse(given), hubspot, {
    retries: { tries, firstWait: 1, longestWait: 1 },
  });
}
