import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../../prisma/database/database.ts';
import { openStore } from '../../prisma/store.ts';
import { now } from '../clock.ts';
import { freshDatabase } from '../store.ts';
import { greet, slash } from './deeds.ts';
import { type Copy, moveIn, SALES, until, type World, world } from './world.ts';

const [ANA] = SALES;
/** A copy that was killed is missed within about a quarter of a minute; a busy machine may take longer. */
const SOON = 30_000;
let there: World;
let place: { url: string };
let looking: Awaited<ReturnType<typeof openStore>>;
let remove: () => Promise<void>;

beforeAll(async () => {
  const fresh = await freshDatabase();
  ({ place, remove } = fresh);
  there = await world();
  await moveIn(place.url);
  looking = await openStore(place, { now });
});
afterAll(async () => {
  await looking.store.close();
  await there.close();
  await remove();
});

// The CRM is waited for longer than the queue waits for a sign of life.
const start = (): Promise<Copy> => there.start(place.url, { CRM_PATIENCE: '60000' });
const inCrm = (token: string): number =>
  there.crm.memory.notes().filter(({ body }) => body.includes(token)).length;
const callsFor = (id: string): number =>
  there.crm.calls.filter(({ key }) => key?.includes(id)).length;

test('a copy is killed: another takes its work over by itself, while its own slow work stays its own', {
  timeout: 60_000,
}, async () => {
  const killed = await start();
  await greet(there, killed);
  there.crm.next('silent');
  await slash(there, ANA, 'note Acme: nx1x was in the hands of the killed').to(killed);
  await until(() => there.crm.calls.length === 1, 'the CRM is called');
  const other = await start();
  // From here on it is a full round until somebody looks again.
  await until(() => justLooked(looking.database), 'somebody has looked for silent copies', SOON);
  await killed.kill();
  there.crm.next('silent');
  await slash(there, ANA, 'note Globex: nx2x takes long').to(other);
  await until(() => there.crm.calls.length === 2, 'the CRM is called for the slow one');

  await until(() => inCrm('nx1x') === 1, 'the other copy has taken it over', SOON);
  const { notes } = await other.kept();
  const slow = notes.find(({ body }) => body.includes('nx2x'))!;
  await until(
    async () => (await claimOf(slow.id, looking.database))?.outlived === true,
    'the slow one has outlived the time after which a silent copy is missed',
    SOON,
  );
  expect(await claimOf(slow.id, looking.database)).toMatchObject({ state: 'active', tries: 0 });
  expect(callsFor(slow.id)).toBe(1);
  expect(inCrm('nx1x')).toBe(1);
  await other.kill();
});

async function justLooked(database: Database): Promise<boolean> {
  const [queue] = await database.query<{ looked: boolean }>(
    `SELECT monitor_claim_on > now() - interval '2s' AS looked FROM queue.queue WHERE name = 'write-back'`,
  );
  return queue?.looked === true;
}

interface Claim {
  state: string;
  tries: number;
  /** Somebody has looked for silent copies, more than once, since it would have been one. */
  outlived: boolean;
}

async function claimOf(note: string, database: Database): Promise<Claim | undefined> {
  const [claim] = await database.query<Claim>(
    `SELECT job.state::text AS state, job.retry_count AS tries, queue.monitor_claim_on > job.started_on + (job.heartbeat_seconds + 4) * interval '1s' AS outlived
     FROM queue.job JOIN queue.queue ON queue.name = job.name WHERE job.name = 'write-back' AND job.data->'data'->>'key' LIKE '%' || $1 || '%'`,
    [note],
  );
  return claim;
}
