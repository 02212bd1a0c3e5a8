import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { installationEncryption as encryption } from '../../../bot/slack/setup/installation-encryption.ts';
import { examineInstallations, revokeInstallation } from '../../../bot/slack/setup/installed.ts';
import { event, form, nextId } from '../../chat/slack.ts';
import { type FreshStore, freshStore } from '../../store.ts';
import { BOT_USER } from './fake/people.ts';
import { ana, smallChat, the } from './small-app.ts';

const access = {
  kind: 'install' as const,
  clientId: '1.2',
  clientSecret: 'client-secret',
  stateSecrets: ['a-long-enough-state-secret'] as const,
  teams: ['T1', 'T2', 'T3', 'T9', 'E1'],
};
let fresh: FreshStore;
let store: FreshStore['store'];
let small: Awaited<ReturnType<typeof smallChat>>;
beforeAll(async () => {
  fresh = await freshStore('server');
  ({ store } = fresh);
  small = await smallChat({ store, config: { access } });
});
afterAll(async () => {
  await small.close();
  await fresh.close();
});

/** Presses Allow in the browser: `T1`, `T1@E1`, or `@E1` for a whole enterprise. */
async function installs(chat: (typeof small)['chat'], code: string): Promise<Response> {
  const start = await fetch(`${chat.url}/slack/install`, { redirect: 'manual' });
  const target = new URL(start.headers.get('location') ?? '');
  expect(target.searchParams.get('redirect_uri')).toBe(
    'https://rapport.example/slack/oauth_redirect',
  );
  const cookie = start.headers.get('set-cookie')?.split(';')[0] ?? '';
  return fetch(
    `${chat.url}/slack/oauth_redirect?code=${encodeURIComponent(code)}&state=${target.searchParams.get('state')}`,
    { headers: { cookie }, redirect: 'manual' },
  );
}

const mention = (team: string | null, enterprise: string | null = null) =>
  event(
    {
      type: 'app_mention',
      user: 'U001',
      text: `<@${BOT_USER}> acme`,
      ts: nextId('7.'),
      channel: 'CGENERAL',
    },
    {
      team_id: team,
      enterprise_id: enterprise,
      authorizations: [
        {
          team_id: team,
          enterprise_id: enterprise,
          user_id: BOT_USER,
          is_bot: true,
          is_enterprise_install: team === null,
        },
      ],
      is_enterprise_install: team === null,
    },
  );
const command = (team: string, more: Record<string, string> = {}) => {
  const response_url = small.chat.api.responseUrl('CGENERAL', 'U001', null);
  return form({
    command: '/customer',
    text: 'acme',
    user_id: 'U001',
    channel_id: 'CGENERAL',
    channel_name: 'general',
    team_id: team,
    trigger_id: nextId('t'),
    response_url,
    ...more,
  });
};

describe('many workspaces', () => {
  test('one that did not install is not answered', async () => {
    const before = small.app.requests.length;
    await small.chat.sends(command('T1'));
    expect(small.app.requests.length).toBe(before);
    await expect(
      small.chat.platform.identify({ platform: 'slack', tenant: 'T1', user: 'U001' }),
    ).rejects.toMatchObject({ fault: 'unauthorised' });
  });

  test('each is answered with its own token, which is stored encrypted', async () => {
    for (const team of ['T1', 'T2']) {
      expect((await installs(small.chat, team)).status).toBeLessThan(400);
      await small.chat.sends(mention(team));
      expect(small.app.requests.at(-1)?.account).toEqual({
        platform: 'slack',
        tenant: team,
        user: 'U001',
      });
      const stored = await store.installations.get('slack', team, 'installation');
      expect(stored).toMatch(/^v1\./);
      expect(stored).not.toContain(`xoxb-${team}`);
      expect(encryption(access.stateSecrets).decrypt(the(stored), team)).toContain(`xoxb-${team}`);
    }
    expect(
      small.chat.screen.messages.filter(({ text }) => text.includes('You said acme')),
    ).toHaveLength(2);
  });

  test('the installation of one is of no use to another, nor is a changed one', async () => {
    const stored = the(await store.installations.get('slack', 'T1', 'installation'));
    expect(() => encryption(access.stateSecrets).decrypt(stored, 'T2')).toThrow();
    expect(() => encryption(['another secret']).decrypt(stored, 'T1')).toThrow();
    expect(() =>
      encryption(access.stateSecrets).decrypt(`${stored.slice(0, -2)}AA`, 'T1'),
    ).toThrow();
    await store.installations.set('slack', 'T3', 'installation', stored);
    const before = small.app.requests.length;
    await small.chat.sends(command('T3'));
    expect(small.app.requests.length).toBe(before);
  });

  test('a whole enterprise is one organisation, whichever workspace asks', async () => {
    await installs(small.chat, '@E1');
    await small.chat.sends(command('T8', { enterprise_id: 'E1', is_enterprise_install: 'true' }));
    expect(small.app.requests.at(-1)?.account.tenant).toBe('E1');
    await small.chat.sends(mention(null, 'E1'));
    expect(small.app.requests.at(-1)?.account.tenant).toBe('E1');
  });

  test('a state of another browser installs nothing', async () => {
    const start = await fetch(`${small.chat.url}/slack/install`, { redirect: 'manual' });
    const state = new URL(start.headers.get('location') ?? '').searchParams.get('state');
    const answer = await fetch(`${small.chat.url}/slack/oauth_redirect?code=T9&state=${state}`);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(await store.installations.get('slack', 'T9', 'installation')).toBeNull();
  });

  test('a state serves once, at whichever copy of the bot', async () => {
    const other = await smallChat({ store, config: { access } });
    const start = await fetch(`${small.chat.url}/slack/install`, { redirect: 'manual' });
    const state = new URL(start.headers.get('location') ?? '').searchParams.get('state');
    const cookie = start.headers.get('set-cookie')?.split(';')[0] ?? '';
    const finishes = async (url: string, code: string) =>
      (
        await fetch(`${url}/slack/oauth_redirect?code=${code}&state=${state}`, {
          headers: { cookie },
          redirect: 'manual',
        })
      ).status;
    expect(await finishes(small.chat.url, 'T2')).toBeLessThan(400);
    expect(await finishes(small.chat.url, 'T9')).toBeGreaterThanOrEqual(400);
    expect(await finishes(other.chat.url, 'T9')).toBeGreaterThanOrEqual(400);
    expect(await store.installations.get('slack', 'T9', 'installation')).toBeNull();
    await other.close();
  });

  test.each([
    ['app_uninstalled', {}],
    ['tokens_revoked', { tokens: { oauth: [], bot: [BOT_USER] } }],
  ])('%s leaves nothing behind', async (type, more) => {
    await installs(small.chat, 'T1');
    await small.chat.sends(event({ type, ...more }, { team_id: 'T1', authorizations: [] }));
    await expect
      .poll(() => store.installations.get('slack', 'T1', 'installation'), { timeout: 60_000 })
      .toBeNull();
  });

  test('a person who takes back only their own token leaves the app installed', async () => {
    await installs(small.chat, 'T1');
    await small.chat.sends(
      event(
        { type: 'tokens_revoked', tokens: { oauth: ['U001'], bot: [] } },
        { team_id: 'T1', authorizations: [] },
      ),
    );
    await small.chat.sends(mention('T1'));
    expect(small.app.requests.at(-1)?.account.tenant).toBe('T1');
  });
});

