import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Request } from '../../../bot/platform.ts';
import { text } from '../../../cards/view/view.ts';
import { SECOND } from '../../../crm/time/durations.ts';
import { type TeamsChat, teamsChat } from '../../chat/teams.ts';
import { now as machineNow } from '../../clock.ts';
import { type FreshStore, freshStore } from '../../store.ts';
import { cardText, refreshOf } from './card-reader.ts';
import { activityFrom, BOT, objectIdOf, send, TENANT, type TeamsConversation } from './client.ts';
import { ana, ben } from './office.ts';

const direct: TeamsConversation = { kind: 'personal', id: `a:${ana.email}` };
const channel: TeamsConversation = {
  kind: 'channel',
  id: '19:sales@thread.tacv2',
  channelType: 'standard',
};
let fresh: FreshStore;
let teams: TeamsChat;
const asked: Request[] = [];
const clock = { ahead: 0 };
const now = () => new Date(machineNow().getTime() + clock.ahead);
beforeAll(async () => {
  fresh = await freshStore('server');
  const handle = async (request: Request) => {
    asked.push(request);
    return { kind: 'answer' as const, view: { title: 'Noted', blocks: [text('Once.')] } };
  };
  teams = await teamsChat({
    now,
    app: { handle, suggest: async () => [], readsOnly: () => true, keep: async () => '' },
    store: fresh.store,
    people: [ana, ben],
    config: { patience: { again: 50 } },
  });
  teams.channel('#sales');
});
afterAll(async () => {
  await teams.close();
  await fresh.close();
});

const typed = (spot: TeamsConversation): object & { id?: string } =>
  activityFrom(ana, spot, teams.microsoft, {
    type: 'message',
    text: `<at>${BOT.name}</at> note acme`,
    entities: [{ type: 'mention', text: `<at>${BOT.name}</at>`, mentioned: BOT }],
  });
const said = () => teams.microsoft.sent.filter(({ type }) => type === 'message').length;

test('a message that a killed copy of the bot had begun is answered when Teams sends it again, and then no more', async () => {
  const message = typed(direct);
  expect(await fresh.store.firstDelivery(`teams:${direct.id}:${message.id}:begun`, now())).toBe(
    true,
  );
  await send(teams.url, message, teams.microsoft);
  expect(said()).toBe(1);
  await send(teams.url, message, teams.microsoft);
  expect(said()).toBe(1);
  expect(new Set(asked.map(({ delivery }) => delivery)).size).toBe(1);
});

test('an answer that Teams does not take is said later, once', async () => {
  const before = said();
  teams.microsoft.fail(/activities/, { status: 429, headers: { 'retry-after': '60' }, times: 1 });
  const message = typed(direct);
  await send(teams.url, message, teams.microsoft);
  expect(said()).toBe(before);
  clock.ahead += 16 * SECOND;
  for (const _ of ['now', 'once more']) {
    await teams.platform.stop();
    await teams.platform.start();
  }
  await teams.platform.stop();
  expect(said()).toBe(before + 1);
  expect(teams.microsoft.sent.at(-1)?.replyToId).toBe(message.id);
});

test.each([
  ['is found there, and not said again', true, 1],
  ['is said again where nobody may look, and says so', false, 2],
])('an answer that a copy sent just before it was killed %s', async (_, mayLook, posts) => {
  teams.microsoft.graph.may.chats = mayLook;
  const message = typed(direct);
  await send(teams.url, message, teams.microsoft);
  await fresh.database.query(`DELETE FROM delivery WHERE key LIKE '%:answered'`);
  await send(teams.url, message, teams.microsoft);
  const answers = teams.microsoft.sent.filter(({ replyToId }) => replyToId === message.id);
  expect(answers).toHaveLength(posts);
  const said = answers.map(({ card }) => cardText(card).includes('It may stand here twice'));
  expect(said).toEqual([false, true].slice(0, posts));
});

test('whoever looks at a card again asks for the same, and nobody can name what somebody else did', async () => {
  const from = asked.length;
  await send(teams.url, typed(channel), teams.microsoft);
  const { action } = refreshOf(teams.microsoft.sent.at(-1)?.card)!;
  const fetched = (person: typeof ana) =>
    send(
      teams.url,
      activityFrom(person, channel, teams.microsoft, {
        type: 'invoke',
        name: 'adaptiveCard/action',
        value: { action, trigger: 'automatic' },
      }),
      teams.microsoft,
    );
  for (const person of [ana, ana, ben]) await fetched(person);
  const names = asked.slice(from).map(({ delivery }) => delivery);
  expect(names.length).toBe(2);
  expect(new Set(names).size).toBe(1);
  expect(names[0]).toContain(`teams:${TENANT}:${objectIdOf(ana.email)}:`);
});
