import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { event, form, nextId, SIGNING_SECRET } from '../../chat/slack.ts';
import { now } from '../../clock.ts';
import { type FreshStore, freshStore } from '../../store.ts';
import { BOT_USER, TEAM } from './fake/people.ts';
import { smallChat } from './small-app.ts';

let fresh: FreshStore;
let small: Awaited<ReturnType<typeof smallChat>>;
beforeAll(async () => {
  fresh = await freshStore('server');
  small = await smallChat({ store: fresh.store });
});
afterAll(async () => {
  await small.close();
  await fresh.close();
});

const FORM = 'application/x-www-form-urlencoded';
const seconds = () => Math.floor(now().getTime() / 1000);
const mention = () =>
  JSON.stringify(
    event({
      type: 'app_mention',
      user: 'U001',
      text: `<@${BOT_USER}> acme`,
      ts: nextId('3.'),
      channel: 'CGENERAL',
    }),
  );
const slash = () =>
  form({
    command: '/customer',
    text: 'acme',
    user_id: 'U001',
    channel_id: 'CGENERAL',
    channel_name: 'general',
    team_id: TEAM,
    trigger_id: small.chat.api.trigger('U001'),
    response_url: small.chat.api.responseUrl('CGENERAL', 'U001', null),
  });

/** Signs one body and sends another one, or the same. */
async function sends(
  body: string,
  {
    signed = body,
    at = seconds(),
    version = 'v0',
    type = 'application/json',
  }: { signed?: string; at?: number; version?: string; type?: string } = {},
) {
  const signature = `${version}=${createHmac('sha256', SIGNING_SECRET).update(`${version}:${at}:${signed}`).digest('hex')}`;
  const response = await fetch(`${small.chat.url}/slack/events`, {
    method: 'POST',
    body,
    headers: {
      'content-type': type,
      'x-slack-signature': signature,
      'x-slack-request-timestamp': String(at),
    },
  });
  await small.chat.platform.stop();
  return response;
}

describe('a signature', () => {
  test('is that of this very body, of these minutes, and of the version that we know', async () => {
    const from = small.app.requests.length;
    for (const wrong of [
      { signed: slash() },
      { at: seconds() - 330 },
      { at: seconds() + 330 },
      { version: 'v1' },
    ])
      expect((await sends(slash(), { type: FORM, ...wrong })).status).toBe(401);
    expect(small.app.requests.length).toBe(from);
    expect((await sends(slash(), { type: FORM, at: seconds() - 240 })).status).toBe(200);
    expect(small.app.requests.length).toBe(from + 1);
  });

  test('counts by the bytes, whatever letters they are', async () => {
    const response = await sends(`${slash()}&note=${encodeURIComponent('Ünïcödé 🎉')}`, {
      type: FORM,
    });
    expect(response.status).toBe(200);
  });
});

test('a request of a workspace that the token is not for is refused, its own is answered', async () => {
  const from = small.app.requests.length;
  const of = (ids: Record<string, string>) =>
    sends(`${slash()}&${form(ids)}`.replace(`team_id=${TEAM}&`, ''), { type: FORM });
  for (const other of [
    { team_id: 'T0OTHERS' },
    { team_id: 'T0OTHERS', enterprise_id: 'E0OTHERS' },
    { enterprise_id: '' },
  ]) {
    // Slack has its acknowledgement, and nobody is answered.
    expect(await (await of(other)).text()).toBe('');
    expect(small.app.requests.length).toBe(from);
  }
  await of({ team_id: TEAM });
  expect(small.app.requests.length).toBe(from + 1);
});

describe('what is signed and no request for us', () => {
  test('a check of the line, and the challenge', async () => {
    expect((await sends('ssl_check=1&token=x', { type: FORM })).status).toBe(200);
    expect(
      await (await sends(JSON.stringify({ type: 'url_verification', challenge: 'c-1' }))).json(),
    ).toEqual({ challenge: 'c-1' });
  });

  test('nothing that can be read, too much of it, or something that nobody here listens to', async () => {
    expect((await sends('{"half')).status).toBe(400);
    expect((await sends('7')).status).toBe(400);
    expect((await sends(`payload=${encodeURIComponent('{"half')}`, { type: FORM })).status).toBe(
      400,
    );
    expect((await sends(`a=${'x'.repeat(4 * 2 ** 20)}`, { type: FORM })).status).toBe(413);
    expect((await sends('hello=there', { type: FORM })).status).toBe(404);
  });

  test('an event of a kind that nobody here listens to is acknowledged, or Slack would send it again', async () => {
    expect(
      (await sends(JSON.stringify({ type: 'event_callback', event: { type: 'new_kind' } }))).status,
    ).toBe(200);
  });

  test('an event is acknowledged before it is answered', async () => {
    const from = small.app.requests.length;
    expect((await sends(mention())).status).toBe(200);
    expect(small.app.requests.length).toBe(from + 1);
  });
});
