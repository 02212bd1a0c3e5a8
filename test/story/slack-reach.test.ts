import { afterAll, beforeAll, expect, test } from 'vitest';
import { event, nextId } from '../bot/slack/fake/requests.ts';
import { type Bot, bot } from '../chat/bot.ts';
import { demoOrganisation } from '../demo-organisation.ts';

/** A Tuesday, in office hours. */
const NOW = new Date('2026-11-17T10:14:00Z');
const [ANA, BEN, KIM] = ['ana', 'ben', 'kim'].map((name) => `${name}@rapport.example`) as [
  string,
  string,
  string,
];

let chat: Bot;
beforeAll(async () => {
  chat = await bot({
    platform: 'slack',
    people: [ANA, BEN, KIM].map((email) => ({ email, name: email.split('@')[0] ?? '' })),
    channels: [{ name: '#announcements', restricted: true }, { name: '#mpdm-ana--kim-1' }],
    now: () => NOW,
    records: demoOrganisation(NOW),
  });
  await chat.as(ANA).says('help');
});
afterAll(() => chat.close());
const calls = (method: string) => chat.slack!.api.calls.filter((call) => call.method === method);

test('a colleague who never wrote is found by their address, and told in a chat that is opened for it', async () => {
  await chat.as(ANA).says('task acme industries @ben "ring them" by friday');
  expect((await chat.as(BEN).isTold('ring them')).text).toContain('Acme Industries');
  expect(calls('users.lookupByEmail').map(({ args }) => args['email'])).toContain(BEN);
  expect(calls('conversations.open')).toHaveLength(1);
});

test('somebody who used the playground once is told in Slack', async () => {
  const account = { platform: 'playground', tenant: 'local', user: KIM };
  const identity = {
    standing: 'member',
    email: KIM,
    name: 'Kim',
    zone: null,
    locale: null,
  } as const;
  await chat.store.people.remember(account, identity, NOW);
  await chat.as(ANA).says('task acme industries @kim "send the offer" by friday');
  expect((await chat.as(KIM).isTold('send the offer')).text).toContain('Acme Industries');
});

test('where posting is restricted the asker is answered in private', async () => {
  const seen = await chat.as(ANA).says('customer acme industries', { in: '#announcements' });
  expect(seen.text).toContain('Acme Industries');
  expect(seen.private).toBe(true);
  expect(calls('chat.postMessage').at(-1)?.args['channel']).toMatch(/^[UD]/);
});

test('a dialog that opens at once spends no use of the response URL', async () => {
  const { responses } = chat.slack!.api;
  const before = responses.length;
  const opened = await chat.as(ANA).says('/note acme industries', { in: 'slash' });
  expect(opened.form).toBeDefined();
  expect(responses.slice(before)).toEqual([]);
});

test('a thread that the bot has no permission to read says which', async () => {
  chat.slack!.api.next('conversations.replies', {
    status: 200,
    body: { ok: false, error: 'missing_scope', needed: 'mpim:history', provided: 'chat:write' },
  });
  const form = await chat.as(ANA).chooses('note', {
    channel: '#mpdm-ana--kim-1',
    author: KIM,
    words: 'Globex is angry',
    replies: [{ author: ANA, words: 'Why?' }],
  });
  expect(form.text).toContain('mpim:history');
  const read = await chat.as(ANA).chooses('note', {
    channel: '#mpdm-ana--kim-1',
    author: KIM,
    words: 'Globex is angry',
    replies: [{ author: ANA, words: 'Why?' }],
  });
  expect(read.text).toContain('2 messages');
});

test('reactions, kinds that nobody asked for and a limit on events are acknowledged', async () => {
  const { sends, people } = chat.slack!;
  const user = people.byEmail(ANA).id;
  const item = { type: 'message', channel: 'CGENERAL', ts: '1.1' };
  const bodies = [
    event({ type: 'reaction_added', user, reaction: 'tada', item, event_ts: nextId('1.') }),
    event({ type: 'reaction_removed', user, reaction: 'tada', item, event_ts: nextId('1.') }),
    event({ type: 'team_join', user: { id: user } }),
    event({ type: 'made_up_tomorrow' }),
    { type: 'app_rate_limited', team_id: 'T0RAPPORT', minute_rate_limited: 1_700_000_000 },
    { type: 'something_new' },
  ];
  for (const body of bodies) expect([body, (await sends(body)).status]).toEqual([body, 200]);
});
