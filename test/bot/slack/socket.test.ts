import { once } from 'node:events';
import { Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import { event, nextId } from '../../chat/slack.ts';
import { type FreshStore, freshStore } from '../../store.ts';
import { APP_TOKEN } from './fake/methods.ts';
import { BOT_USER, TEAM } from './fake/people.ts';
import { smallChat, the } from './small-app.ts';

let fresh: FreshStore;
let store: FreshStore['store'];
beforeAll(async () => {
  fresh = await freshStore('server');
  ({ store } = fresh);
});
afterAll(() => fresh.close());

/** Slack's end of the socket: says hello, hands out envelopes, and notes what comes back. */
function slackEnd() {
  const sockets = new WebSocketServer({ noServer: true });
  const acks = new Map<string, unknown>();
  let current: WebSocket | undefined;
  sockets.on('connection', (socket) => {
    current = socket;
    socket.on('message', (data) => {
      const { envelope_id, payload } = JSON.parse(String(data));
      acks.set(envelope_id, payload);
    });
    socket.send(JSON.stringify({ type: 'hello' }));
  });
  return {
    sockets,
    acks,
    current: () => current,
    hands(type: string, payload: object): string {
      const envelope_id = nextId('envelope');
      current?.send(JSON.stringify({ type, envelope_id, payload, accepts_response_payload: true }));
      return envelope_id;
    },
  };
}

const open = async (end: ReturnType<typeof slackEnd>, appToken = APP_TOKEN) =>
  smallChat({
    store,
    config: { appToken, signingSecret: '' },
    listens: (server) =>
      server.on('upgrade', (request, socket, head) => {
        if (socket instanceof Socket)
          end.sockets.handleUpgrade(request, socket, head, (line) =>
            end.sockets.emit('connection', line, request),
          );
      }),
  });

describe('by socket mode', () => {
  const end = slackEnd();
  let small: Awaited<ReturnType<typeof open>>;
  beforeAll(async () => {
    small = await open(end);
  });
  afterAll(() => small.close());

  test('a command is answered in its acknowledgement', async () => {
    const response_url = small.chat.api.responseUrl('CGENERAL', 'U001', null);
    const id = end.hands('slash_commands', {
      command: '/customer',
      text: 'acme',
      user_id: 'U001',
      channel_id: 'CGENERAL',
      channel_name: 'general',
      team_id: TEAM,
      trigger_id: nextId('t'),
      response_url,
    });
    await expect
      .poll(() => end.acks.get(id), { timeout: 60_000 })
      .toMatchObject({
        response_type: 'ephemeral',
        text: expect.stringContaining('You said customer acme'),
      });
  });

  test('a mention is acknowledged, and answered to the asker', async () => {
    const id = end.hands(
      'events_api',
      event({
        type: 'app_mention',
        user: 'U001',
        text: `<@${BOT_USER}> globex`,
        ts: nextId('8.'),
        channel: 'CGENERAL',
      }),
    );
    await expect
      .poll(() => small.chat.screen.messages.at(-1), { timeout: 60_000 })
      .toMatchObject({ to: 'U001', text: expect.stringContaining('You said globex') });
    expect(end.acks.has(id)).toBe(true);
  });

  test('nothing is heard over HTTP', async () => {
    expect((await small.chat.sends(event({ type: 'app_mention' }))).status).toBe(404);
  });

  test('a line that Slack ends is opened again', async () => {
    const first = end.current();
    first?.send(JSON.stringify({ type: 'disconnect', reason: 'refresh_requested' }));
    await expect.poll(() => end.current() !== first, { timeout: 60_000 }).toBe(true);
    const id = end.hands(
      'events_api',
      event({
        type: 'app_mention',
        user: 'U001',
        text: `<@${BOT_USER}> again`,
        ts: nextId('8.'),
        channel: 'CGENERAL',
      }),
    );
    await expect.poll(() => end.acks.has(id), { timeout: 60_000 }).toBe(true);
  });
});

test('an app token that Slack refuses is said at the start', async () => {
  await expect(open(slackEnd(), 'xapp-wrong')).rejects.toMatchObject({
    system: 'slack',
    fault: 'unauthorised',
  });
});

test('stopping closes the line', async () => {
  const end = slackEnd();
  const small = await open(end);
  const closed = once(the(end.current()), 'close');
  await small.close();
  await closed;
});
