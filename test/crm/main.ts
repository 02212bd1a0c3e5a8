// npm run crm -- hubspot|salesforce [--port 4747]: a CRM on this machine that behaves as the vendor's, to try Rapport with.
import { parseArgs } from 'node:util';
import { now } from '../clock.ts';
import { fakeHubspot } from './connectors/hubspot/fake.ts';
import { furnish } from './connectors/hubspot/furnished.ts';
import { USER_APP } from './connectors/hubspot/oauth.ts';
import type { OAuthServer } from './connectors/oauth-server.ts';
import { fakeSalesforce } from './connectors/salesforce/fake.ts';
import { furnish as furnishSalesforce } from './connectors/salesforce/furnished.ts';
import { APP } from './connectors/salesforce/sessions.ts';

/** Where a Rapport of this machine is reached. */
const PUBLIC_URL = 'http://localhost:3000';

/** Ana agrees to everything. */
function signIn(oauth: OAuthServer, { id, source }: { id: string; source: string }): void {
  oauth.client.redirectUris.push(`${PUBLIC_URL}/connect/${source}`);
  oauth.signsIn({ id, email: 'ana@rapport.example' });
}

/** Each starts its system and gives its name, its address and the variables that connect to it. */
const SYSTEMS = {
  async hubspot(port: number) {
    const fake = await fakeHubspot({ now, port });
    furnish(fake.account);
    signIn(fake.oauth, { id: '71', source: 'hubspot' });
    const app = `HUBSPOT_USER_CLIENT_ID=${USER_APP.id} HUBSPOT_USER_CLIENT_SECRET=${USER_APP.secret} HUBSPOT_APP_URL=${fake.url}`;
    const variables = `HUBSPOT_API_URL=${fake.url} HUBSPOT_ACCESS_TOKEN=${fake.token} ${app}`;
    return { name: 'HubSpot', url: fake.url, variables };
  },
  async salesforce(port: number) {
    const fake = await fakeSalesforce({ now, port });
    const { owners } = furnishSalesforce(fake.organisation);
    signIn(fake.oauth, { id: owners[0], source: 'salesforce' });
    const app = `SALESFORCE_CLIENT_ID=${APP.id} SALESFORCE_CLIENT_SECRET=${APP.secret}`;
    const variables = `SALESFORCE_LOGIN_URL=${fake.url} ${app} SALESFORCE_CURRENCY=EUR`;
    return { name: 'Salesforce', url: fake.url, variables };
  },
};

const { values, positionals } = parseArgs({
  options: { port: { type: 'string', default: '4747' } },
  allowPositionals: true,
});
const [, start] = Object.entries(SYSTEMS).find(([id]) => id === positionals[0]) ?? [];
if (!start) {
  const choices = Object.keys(SYSTEMS).map((id) => `npm run crm -- ${id}`);
  console.error(`Which CRM? Type: ${choices.join(', or: ')}`);
  process.exit(1);
}
const { name, url, variables } = await start(Number(values.port));
console.log(`A ${name} with two companies is at ${url}. It forgets everything when it ends.
“connect” works for ana@rapport.example, who agrees to everything.
In another terminal: ${variables} TOKEN_SECRET=only-for-a-trial-on-this-machine-0 PUBLIC_URL=${PUBLIC_URL} DATA_DIR=/tmp/rapport-${positionals[0]} npm start`);
