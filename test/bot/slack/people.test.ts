import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SlackUser, slackIdentity } from '../../../bot/slack/directory/users.ts';
import { type FreshStore, freshStore } from '../../store.ts';
import type { FakePerson } from './fake/people.ts';
import { TEAM } from './fake/people.ts';
import { smallChat } from './small-app.ts';

const named = (name: string, more: Partial<FakePerson> = {}): FakePerson => ({
  name,
  email: `${name.toLowerCase()}@rapport.example`,
  ...more,
});
const people = [
  named('Ana', { zone: 'America/Lima', locale: 'es-PE' }),
  named('Ben'),
  named('Gil', { standing: 'guest' }),
  named('Otto', { standing: 'outsider' }),
  named('Dora', { standing: 'deleted' }),
  named('Robo', { standing: 'bot' }),
  named('Una', { confirmed: false }),
  named('Carl'),
];
const channels = [
  {
    name: '#ours' as const,
    members: [
      'ana@rapport.example',
      'ben@rapport.example',
      'carl@rapport.example',
      'robo@rapport.example',
      'gil@rapport.example',
      'dora@rapport.example',
    ],
  },
  { name: '#theirs' as const, shared: true, members: ['ana@rapport.example'] },
  { name: '#invited' as const, pending: true, members: ['ana@rapport.example'] },
  { name: '#visited' as const, members: ['ana@rapport.example', 'otto@rapport.example'] },
  { name: '#secret' as const, hidden: true },
];

let fresh: FreshStore;
let store: FreshStore['store'];
let small: Awaited<ReturnType<typeof smallChat>>;
let now = new Date('2026-11-22T09:00:00Z');
beforeAll(async () => {
  fresh = await freshStore('server', () => now);
  ({ store } = fresh);
  small = await smallChat({ store, people, channels, now: () => now });
});
afterAll(async () => {
  await small.close();
  await fresh.close();
});

const account = (name: string) => ({
  platform: 'slack' as const,
  tenant: TEAM,
  user: small.chat.people.byEmail(`${name.toLowerCase()}@rapport.example`).id,
});
const identify = (name: string) => small.chat.platform.identify(account(name));
const place = (name: string, kind: 'channel' | 'home' = 'channel') => ({
  platform: 'slack' as const,
  tenant: TEAM,
  kind,
  id: small.chat.people.channelId(name),
  name,
  shared: false,
});

