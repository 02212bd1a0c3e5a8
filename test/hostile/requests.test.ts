import { createHmac } from 'node:crypto';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { smallChat } from '../bot/slack/small-app.ts';
import { APP_ID, activityFrom } from '../bot/teams/client.ts';
import { ana, type Office, office } from '../bot/teams/office.ts';
import { testKeys } from '../bot/teams/tokens.ts';
import { form, SIGNING_SECRET } from '../chat/slack.ts';
import { now } from '../clock.ts';
import { rawExchange, rawRequest } from '../raw-http.ts';

/** Forged and malformed requests, at the doors of both platforms. None may reach the front door or end the server. */
let slack: Awaited<ReturnType<typeof smallChat>>;
let teams: Office;
beforeAll(async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
  [slack, teams] = await Promise.all([smallChat(), office()]);
});
afterAll(async () => {
  await Promise.all([slack.close(), teams.close()]);
  vi.restoreAllMocks();
});

type Header = readonly [string, string];
const seconds = () => String(Math.floor(now().getTime() / 1000));
const sign = (body: string, at = seconds(), secret = SIGNING_SECRET) =>
  `v0=${createHmac('sha256', secret).update(`v0:${at}:${body}`).digest('hex')}`;
const asked = () =>
  form({
    command: '/customer',
    text: 'acme',
    user_id: 'U001',
    channel_id: 'CGENERAL',
    channel_name: 'general',
    team_id: 'T0RAPPORT',
    trigger_id: 'none',
    response_url: 'http://127.0.0.1:9/none',
  });

/** Sends these headers as they are; the status, or null where the connection just ends. */
const knocks = async (headers: readonly Header[], body: string) =>
  (
    await rawExchange(
      slack.chat.url,
      rawRequest(
        'POST',
        '/slack/events',
        [
          ['Host', 'rapport.example'],
          ['Content-Type', 'application/x-www-form-urlencoded'],
          ...headers,
        ],
        { body },
      ),
    )
  )?.status ?? null;
const signature = (body: string, at = seconds()): Header[] => [
  ['X-Slack-Request-Timestamp', at],
  ['X-Slack-Signature', sign(body, at)],
];
const length = (body: string): Header => ['Content-Length', String(Buffer.byteLength(body))];

describe('Slack', () => {
  const body = asked();
  const stale = String(Number(seconds()) - 301);
  test.each<[string, Header[]]>([
    ['no signature', [['X-Slack-Request-Timestamp', seconds()]]],
    ['no time', [['X-Slack-Signature', sign(body)]]],
    [
      'another secret',
      [
        ['X-Slack-Request-Timestamp', seconds()],
        ['X-Slack-Signature', sign(body, seconds(), 'guessed')],
      ],
    ],
    [
      'an empty secret',
      [
        ['X-Slack-Request-Timestamp', seconds()],
        ['X-Slack-Signature', sign(body, seconds(), '\0')],
      ],
    ],
    ['a stale time', signature(body, stale)],
    ['a time that is none', signature(body, 'NaN')],
    ['a time in another notation', signature(body, `${seconds()}.0`)],
    ['a time without end', signature(body, 'Infinity')],
    ['a signature of another body', signature(`${body}x`)],
    [
      'two signatures, the good one last',
      [['X-Slack-Signature', `v0=${'0'.repeat(64)}`], ...signature(body)],
    ],
    [
      'two signatures, the good one first',
      [...signature(body), ['X-Slack-Signature', `v0=${'0'.repeat(64)}`]],
    ],
    ['two times', [...signature(body), ['X-Slack-Request-Timestamp', stale]]],
    [
      'a signature cut short',
      [
        ['X-Slack-Request-Timestamp', seconds()],
        ['X-Slack-Signature', sign(body).slice(0, 20)],
      ],
    ],
  ])('%s: 401', async (_, headers) => {
    expect(await knocks([...headers, length(body)], body)).toBe(401);
    expect(slack.app.requests).toHaveLength(0);
  });

  test.each<[string, Header[]]>([
    ['two lengths', [length(body), ['Content-Length', '3']]],
    ['a length and chunks', [length(body), ['Transfer-Encoding', 'chunked']]],
    ['a length that is none', [['Content-Length', '-1']]],
    ['chunks in an encoding of their own', [['Transfer-Encoding', 'chunked, identity']]],
  ])('%s: the connection ends with 400', async (_, headers) => {
    expect([400, null]).toContain(await knocks([...signature(body), ...headers], body));
    expect(slack.app.requests).toHaveLength(0);
  });

  test('a chunked body is one like any other', async () => {
    const chunk = `${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`;
    expect(await knocks([...signature(body), ['Transfer-Encoding', 'chunked']], chunk)).toBe(200);
    expect(slack.app.requests).toHaveLength(1);
    slack.app.requests.length = 0;
  });

  test.each([
    '{"__proto__":{"type":"event_callback"}}',
    '{"type":"event_callback","event":{"__proto__":{"type":"app_mention"}}}',
    '{"constructor":{"prototype":{"admin":true}}}',
    `${'['.repeat(20_000)}${']'.repeat(20_000)}`,
    '[]',
    'null',
    '"text"',
  ])('signed, and nothing that can be asked: %#', async (strange) => {
    const headers: Header[] = [...signature(strange), length(strange)];
    const response = await rawExchange(
      slack.chat.url,
      rawRequest(
        'POST',
        '/slack/events',
        [['Host', 'x'], ['Content-Type', 'application/json'], ...headers],
        { body: strange },
      ),
    );
    expect(response?.status).toBeGreaterThanOrEqual(200);
    expect(slack.app.requests).toHaveLength(0);
    expect(Object.keys(Object.prototype)).toEqual([]);
  });
});

