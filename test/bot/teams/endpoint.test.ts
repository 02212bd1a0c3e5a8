import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import {
  APP_ID,
  activityFrom,
  memberOf,
  personalConversation,
  type Reached,
  send,
} from './client.ts';
import { ana, ben, type Office, office } from './office.ts';
import { testKeys } from './tokens.ts';

let teams: Office;
let local: Office;
beforeAll(async () => {
  // The SDK prints why it refuses a token.
  vi.spyOn(console, 'error').mockImplementation(() => {});
  [teams, local] = await Promise.all([
    office(),
    office({
      config: {
        appId: undefined,
        appPassword: undefined,
        tenantId: undefined,
        settings: undefined,
      },
    }),
  ]);
});
afterAll(async () => {
  await Promise.all([teams.close(), local.close()]);
  vi.restoreAllMocks();
});

const message = (chat: Office, rest: object = {}): object =>
  activityFrom(ana, { kind: 'personal', id: `a:${ana.email}` }, chat.microsoft, {
    type: 'message',
    text: 'customer acme',
    ...rest,
  });

async function withToken(claims: {
  audience?: string;
  serviceUrl?: string;
  expired?: boolean;
  foreign?: boolean;
  issuer?: string;
}): Promise<Reached> {
  const { serviceUrl } = teams.microsoft;
  const token = await (await testKeys()).token({ audience: APP_ID, serviceUrl, ...claims });
  return send(teams.url, message(teams), { serviceUrl, authorization: `Bearer ${token}` });
}

describe('with an app id, a call needs a token that Microsoft signed for this bot', () => {
  test('a good one is answered', async () => {
    const before = teams.microsoft.sent.length;
    expect((await withToken({})).status).toBe(200);
    expect(teams.microsoft.sent.length).toBeGreaterThan(before);
  });

  test.each([
    ['signed by a foreign key', { foreign: true }],
    ['for another audience', { audience: '99999999-2222-4333-8444-555555555555' }],
    ['for another service', { serviceUrl: 'https://smba.evil.example/' }],
    ['expired', { expired: true }],
    ['of another issuer', { issuer: 'https://evil.example' }],
  ])('%s: 401, and nothing is said', async (_, claims) => {
    const before = teams.microsoft.sent.length;
    expect((await withToken(claims)).status).toBe(401);
    expect(teams.microsoft.sent).toHaveLength(before);
  });

  test.each([
    ['none', null],
    ['an empty one', 'Bearer '],
    ['not a token', 'Bearer abc.def.ghi'],
    ['another scheme', 'Basic dXNlcjpwYXNz'],
  ])('%s: 401', async (_, authorization) => {
    expect(
      (
        await send(teams.url, message(teams), {
          serviceUrl: teams.microsoft.serviceUrl,
          authorization,
        })
      ).status,
    ).toBe(401);
  });

  test('a token of one service does not open the door for what claims to come from another', async () => {
    const { serviceUrl } = teams.microsoft;
    const token = await (await testKeys()).token({ audience: APP_ID, serviceUrl });
    const elsewhere = message(teams, { serviceUrl: 'http://127.0.0.1:9/' });
    expect(
      (await send(teams.url, elsewhere, { serviceUrl, authorization: `Bearer ${token}` })).status,
    ).toBe(401);
  });

  test('what cannot be read is refused as such', async () => {
    const { serviceUrl } = teams.microsoft;
    const authorization = `Bearer ${await (await testKeys()).token({ audience: APP_ID, serviceUrl })}`;
    const headers = { 'content-type': 'application/json', authorization };
    const statuses = await Promise.all(
      ['{', '[]', '{"type":"message"}', JSON.stringify('x'.repeat(2_000_000))].map(
        async (body) =>
          (await fetch(`${teams.url}/api/messages`, { method: 'POST', headers, body })).status,
      ),
    );
    expect(statuses).toEqual([400, 400, 400, 413]);
  });
});

describe('without an app id', () => {
  test('a caller on this machine is answered, and can have the replies in the response', async () => {
    const { status, body } = await send(
      local.url,
      message(local, { deliveryMode: 'expectReplies' }),
      { serviceUrl: local.microsoft.serviceUrl, authorization: null },
    );
    expect(status).toBe(200);
    expect(JSON.stringify((body as { activities: unknown }).activities)).toContain(
      'Acme Industries',
    );
    expect(local.microsoft.sent).toHaveLength(0);
  });

  test.each([
    'https://smba.trafficmanager.net/emea/',
    'http://169.254.169.254/latest',
    'http://evil.example/',
  ])('nothing is sent to %s, whoever names it', async (serviceUrl) => {
    const { status } = await send(local.url, message(local, { serviceUrl }), {
      serviceUrl,
      authorization: null,
    });
    expect(status).toBe(403);
  });

  test.each([
    ['another site', { origin: 'https://evil.example' }],
    ['a form', { 'content-type': 'text/plain' }],
  ])('%s is not', async (_, headers) => {
    const response = await fetch(`${local.url}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(message(local)),
    });
    expect([403, 415]).toContain(response.status);
  });

  test.each(['x-forwarded-for', 'forwarded', 'x-forwarded-host', 'via', 'true-client-ip'])(
    'one who comes through a proxy (%s) is not',
    async (header) => {
      const response = await fetch(`${local.url}/api/messages`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', [header]: '203.0.113.7' },
        body: JSON.stringify(message(local)),
      });
      expect(response.status).toBe(403);
    },
  );
});

test('a conversation that was stored with another address is not spoken to', async () => {
  const account = { platform: 'teams', tenant: 't', user: 'u' };
  await teams.fresh.store.conversations.set('teams', 't', 'person:u', {
    serviceUrl: 'https://evil.example/',
    tenant: 't',
    id: 'a:u',
    kind: 'direct',
    roster: 'a:u',
    bot: { id: '28:app', name: 'Rapport' },
    zone: null,
    locale: null,
  });
  await expect(teams.platform.identify(account)).rejects.toMatchObject({ fault: 'rejected' });
});

test('whose account it is says the user principal name, not the address that somebody entered', async () => {
  const own = personalConversation(ben.email).id;
  const member = memberOf(ben);
  const seenAs = async (name: string, email: string | null) => {
    teams.microsoft.rosters.set(own, [{ ...member, email, userPrincipalName: name }]);
    return (await teams.as(ben.email).says('customer acme')).text;
  };
  expect(await seenAs('nobody@example.com', ana.email)).not.toContain('Acme Industries');
  expect(await seenAs('', ana.email)).not.toContain('Acme Industries');
  expect(await seenAs('ana_example.com#EXT#@example.com', ana.email)).not.toContain('Acme');
  expect(await seenAs('Ben@Example.com', null)).toContain('Acme Industries');
});

test('with an app id and no tenant, nobody is taken on trust', async () => {
  const open = await office({ config: { tenantId: undefined, appType: 'MultiTenant' } });
  expect((await open.as(ana.email).says('customer acme')).text).not.toContain('Acme Industries');
  await open.close();
});