describe('who an account is', () => {
  test('a colleague, with the address, zone and language that Slack knows', async () => {
    expect(await identify('Ana')).toEqual({
      standing: 'member',
      email: 'ana@rapport.example',
      name: 'Ana',
      zone: 'America/Lima',
      locale: 'es-PE',
    });
  });
  test.each([
    ['Gil', 'guest'],
    ['Otto', 'outsider'],
    ['Dora', 'outsider'],
    ['Robo', 'outsider'],
  ])('%s is a %s', async (name, standing) => {
    expect((await identify(name)).standing).toBe(standing);
  });
  test('an address that nobody confirmed is none', async () => {
    expect(await identify('Una')).toMatchObject({ standing: 'member', email: null });
  });
  test('an address of which Slack does not say that it is confirmed is none', () => {
    const user = { id: 'W1', team_id: 'T1', profile: { email: 'ana@rapport.example' } };
    const inside = { team: 'T1', enterprise: null };
    for (const is_email_confirmed of [undefined, null, false])
      expect(slackIdentity(SlackUser.parse({ ...user, is_email_confirmed }), inside)).toMatchObject(
        {
          standing: 'member',
          email: null,
        },
      );
    const confirmed = SlackUser.parse({ ...user, is_email_confirmed: true });
    expect(slackIdentity(confirmed, inside).email).toBe('ana@rapport.example');
  });
  test('somebody whom Slack does not show is an outsider', async () => {
    expect(
      await small.chat.platform.identify({ platform: 'slack', tenant: TEAM, user: 'U777' }),
    ).toMatchObject({ standing: 'outsider', email: null });
  });
  test('Slack is asked again when the answer is no longer fresh', async () => {
    const asked = () =>
      small.chat.api.calls.filter(
        ({ method, args }) => method === 'users.info' && args['user'] === account('Ana').user,
      ).length;
    await identify('Ana');
    const before = asked();
    now = new Date(now.getTime() + 60_000);
    await identify('Ana');
    expect(asked()).toBe(before + 1);
  });
  test('a directory that does not answer is no answer', async () => {
    now = new Date(now.getTime() + 60_000);
    small.chat.api.next('users.info', ...Array.from({ length: 4 }, () => ({ status: 503 })));
    await expect(identify('Ana')).rejects.toMatchObject({ system: 'slack', fault: 'unavailable' });
    small.chat.api.next('users.info', { status: 200, body: { ok: false, error: 'missing_scope' } });
    await expect(identify('Ana')).rejects.toMatchObject({ fault: 'unauthorised' });
    expect((await identify('Ana')).standing).toBe('member');
  });
  test('in an enterprise, colleagues of its other workspaces are colleagues', () => {
    const user = SlackUser.parse({
      id: 'W1',
      team_id: 'T2',
      enterprise_user: { enterprise_id: 'E1' },
      profile: { email: 'w@rapport.example' },
    });
    expect(slackIdentity(user, { team: 'T1', enterprise: 'E1' }).standing).toBe('member');
    expect(slackIdentity(user, { team: 'T1', enterprise: 'E2' }).standing).toBe('outsider');
    expect(slackIdentity(user, { team: 'T1', enterprise: null }).standing).toBe('outsider');
    expect(
      slackIdentity(SlackUser.parse({ id: 'W1' }), { team: 'T1', enterprise: null }).standing,
    ).toBe('outsider');
  });
});

describe('who reads a channel', () => {
  test('everybody in it but bots, over all pages', async () => {
    const { accounts, outsiders } = await small.chat.platform.readers(place('#ours'));
    expect(accounts).toEqual(['Ana', 'Ben', 'Gil', 'Carl'].map(account));
    expect(outsiders).toBe(false);
  });
  test.each(['#theirs', '#invited', '#visited'])('%s is read by others', async (name) => {
    expect((await small.chat.platform.readers(place(name))).outsiders).toBe(true);
  });
  test('what Slack does not show is not known', async () => {
    await expect(small.chat.platform.readers(place('#secret'))).rejects.toMatchObject({
      system: 'slack',
      fault: 'rejected',
    });
  });
  test('a Home is read by its owner', async () => {
    const home = {
      platform: 'slack' as const,
      tenant: TEAM,
      kind: 'home' as const,
      id: 'U001',
      name: null,
      shared: false,
    };
    expect(await small.chat.platform.readers(home)).toEqual({
      accounts: [account('Ana')],
      outsiders: false,
    });
  });
  test('a large channel costs one list of people, not a question for each', async () => {
    const crowd = Array.from({ length: 200 }, (_, i) => named(`P${i}`));
    const large = await smallChat({ store, people: crowd });
    const { accounts } = await large.chat.platform.readers(place('#general'));
    expect(accounts).toHaveLength(200);
    const asked = large.chat.api.calls.filter(({ method }) => method === 'users.info').length;
    expect(asked).toBeLessThan(5);
    await large.close();
  });
});

test('a channel that becomes shared is known within a minute', async () => {
  const channel = { name: '#turning' as const, shared: false };
  const turning = await smallChat({ store, people, channels: [channel], now: () => now });
  const asks = async () => {
    await turning.chat.as('ana@rapport.example').says('acme', { in: 'slash', channel: '#turning' });
    return turning.app.requests.at(-1)?.place.shared;
  };
  expect(await asks()).toBe(false);
  channel.shared = true;
  expect(await asks()).toBe(false);
  now = new Date(now.getTime() + 60_001);
  expect(await asks()).toBe(true);
  await turning.close();
});
