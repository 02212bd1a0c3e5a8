import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStore } from '../../prisma/store.ts';
import { now } from '../clock.ts';
import { fakeHubspot, type HubspotFake } from '../crm/connectors/hubspot/fake.ts';
import { freshDatabase } from '../store.ts';
import { type Running, startBot } from './process.ts';

const COMPANIES = 600;
const LONG_AGO = new Date('2026-01-05T09:00:00Z');
/** One call in so many fails. */
const FAILS = 20;

let fake: HubspotFake;
let fresh: Awaited<ReturnType<typeof freshDatabase>>;
let opened: Awaited<ReturnType<typeof openStore>>;
let running: Running | undefined;

beforeAll(async () => {
  fake = await fakeHubspot({ now });
  const { account } = fake;
  for (let at = 0; at < COMPANIES; at += 1) {
    const company = account.add(
      'companies',
      { name: `Company ${at}`, domain: `company-${at}.example`, lifecyclestage: 'customer' },
      [],
      LONG_AGO,
    );
    account.add(
      'contacts',
      { firstname: `Dana ${at}`, email: `dana@company-${at}.example` },
      [company],
      LONG_AGO,
    );
    if (at % 3 === 0) account.add('deals', { dealname: `Deal ${at}` }, [company], LONG_AGO);
  }
  fake.tellsQuota({ calls: 500_000, left: 400_000, inTenSeconds: 10_000 });
  let call = 0;
  fake.always(() => {
    call += 1;
    return call % FAILS === 0 ? 'unavailable' : null;
  });
  fresh = await freshDatabase({ empty: true });
  opened = await openStore(fresh.place, { now });
});
afterAll(async () => {
  running?.child.kill('SIGKILL');
  await running?.ended;
  await opened.store.close();
  await fresh.remove();
  await fake.close();
});

const start = () =>
  startBot({
    DATABASE_URL: fresh.place.url,
    HUBSPOT_API_URL: fake.url,
    HUBSPOT_ACCESS_TOKEN: fake.token,
  });

async function until(is: () => Promise<boolean>, what: string): Promise<void> {
  for (const end = performance.now() + 90_000; !(await is()); ) {
    if (performance.now() > end) throw new Error(`Waited in vain until ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const count = async (table: string) =>
  (await opened.database.query<{ count: number }>(`SELECT count(*)::int AS count FROM ${table}`))[0]
    ?.count ?? 0;

test('a first reading in which every twentieth call fails, killed twice: at the end both sides are equal', async () => {
  for (const [table, rows] of [
    ['customer', 200],
    ['contact', 300],
  ] as const) {
    running = await start();
    await until(async () => (await count(table)) >= rows, `there are ${rows} rows of ${table}`);
    running.child.kill('SIGKILL');
    await running.ended;
    expect((await opened.store.readings.overview())[0]?.finishedAt).toBeNull();
    // A minute passes in which nothing is heard of the killed one.
    await opened.database.query("UPDATE connector_reading SET at = at - interval '1 minute'");
  }
  const calls = fake.calls.length;
  running = await start();
  await until(
    async () => (await opened.store.readings.overview())[0]?.finishedAt !== null,
    'HubSpot is read to its end',
  );
  // The last one went on where the one before was killed.
  expect(fake.calls.slice(calls).filter((call) => call.endsWith('/companies'))).toHaveLength(0);
  expect({
    customers: await count('customer'),
    contacts: await count('contact'),
    deals: await count('deal'),
    whose: await count(
      "contact k JOIN customer c ON c.id = k.customer_id WHERE replace(k.name, 'Dana', 'Company') = c.name",
    ),
  }).toEqual({
    customers: COMPANIES,
    contacts: COMPANIES,
    deals: COMPANIES / 3,
    whose: COMPANIES,
  });
});
