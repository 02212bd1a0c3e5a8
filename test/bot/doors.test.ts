import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadAdapters } from '../../bot/adapters.ts';
import { type Config, readConfig } from '../../bot/config.ts';
import { httpServer } from '../../bot/server.ts';
import { now } from '../clock.ts';
import { type FreshStore, freshStore } from '../store.ts';

const log = pino({ level: 'silent' });
let opened: FreshStore;
beforeAll(async () => {
  opened = await freshStore('server');
});
afterAll(() => opened.close());

const SLACK = { SLACK_SIGNING_SECRET: 'secret', SLACK_BOT_TOKEN: 'xoxb-1' };
const TEAMS = {
  MicrosoftAppId: 'app',
  MicrosoftAppPassword: 'word',
  MicrosoftAppTenantId: 'tenant',
};
const SERVER = { DATABASE_URL: 'postgres://u:p@127.0.0.1:9/none' };

/** The server with everything that this environment opens. */
async function withDoors<T>(config: Config, see: (url: string) => Promise<T>): Promise<T> {
  const { store } = opened;
  const server = httpServer({ store, log });
  const connect = await loadAdapters(config);
  const app = {
    handle: async () => ({ kind: 'answer' as const, view: { title: 'Answered', blocks: [] } }),
    suggest: async () => [],
    readsOnly: () => true,
    keep: async () => '',
  };
  connect({ app, http: server.http, store, log, now });
  const url = await server.listen('127.0.0.1', 0);
  return see(url).finally(() => server.close());
}

const statuses = (env: Record<string, string>) =>
  withDoors(readConfig(env), async (url) => {
    const headers = { 'content-type': 'application/json' };
    const asked = { person: 'ana@rapport.example', place: 'direct', words: 'help' };
    const post = async (path: string, body: object) =>
      (await fetch(`${url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) }))
        .status;
    return [
      (await fetch(url)).status,
      (await fetch(`${url}/playground/people`)).status,
      await post('/playground/ask', asked),
      await post('/api/messages', {}),
    ];
  });

describe('the playground, and the endpoint of Teams without an app id', () => {
  test('are there on an embedded store without a chat', async () => {
    expect(await statuses({})).toEqual([200, 200, 200, 400]);
  });

  test.each([
    ['Slack', SLACK],
    ['a server store', SERVER],
    ['both', { ...SLACK, ...SERVER }],
  ])('are not there with %s, not even for this machine', async (_, env) => {
    expect(await statuses(env)).toEqual([404, 404, 404, 404]);
  });

  test('with Teams only its own endpoint is there, for callers with a token', async () => {
    expect(await statuses(TEAMS)).toEqual([404, 404, 404, 401]);
  });

  test('PLAYGROUND=1 opens them knowingly', async () => {
    expect(await statuses({ ...SLACK, ...SERVER, PLAYGROUND: '1' })).toEqual([200, 200, 200, 400]);
  });
});
