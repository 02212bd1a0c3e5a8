// npm run crm -- hubspot|salesforce [--port 4747]: a CRM on this machine that behaves as the vendor's, to try Rapport with.
import { parseArgs } from 'node:util';
import { now } from '../clock.ts';
import { fakeHubspot } from './connectors/hubspot/fake.ts';
import { furnish } from './connectors/hubspot/furnished.ts';
import { fakeSalesforce } from './connectors/salesforce/fake.ts';
import { furnish as furnishSalesforce } from './connectors/salesforce/furnished.ts';
import { APP } from './connectors/salesforce/sessions.ts';

/** Each starts its system and gives its name, its address and the variables that connect to it. */
const SYSTEMS = {
  async hubspot(port: number) {
    const fake = await fakeHubspot({ now, port });
    furnish(fake.account);
    const variables = `HUBSPOT_API_URL=${fake.url} HUBSPOT_ACCESS_TOKEN=${fake.token}`;
    return { name: 'HubSpot', url: fake.url, variables };
  },
  async salesforce(port: number) {
    const fake = await fakeSalesforce({ now, port });
    furnishSalesforce(fake.organisation);
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
In another terminal: ${variables} DATA_DIR=/tmp/rapport-${positionals[0]} npm start`);