test('where a list says who may install, others may not', async () => {
  const listed = await smallChat({
    store,
    people: [ana],
    config: { access: { ...access, teams: ['T5', 'E5'] } },
  });
  expect((await installs(listed.chat, 'T6')).status).toBeGreaterThanOrEqual(400);
  expect(await store.installations.get('slack', 'T6', 'installation')).toBeNull();
  await installs(listed.chat, 'T5');
  await installs(listed.chat, 'T7@E5');
  expect(await store.installations.get('slack', 'T5', 'installation')).not.toBeNull();
  expect(await store.installations.get('slack', 'T7', 'installation')).not.toBeNull();
  await listed.close();
});

test('a workspace that is taken off the list is refused at once, and listed until it is revoked', async () => {
  await installs(small.chat, 'T1');
  const shorter = { ...access, teams: ['T2'] };
  const later = await smallChat({ store, config: { access: shorter } });
  later.chat.api.tokens.set('xoxb-T1', { team: 'T1', enterprise: null });
  await later.chat.sends(command('T1'));
  await later.chat.sends(mention('T1'));
  expect(later.app.requests).toHaveLength(0);
  await expect(
    later.chat.platform.identify({ platform: 'slack', tenant: 'T1', user: 'U001' }),
  ).rejects.toMatchObject({ fault: 'unauthorised' });
  const findings = await examineInstallations(store.installations, shorter);
  expect(findings).toContainEqual(
    expect.objectContaining({
      state: 'warning',
      what: expect.stringMatching(/T1.*not on SLACK_TEAMS/),
      next: expect.stringContaining('--revoke T1'),
    }),
  );
  expect(await revokeInstallation(store.installations, 'T1')).toBe(true);
  expect(await revokeInstallation(store.installations, 'T1')).toBe(false);
  const left = await examineInstallations(store.installations, shorter);
  expect(left.map(({ what }) => what).join()).not.toMatch(/T1\b/);
  await later.close();
});

test('a secret is changed without losing a workspace: it is answered, encrypted anew, and the former secret goes', async () => {
  await installs(small.chat, 'T1');
  const [former] = access.stateSecrets;
  const next = 'another-long-enough-secret';
  const asked = async (...stateSecrets: [string, ...string[]]) => {
    const copy = await smallChat({ store, config: { access: { ...access, stateSecrets } } });
    copy.chat.api.tokens.set('xoxb-T1', { team: 'T1', enterprise: null });
    await copy.chat.sends(mention('T1'));
    const tenants = copy.app.requests.map(({ account }) => account.tenant);
    await copy.close();
    return tenants;
  };
  const lost = await examineInstallations(store.installations, { ...access, stateSecrets: [next] });
  expect(lost.map(({ next: help }) => help).join()).toContain('SLACK_STATE_SECRET_BEFORE');
  // While copies are replaced one after another, those with the former secret read what the new ones write.
  expect(await asked(former, next)).toEqual(['T1']);
  expect(await asked(next, former)).toEqual(['T1']);
  const stored = the(await store.installations.get('slack', 'T1', 'installation'));
  expect(() => encryption([former]).decrypt(stored, 'T1')).toThrow();
  expect(await asked(next)).toEqual(['T1']);
  expect(await asked(former, next)).toEqual(['T1']);
});

test.each([[undefined], [[]]])(
  'without a list (%j) nobody can install, and no one is answered',
  async (teams) => {
    await installs(small.chat, 'T1');
    const open = await smallChat({ store, config: { access: { ...access, teams } } });
    expect((await fetch(`${open.chat.url}/slack/install`, { redirect: 'manual' })).status).toBe(
      404,
    );
    await open.chat.sends(command('T1'));
    expect(open.app.requests).toHaveLength(0);
    await open.close();
  },
);
