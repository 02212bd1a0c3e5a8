import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Bot, bot } from '../../chat/bot.ts';
import type { TeamsChat } from '../../chat/teams.ts';
import { demoOrganisation } from '../../demo-organisation.ts';
import { cardText } from './card-reader.ts';
import {
  activityFrom,
  BOT,
  type Colleague,
  memberOf,
  objectIdOf,
  personalConversation,
  send,
  TENANT,
  type TeamsConversation,
} from './client.ts';

/** A Tuesday, in office hours. */
const NOW = new Date('2026-11-17T10:14:00Z');
const [ana, ben, kim] = [
  { email: 'ana@rapport.example', name: 'Ana Ruiz' },
  { email: 'ben@rapport.example', name: 'Ben Osei' },
  { email: 'kim@rapport.example', name: 'Kim Larsen' },
] as const satisfies readonly Colleague[];

/** Ana's chat with Ben, in which the bot is not: Teams calls it personal, too. */
const pair: TeamsConversation = { kind: 'personal', id: '19:ana_ben@unq.gbl.spaces' };

let chat: Bot;
let teams: TeamsChat;
beforeAll(async () => {
  chat = await bot({
    platform: 'teams',
    people: [ana, ben, kim],
    now: () => NOW,
    records: demoOrganisation(NOW),
  });
  if (!chat.teams) throw new Error('Not on Teams');
  ({ teams } = chat);
  await chat.as(ana.email).says('help');
});
afterAll(() => chat.close());

const sends = async (
  person: Colleague,
  spot: TeamsConversation,
  rest: object,
): Promise<Record<string, unknown>> => {
  const { status, body } = await send(
    teams.url,
    activityFrom(person, spot, teams.microsoft, rest),
    teams.microsoft,
  );
  expect(status).toBe(200);
  return body as Record<string, unknown>;
};
const query = (text: string) => ({
  type: 'invoke',
  name: 'composeExtension/query',
  value: { commandId: 'customer', parameters: [{ name: 'query', value: text }] },
});
const press = {
  type: 'invoke',
  name: 'adaptiveCard/action',
  value: {
    action: {
      verb: 'teams.ask',
      data: {
        deferred: {
          ask: { kind: 'words', words: 'customer acme industries' },
          asker: null,
        },
      },
    },
    trigger: 'manual',
  },
};
const action = {
  type: 'invoke',
  name: 'composeExtension/fetchTask',
  value: {
    commandId: 'note',
    commandContext: 'message',
    messagePayload: { id: '1', body: { contentType: 'text', content: 'They want seats' } },
  },
};
const mentioned = {
  entities: [{ type: 'mention', text: `<at>${BOT.name}</at>`, mentioned: BOT }],
};
const way = ({ email }: Colleague) =>
  teams.platform.direct({ platform: 'teams', tenant: TENANT, user: objectIdOf(email) });
const kept = (id: string) => chat.store.conversations.get('teams', TENANT, id);

describe('somebody who never wrote, in a chat that the bot is not in', () => {
  test.each([
    ['a search', query('acme')],
    ['a press on a card', press],
    ['a message’s menu', action],
    ['a dialog', { type: 'invoke', name: 'task/fetch', value: press.value.action }],
  ])('%s: is told to open a chat first, and nothing is kept', async (_, activity) => {
    const body = await sends(ben, pair, activity);
    expect(JSON.stringify(body)).toContain('Open a chat with me first');
    expect(JSON.stringify(body)).not.toMatch(/in a minute|Acme Industries/);
    for (const id of [`person:${objectIdOf(ben.email)}`, `place:${pair.id}`])
      expect(await kept(id)).toBe(null);
    expect(await way(ben)).toBe(null);
  });
});

describe('somebody who wrote, in a chat that the bot is not in', () => {
  test('a search and the menu of a message are answered: nobody else sees them', async () => {
    for (const spot of [pair, { kind: 'groupChat', id: '19:others@thread.v2' } as const]) {
      const found = await sends(ana, spot, query('acme'));
      expect(JSON.stringify(found)).toContain('Acme Industries');
      expect(JSON.stringify(await sends(ana, spot, action))).toContain('They want seats');
    }
    expect(JSON.stringify(await sends(ana, pair, press))).toContain('Acme Industries');
  });

  test('what is pressed there changes nothing about where they are reached', async () => {
    const untyped = { ...press, conversation: { id: 'a:elsewhere', tenantId: TENANT } };
    await sends(ana, pair, press);
    await sends(ana, pair, query('acme'));
    await sends(ana, pair, untyped);
    expect(await way(ana)).toMatchObject({ id: personalConversation(ana.email).id });
  });
});

test('a chat that names no kind is somebody’s own only where nobody else is in it', async () => {
  const from = teams.microsoft.sent.length;
  const untyped = (id: string) => ({
    type: 'message',
    text: `<at>${BOT.name}</at> customer acme industries`,
    ...mentioned,
    conversation: { id, tenantId: TENANT },
  });
  teams.microsoft.rosters.set('a:three', [ana, kim].map(memberOf));
  await sends(kim, pair, untyped('a:three'));
  expect(await way(kim)).toBe(null);
  // Others read it, so it names nothing but the asker.
  expect(cardText(teams.microsoft.sent.slice(from).at(-1)?.card)).not.toContain('Acme Industries');
  await sends(kim, pair, untyped(personalConversation(kim.email).id));
  expect(await way(kim)).toMatchObject({ id: personalConversation(kim.email).id });
});

test('a way to somebody that was learned from any chat is looked at again before it is used', async () => {
  const id = `direct:${objectIdOf(ana.email)}`;
  const { alone: _, ...before } = (await kept(id)) as Record<string, unknown>;
  await chat.store.conversations.set('teams', TENANT, id, before);
  expect(await way(ana)).toMatchObject({ id: personalConversation(ana.email).id });
  await chat.store.conversations.set('teams', TENANT, id, { ...before, id: pair.id });
  expect(await way(ana)).toBe(null);
  await chat.as(ana.email).says('help');
  expect(await way(ana)).toMatchObject({ id: personalConversation(ana.email).id });
});

test('a task for Ben does not go where he pressed a card, and its sender is told', async () => {
  await sends(ben, pair, press);
  await sends(ben, { ...pair, id: personalConversation(ana.email).id }, press);
  await chat.as(ana.email).says('task acme industries @ben "ring them privately" by friday');
  await chat.as(ana.email).isTold('Ben was not told');
  const others = teams.microsoft.sent.filter(
    ({ conversation }) => conversation !== personalConversation(ana.email).id,
  );
  for (const { card } of others) expect(cardText(card)).not.toContain('ring them privately');
});

test('a member whom the roster does not know by the directory’s id is looked up by their own', async () => {
  const { id: spot } = personalConversation(ben.email);
  const { aadObjectId: _, ...plain } = memberOf(ben);
  teams.microsoft.rosters.set(spot, [plain]);
  expect((await chat.as(ben.email).says('customer acme industries')).text).toContain(
    'Acme Industries',
  );
  expect(await way(ben)).toMatchObject({ id: spot });
});
