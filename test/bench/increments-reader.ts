// Changes some of a HubSpot's records and reads what changed, as the bot does and bare, by turns, in a process of its own.
// The small HubSpot is in the same process, for both alike: node test/bench/increments-reader.ts <database> 10000 2000 5
import { randomUUID } from 'node:crypto';
import { hubspot } from '../../crm/connectors/hubspot/definition.ts';
import { modifiedOf, PROPERTIES } from '../../crm/connectors/hubspot/objects.ts';
import { HOUR, MINUTE } from '../../crm/time/durations.ts';
import { readConnector } from '../../jobs/connector/read-connector.ts';
import type { JobContext } from '../../jobs/job.ts';
import { openDatabase } from '../../prisma/database/database.ts';
import { openStore } from '../../prisma/store.ts';
import { now as realNow } from '../clock.ts';
import { fakeHubspot } from '../crm/connectors/hubspot/fake.ts';
import { connect } from '../crm/connectors/hubspot/furnished.ts';
import { timed } from './statistics.ts';

const [database = '', ...numbers] = process.argv.slice(2);
const [companies = 0, changed = 0, rounds = 0] = numbers.map(Number);
const PAGE = 100;

let at = realNow().getTime();
const now = () => new Date(at);
const fake = await fakeHubspot({ now });
const { account } = fake;
const long = new Date(at - 24 * HOUR);
const ids = Array.from({ length: companies }, (_, i) => {
  const company = account.add('companies', { name: `Company ${i}` }, [], long);
  return { company, contact: account.add('contacts', { firstname: 'Dana' }, [company], long) };
});

const { store } = await openStore({ url: database }, { now });
const context = { connectors: [connect(fake)], store, now, id: randomUUID };
const readOurs = () => readConnector.run({ source: hubspot.id }, context as unknown as JobContext);
await readOurs();

const times: { ours: number; theirs: number }[] = [];
for (let round = 1; round <= rounds; round += 1) {
  const since = at;
  at += MINUTE;
  for (const [i, { company, contact }] of ids.slice(0, changed).entries()) {
    // Each at a millisecond of its own, as people do it.
    const when = new Date(at + i);
    account.change('companies', company, { city: `City ${round}` }, when);
    account.change('contacts', contact, { jobtitle: `Title ${round}` }, when);
  }
  at += 10 * MINUTE;
  const theirs = await timed(() => readBare(since));
  times.push({ ours: await timed(readOurs), theirs });
}
const { query, close } = await openDatabase({ url: database });
const [arrived] = await query<{ count: number }>(
  'SELECT count(*)::int AS count FROM customer WHERE city = $1',
  [`City ${rounds}`],
);
await close();
await store.close();
await fake.close();
if (arrived?.count !== changed) throw new Error(`${arrived?.count} changes arrived of ${changed}`);
console.log(`took ${JSON.stringify(times)}`);

async function readBare(since: number): Promise<void> {
  for (const type of ['companies', 'contacts'] as const)
    for (let from = since, last = PAGE; last === PAGE; ) {
      const { results } = await ask(`/crm/objects/2026-09/${type}/search`, {
        filterGroups: [
          { filters: [{ propertyName: modifiedOf(type), operator: 'GT', value: String(from) }] },
        ],
        sorts: [{ propertyName: modifiedOf(type), direction: 'ASCENDING' }],
        properties: PROPERTIES[type],
        limit: PAGE,
      });
      last = results.length;
      from = Math.max(from, ...results.map(({ updatedAt }) => Date.parse(updatedAt)));
      if (type === 'contacts' && last > 0)
        await ask('/crm/associations/2026-09/contacts/companies/batch/read', {
          inputs: results.map(({ id }) => ({ id })),
        });
    }
}

async function ask(path: string, body: object) {
  const answer = await fetch(`${fake.url}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${fake.token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return (await answer.json()) as { results: { id: string; updatedAt: string }[] };
}
