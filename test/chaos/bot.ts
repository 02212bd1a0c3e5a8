// The real bot, for a test to talk to and to kill: its Slack or Teams and its CRM are the test's own and outlive it.
import type { z } from 'zod';
import { logger } from '../../bot/logger.ts';
import { rapport } from '../../bot/rapport.ts';
import { httpServer } from '../../bot/server.ts';
import * as jobs from '../../jobs/index.ts';
import { openStore } from '../../prisma/store.ts';
import { now as machineNow } from '../clock.ts';
import { loopbackConnector } from '../crm/connectors/loopback-crm.ts';
import { pending, readStoredState, takeOver, timePasses } from './inside.ts';
import { reopened, work } from './inside-work.ts';

const {
  STORE = '',
  SLACK_API_URL = '',
  SIGNING_SECRET = '',
  BOT_TOKEN = '',
  CRM_URL = '',
  CRM_ID = '',
  AHEAD = '0',
  TAKE_OVER = '0',
  PATIENCE = '1200',
  TEAMS,
  CRM_PATIENCE = '1000',
} = process.env;
/** Each platform's library takes a while to load. */
const [slack, teams] = TEAMS
  ? [null, await import('../../bot/teams/teams.ts')]
  : [await import('../../bot/slack/slack.ts'), null];
const clock = { ahead: Number(AHEAD) };
const now = () => new Date(machineNow().getTime() + clock.ahead);

const log = logger('error');
const fault = (cause: unknown) => log.error({ err: cause }, 'something failed in the background');
const { store, queue, database } = await openStore(
  STORE.includes('://') ? { url: STORE } : { folder: STORE },
  { now, fault },
);
if (TAKE_OVER === '1') await takeOver(database, clock.ahead);
const server = httpServer({ store, log });
const bot = rapport({
  store,
  queue,
  http: server.http,
  log,
  now,
  zone: 'Europe/Berlin',
  locale: 'en-GB',
  connectors: [
    loopbackConnector(CRM_URL, { id: CRM_ID, name: 'the CRM', patience: Number(CRM_PATIENCE) }),
  ],
  connect: (wiring) => ({
    ...(TEAMS && teams && { teams: teams.teamsPlatform(JSON.parse(TEAMS), wiring) }),
    ...(slack && {
      slack: slack.slackPlatform(
        {
          signingSecret: SIGNING_SECRET,
          access: { kind: 'token', botToken: BOT_TOKEN },
          apiUrl: SLACK_API_URL,
          publicUrl: 'https://rapport.example',
          patience: Number(PATIENCE),
        },
        wiring,
      ),
    }),
  }),
});
server.http.get(
  '/chaos/pending',
  async (_, response) => void response.json(await pending(database)),
);
server.http.get(
  '/chaos/kept',
  async (_, response) => void response.json(await readStoredState(database)),
);
server.http.post('/chaos/later/:milliseconds', async (request, response) => {
  clock.ahead += Number(request.params.milliseconds);
  await timePasses(database, clock.ahead);
  response.json({});
});
server.http.get('/chaos/work', async (_, response) => void response.json(await work(database)));
server.http.post('/chaos/tick/:job', async (request, response) => {
  const slot = now().toISOString();
  const job = Object.values(jobs).find(({ kind }) => kind.id === request.params.job);
  if (!job) throw new Error(`No job is called ${request.params.job}`);
  await queue.send<z.ZodType>(job.kind, { slot }, { key: `${job.kind.id}:${slot}` });
  response.json({});
});
server.http.post('/chaos/news/:token/:customer', async (request, response) => {
  await store.records.save([reopened(request.params, now())]);
  response.json({});
});
server.http.post('/chaos/take-over', async (_, response) => {
  await takeOver(database, clock.ahead);
  response.json({});
});
await bot.start();
console.log(`ready: ${await server.listen('127.0.0.1', 0)}`);
process.on(
  'SIGTERM',
  () =>
    void server
      .close()
      .then(bot.stop)
      .then(store.close)
      .then(() => process.exit(0)),
);
