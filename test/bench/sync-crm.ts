// A HubSpot of so many companies, each with a contact, in a process of its own: node test/bench/sync-crm.ts 100000
import { now } from '../clock.ts';
import { fakeHubspot } from '../crm/connectors/hubspot/fake.ts';

const LONG_AGO = new Date('2026-01-05T09:00:00Z');
const fake = await fakeHubspot({ now });
for (let at = 0; at < Number(process.argv[2]); at += 1) {
  const company = fake.account.add(
    'companies',
    { name: `Company ${at}`, domain: `company-${at}.example`, city: 'Berlin', country: 'Germany' },
    [],
    LONG_AGO,
  );
  fake.account.add(
    'contacts',
    { firstname: 'Dana', lastname: `Number ${at}`, email: `dana@company-${at}.example` },
    [company],
    LONG_AGO,
  );
}
console.log(`${fake.url} ${fake.token}`);
