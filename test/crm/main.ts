// npm run crm -- hubspot [--port 4747]: a CRM on this machine that behaves as the vendor's, to try Rapport with.
import { parseArgs } from 'node:util';
import { now } from '../clock.ts';
import { fakeHubspot } from './connectors/hubspot/fake.ts';
import { furnish } from './connectors/hubspot/furnished.ts';

const { values, positionals } = parseArgs({
  options: { port: { type: 'string', default: '4747' } },
  allowPositionals: true,
});
if (positionals[0] !== 'hubspot') {
  console.error('Which CRM? Type: npm run crm -- hubspot');
  process.exit(1);
}
const fake = await fakeHubspot({ now, port: Number(values.port) });
furnish(fake.account);
console.log(`A HubSpot with two companies is at ${fake.url}. It forgets everything when it ends.
In another terminal: HUBSPOT_API_URL=${fake.url} HUBSPOT_ACCESS_TOKEN=${fake.token} DATA_DIR=/tmp/rapport-hubspot npm start`);
