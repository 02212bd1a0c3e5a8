import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { form, nextId, payload } from '../../chat/slack.ts';
import { now } from '../../clock.ts';
import { type FreshStore, freshStore } from '../../store.ts';
import { TEAM } from './fake/people.ts';
import { ana, ben, mention, smallChat } from './small-app.ts';

let fresh: FreshStore;
let store: FreshStore['store'];
let small: Awaited<ReturnType<typeof smallChat>>;
beforeAll(async () => {
  fresh = await freshStore('server');
  ({ store } = fresh);
  small = await smallChat({ store });
});
afterAll(async () => {
  await small.close();
  await fresh.close();
});

const slash = (chat: (typeof small)['chat'], text: string, more: Record<string, string> = {}) => {
  const [channel_id, user_id] = ['CGENERAL', 'U001'];
  const response_url = chat.api.responseUrl(channel_id, user_id, null);
  return form({
    command: '/customer',
    text,
    user_id,
    channel_id,
    channel_name: 'general',
    team_id: TEAM,
    trigger_id: chat.api.trigger(user_id),
    response_url,
    ...more,
  });
};
const seconds = () => Math.floor(now().getTime() / 1000);

describe('only Slack is heard', () => {
  test.each([
    ['no signature', { headers: { 'x-slack-signature': '' } }],
    ['another secret', { secret: 'guessed' }],
    ['a request of six minutes ago', { at: seconds() - 360 }],
    ['no timestamp', { headers: { 'x-slack-request-timestamp': 'soon' } }],
  ])('%s', async (_, sending) => {
    const from = small.app.requests.length;
    expect((await small.chat.sends(slash(small.chat, 'acme'), sending)).status).toBe(401);
    expect((await small.chat.sends(mention('acme'), sending)).status).toBe(401);
    expect(small.app.requests.length).toBe(from);
  });

  test('a body that was changed after it was signed', async () => {
    const signed = slash(small.chat, 'acme');
    const response = await fetch(`${small.chat.url}/slack/events`, {
      method: 'POST',
      body: signed.replace('acme', 'globex'),
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'x-slack-request-timestamp': String(seconds()),
        'x-slack-signature': `v0=${'0'.repeat(64)}`,
      },
    });
    expect(response.status).toBe(401);
  });

  test('something that is no request of Slack at all', async () => {
    const odd = [
      '%%%',
      {},
      { type: 'event_callback' },
      { type: 'event_callback', event: { type: 'app_mention' } },
      payload({ type: 'block_actions' }),
      payload({}),
    ];
    const answers = await Promise.all(odd.map((body) => small.chat.sends(body)));
    expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
    expect((await small.chat.sends({ type: 'url_verification', challenge: 'c' })).status).toBe(200);
  });
});

describe('the same delivery twice is handled once', () => {
  test('an event that Slack repeats', async () => {
    const said = mention('acme');
    const shown = () => small.chat.screen.messages.length;
    await small.chat.sends(said);
    const before = [small.app.requests.length, shown()];
    await small.chat.sends(said, {
      headers: { 'x-slack-retry-num': '1', 'x-slack-retry-reason': 'http_timeout' },
    });
    expect([small.app.requests.length, shown()]).toEqual(before);
  });

  test('a command, a press and a submitted dialog', async () => {
    const command = slash(small.chat, 'acme');
    const press = payload({
      type: 'block_actions',
      user: { id: 'U001' },
      team: { id: TEAM },
      trigger_id: nextId('t'),
      container: { type: 'message', channel_id: 'D001', message_ts: '1.1' },
      actions: [
        { type: 'button', action_id: 'small.page#0', block_id: 'b', value: '{}', action_ts: '1.2' },
      ],
    });
    const speaker = small.chat.as(ben.email);
    await speaker.says('/rapport form', { in: 'slash' });
    const view = {
      ...(small.chat.screen.shown('U002') as { view: object }).view,
      state: { values: {} },
    };
    const submission = payload({
      type: 'view_submission',
      user: { id: 'U002' },
      team: { id: TEAM },
      trigger_id: nextId('t'),
      view,
    });
    for (const body of [command, press, submission]) {
      const first = await small.chat.sends(body);
      const before = small.app.requests.length;
      const again = await small.chat.sends(body);
      expect([again.status, await again.text()]).toEqual([200, await first.text()]);
      expect(small.app.requests.length).toBe(before);
    }
  });

  test('a command has one name at every copy of the bot, which the app changes things under once', async () => {
    const copy = await smallChat({ store });
    const command = slash(small.chat, 'acme');
    const names = async (body: string) => {
      for (const { chat } of [small, copy]) await chat.sends(body);
      return [small, copy].map(({ app }) => app.requests.at(-1)?.delivery);
    };
    const [name, same] = await names(command);
    expect(name).toMatch(/^slack:\w+:command:./);
    expect(same).toBe(name);
    await copy.close();
  });

  test('across copies of the bot on one store', async () => {
    const copy = await smallChat({ store });
    const said = mention('acme');
    await small.chat.sends(said);
    await copy.chat.sends(said);
    expect(copy.app.requests).toEqual([]);
    await copy.close();
  });
});

describe('what takes long', () => {
  let slow: Awaited<ReturnType<typeof smallChat>>;
  beforeAll(async () => {
    slow = await smallChat({ store, config: { patience: 5 } });
  });
  afterAll(() => slow.close());

  test('a command says so at once, and the answer replaces that', async () => {
    const message = slow.chat.screen.write({ channel: 'CGENERAL', to: 'U001' });
    const response_url = slow.chat.api.responseUrl('CGENERAL', 'U001', message);
    const ack = await slow.chat.sends(slash(slow.chat, 'x', { command: '/wait', response_url }), {
      waits: false,
    });
    expect(await ack.json()).toMatchObject({
      response_type: 'ephemeral',
      text: expect.stringContaining('Looking…'),
    });
    slow.app.opens();
    await slow.chat.platform.stop();
    expect(slow.chat.api.responses.at(-1)).toMatchObject({
      replace_original: true,
      response_type: 'ephemeral',
      text: expect.stringContaining('You said wait x'),
    });
  });

  test('a direct message is announced, and the announcement becomes the answer', async () => {
    const waiting = await smallChat({ store, config: { patience: 5 } });
    const sent = waiting.chat.as(ana.email).says('wait for it');
    await expect
      .poll(() => waiting.chat.screen.messages.at(-1)?.text, { timeout: 60_000 })
      .toContain('Looking…');
    waiting.app.opens();
    expect((await sent).text).toContain('You said wait for it');
    expect(waiting.chat.screen.messages.filter(({ channel }) => channel === 'D001')).toHaveLength(
      1,
    );
    await waiting.close();
  });
});