describe('Teams', () => {
  const activity = (text = 'customer acme') =>
    activityFrom(ana, { kind: 'personal', id: `a:${ana.email}` }, teams.microsoft, {
      type: 'message',
      text,
    });
  const call = async (authorization: string, body: object = activity()) =>
    (
      await fetch(`${teams.url}/api/messages`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization },
        body: JSON.stringify(body),
      })
    ).status;
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = () => ({
    iss: 'https://api.botframework.com',
    aud: APP_ID,
    serviceurl: teams.microsoft.serviceUrl,
    exp: 4_000_000_000,
    nbf: 1,
  });

  test.each(['none', 'None', 'nOnE'])('a token that names no key (alg %s): 401', async (alg) => {
    const token = `${part({ alg, typ: 'JWT' })}.${part(claims())}.`;
    expect(await call(`Bearer ${token}`)).toBe(401);
    expect(await call(`Bearer ${token}AAAA`)).toBe(401);
  });

  test('the published key taken for a shared secret: 401', async () => {
    const [key] = (await testKeys()).published;
    for (const secret of [JSON.stringify(key), key?.n ?? '']) {
      const token = await new SignJWT(claims())
        .setProtectedHeader({ alg: 'HS256', kid: String(key?.kid) })
        .sign(Buffer.from(secret));
      expect(await call(`Bearer ${token}`)).toBe(401);
    }
  });

  test('a key that the token brings along: 401', async () => {
    const token = await (await testKeys()).token({
      audience: APP_ID,
      serviceUrl: teams.microsoft.serviceUrl,
      foreign: true,
    });
    const [, payload, proof] = token.split('.');
    const head = part({ alg: 'RS256', jku: 'http://127.0.0.1:9/keys', kid: '../../etc/passwd' });
    expect(await call(`Bearer ${head}.${payload}.${proof}`)).toBe(401);
  });

  test('two authorizations are not two chances', async () => {
    const good = await (await testKeys()).token({
      audience: APP_ID,
      serviceUrl: teams.microsoft.serviceUrl,
    });
    expect(await call(`Bearer x.y.z, Bearer ${good}`)).toBe(401);
  });

  test('a good token does not lend itself to another address', async () => {
    const { serviceUrl } = teams.microsoft;
    const good = await (await testKeys()).token({ audience: APP_ID, serviceUrl });
    const before = teams.microsoft.sent.length;
    for (const other of ['https://evil.example/', 'http://169.254.169.254/', 'file:///etc/passwd'])
      expect(await call(`Bearer ${good}`, { ...activity(), serviceUrl: other })).toBe(403);
    expect(teams.microsoft.sent).toHaveLength(before);
  });
});
