import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Request } from '../../../bot/platform.ts';
import { ActionName } from '../../../cards/view/action.ts';
import { type Form, text, type View } from '../../../cards/view/view.ts';
import type { Place } from '../../../crm/person/place.ts';
import { type TeamsChat, teamsChat } from '../../chat/teams.ts';
import { now } from '../../clock.ts';
import { type FreshStore, freshStore } from '../../store.ts';
import { buttons, cardText } from './card-reader.ts';
import { activityFrom, objectIdOf, send, TENANT } from './client.ts';
import { GROUP_ID } from './fake-graph.ts';
import { ana, ben } from './office.ts';

const TWICE = 'It may stand here twice';
const GIVEN_UP = 11 * 60_000;
const view: View = {
  title: 'Acme renewed',
  blocks: [
    text('Three years.'),
    {
      kind: 'buttons',
      buttons: [
        {
          kind: 'press',
          label: 'Thank',
          action: ActionName.parse('win.thank'),
          data: { win: 'w1' },
        },
        {
          kind: 'press',
          label: 'Add somebody',
          opens: 'form',
          action: ActionName.parse('win.who'),
          data: { win: 'w1' },
        },
      ],
    },
  ],
};
const form: Form = {
  title: 'Add somebody',
  fields: [{ kind: 'text', id: 'who', label: 'Who', max: 100, optional: false }],
  submit: { label: 'Add', action: ActionName.parse('win.add'), data: { win: 'w1' } },
};

let fresh: FreshStore;
let teams: TeamsChat;
const clock = { ahead: 0 };
const later = () => new Date(now().getTime() + clock.ahead);
beforeAll(async () => {
  fresh = await freshStore('server', later);
  const app = {
    handle: async ({ ask }: Request) =>
      ask.kind === 'press' && ask.action === 'win.who'
        ? { kind: 'form' as const, form }
        : { kind: 'answer' as const, view },
    suggest: async () => [],
    readsOnly: () => true,
    keep: async () => '',
  };
  teams = await teamsChat({
    app,
    store: fresh.store,
    people: [ana, ben],
    now: later,
    config: { patience: { settle: 0, call: 2_000 } },
  });
  teams.channel('#wins');
  teams.channel('#berlin', { kind: 'groupChat', members: [ana.email, ben.email] });
  for (const where of ['direct', '#wins', '#berlin'] as const)
    await teams.as(ana.email).says('help', { in: where });
});
beforeEach(() => {
  clock.ahead = 0;
  teams.microsoft.heal();
  teams.microsoft.graph.may = { channels: true, chats: true };
  for (const list of [teams.microsoft.sent, teams.microsoft.calls, teams.microsoft.graph.calls])
    list.splice(0);
});
afterAll(async () => {
  await teams.close();
  await fresh.close();
});

const common = { platform: 'teams', tenant: TENANT, name: null, shared: false } as const;
const direct: Place = { ...common, kind: 'direct', id: `a:${ana.email}` };
const channel: Place = { ...common, kind: 'channel', id: '19:wins@thread.tacv2' };
const group: Place = { ...common, kind: 'group', id: '19:berlin@thread.tacv2' };
const PLACES = [
  ['a personal chat', direct],
  ['a channel', channel],
  ['a group chat', group],
] as const;

/** Posts until it is done, as the queue does, which comes again later. Each test with a key of its own. */
async function post(place: Place, key: string = randomUUID()): Promise<string> {
  for (let attempt = 1; ; attempt += 1) {
    const done = await teams.platform
      .post(place, view, key)
      .catch((error: unknown) => (attempt < 4 ? null : Promise.reject(error)));
    if (done) return done.reference;
    clock.ahead += 31_000;
  }
}
const shown = () =>
  teams.microsoft.sent.filter(({ type }) => type === 'message').map(({ card }) => cardText(card));
const graphCalls = () => teams.microsoft.graph.calls.length;

describe.each(PLACES)('in %s', (_, place) => {
  test.each([
    ['the line breaks', false],
    ['Teams stays silent', true],
  ])('%s after Teams took it: it is found, and stands there once', async (_how, silent) => {
    teams.microsoft.lose(/activities/, { times: 1, silent });
    const reference = await post(place);
    expect(shown().length).toBe(1);
    expect(await teams.platform.update(place, reference, { title: 'Changed', blocks: [] })).toBe(
      'done',
    );
    expect(shown()).toEqual([expect.stringContaining('Changed')]);
  });

  test('it can be found without posting anything; where nothing stands, nothing is found', async () => {
    const key = randomUUID();
    expect(await teams.platform.findPost(place, key)).toBeNull();
    teams.microsoft.lose(/activities/, { times: 1 });
    await expect(teams.platform.post(place, view, key)).rejects.toThrow();
    clock.ahead += 31_000;
    const found = await teams.platform.findPost(place, key);
    expect(found).toEqual({ reference: teams.microsoft.sent.at(-1)?.id });
    expect(shown().length).toBe(1);
    expect(await teams.platform.post(place, view, key)).toMatchObject(found!);
  });

  test('an error after which nothing stands there: it is looked for, posted, and says nothing of it', async () => {
    teams.microsoft.fail(/activities/, { status: 500, times: 1 });
    await post(place);
    expect(graphCalls()).toBeGreaterThan(0);
    expect(shown()).toEqual([expect.not.stringContaining(TWICE)]);
  });

  test('where nobody agreed that it is looked for, it is posted again and says so, with the same buttons', async () => {
    teams.microsoft.graph.may = { channels: false, chats: false };
    teams.microsoft.lose(/activities/, { times: 1 });
    await post(place);
    expect(shown()).toEqual([expect.not.stringContaining(TWICE), expect.stringContaining(TWICE)]);
    const [first, second] = teams.microsoft.sent.map(({ card }) => buttons(card));
    expect(second).toEqual(first);
  });
});

test('a card that an answer replaced before it was looked for is found all the same', async () => {
  teams.microsoft.lose(/activities/, { times: 1 });
  await expect(teams.platform.post(direct, view, 'replaced')).rejects.toThrow();
  const speaker = teams.as(ana.email);
  await speaker.isTold('Acme renewed');
  // The second time the button is one of the answer's.
  for (const who of ['ben', 'mia']) {
    await speaker.presses('Add somebody');
    await speaker.fills({ who });
  }
  expect(teams.microsoft.sent.map(({ updated }) => updated)).toEqual([true]);
  clock.ahead += 31_000;
  expect(await post(direct, 'replaced')).toBe(teams.microsoft.sent[0]?.id);
  expect(shown().length).toBe(1);
});

test('a doubt stays, whatever the next attempt is answered with', async () => {
  teams.microsoft.graph.may = { channels: false, chats: false };
  teams.microsoft.lose(/activities/, { times: 1 });
  await expect(teams.platform.post(channel, view, 'doubt')).rejects.toMatchObject({
    fault: 'unavailable',
  });
  clock.ahead += 31_000;
  teams.microsoft.fail(/activities/, { status: 429, headers: { 'retry-after': '1' }, times: 1 });
  await expect(teams.platform.post(channel, view, 'doubt')).rejects.toMatchObject({
    fault: 'rate-limited',
  });
  clock.ahead += 31_000;
  await post(channel, 'doubt');
  expect(shown()).toEqual([expect.not.stringContaining(TWICE), expect.stringContaining(TWICE)]);
});

test('a doubt can still be cleared, when somebody agrees meanwhile', async () => {
  teams.microsoft.graph.may = { channels: false, chats: false };
  teams.microsoft.lose(/activities/, { times: 1 });
  await expect(teams.platform.post(channel, view, 'cleared')).rejects.toMatchObject({
    fault: 'unavailable',
  });
  clock.ahead += 31_000;
  teams.microsoft.fail(/activities/, { status: 500, times: 1 });
  await expect(teams.platform.post(channel, view, 'cleared')).rejects.toMatchObject({
    fault: 'unavailable',
  });
  teams.microsoft.graph.may = { channels: true, chats: true };
  clock.ahead += 31_000;
  expect(await post(channel, 'cleared')).toBe(teams.microsoft.sent[0]?.id);
  expect(shown().length).toBe(1);
});

test('what Teams refused is not looked for', async () => {
  teams.microsoft.fail(/activities/, { status: 429, headers: { 'retry-after': '1' }, times: 2 });
  await post(direct);
  expect([graphCalls(), shown().length]).toEqual([0, 1]);
});

describe('Graph', () => {
  test('is waited for where it does not answer', async () => {
    teams.microsoft.lose(/activities/, { times: 1 });
    teams.microsoft.graph.fail({ status: 503, times: 2 });
    await post(channel);
    expect(shown()).toEqual([expect.not.stringContaining(TWICE)]);
  });

  test('is not waited for forever', async () => {
    teams.microsoft.lose(/activities/, { times: 1 });
    await expect(teams.platform.post(channel, view, 'forever')).rejects.toMatchObject({
      fault: 'unavailable',
    });
    teams.microsoft.graph.fail({ status: 503, times: 1 });
    clock.ahead += GIVEN_UP;
    await post(channel, 'forever');
    expect(shown()).toEqual([expect.not.stringContaining(TWICE), expect.stringContaining(TWICE)]);
  });

  test('is asked again after as long as it says, and later where that is long', async () => {
    teams.microsoft.lose(/activities/, { times: 1 });
    teams.microsoft.graph.fail({ status: 429, headers: { 'retry-after': '0' }, times: 1 });
    teams.microsoft.graph.fail({ status: 429, headers: { 'retry-after': '86400' }, times: 1 });
    await post(channel);
    expect(shown().length).toBe(1);
  });

  test('is asked for the newest messages of this place alone', async () => {
    for (const place of [direct, channel]) {
      teams.microsoft.lose(/activities/, { times: 1 });
      await post(place);
    }
    const person = `users/${objectIdOf(ana.email)}/teamwork/installedApps`;
    expect(teams.microsoft.graph.calls.map((path) => path.replace(/\?.*/, ''))).toEqual([
      `/${person}`,
      `/${person}/installed-for-${objectIdOf(ana.email)}/chat`,
      expect.stringMatching(/^\/chats\/19:[^/]+\/messages$/),
      `/teams/${GROUP_ID}/channels/${channel.id}/messages`,
    ]);
  });

  test('is read as far as needed in a busy channel', async () => {
    teams.microsoft.lose(/activities/, { times: 1 });
    await expect(teams.platform.post(channel, view, 'busy')).rejects.toMatchObject({
      fault: 'unavailable',
    });
    for (let i = 0; i < 60; i += 1) await teams.platform.post(channel, view, `other ${i}`);
    clock.ahead += 31_000;
    expect(await post(channel, 'busy')).toBe(teams.microsoft.sent[0]?.id);
    expect(shown().length).toBe(61);
  });
});

describe('an answer', () => {
  const ask = () =>
    send(
      teams.url,
      activityFrom(ana, { kind: 'personal', id: direct.id }, teams.microsoft, {
        type: 'message',
        text: 'customer acme',
      }),
      teams.microsoft,
    );

  test.each([
    [true, 1],
    [false, 2],
  ])('of which Teams says nothing (may look: %s) comes', async (may, times) => {
    teams.microsoft.graph.may = { channels: may, chats: may };
    teams.microsoft.lose(/activities/, { times: 1 });
    await ask();
    expect(shown().length).toBe(times);
    expect(
      shown()
        .slice(1)
        .every((said) => said.includes(TWICE)),
    ).toBe(true);
  });

  test('is said again after an error, without a word where nothing stands there', async () => {
    teams.microsoft.fail(/activities/, { status: 502, times: 1 });
    await ask();
    expect(shown()).toEqual([expect.not.stringContaining(TWICE)]);
  });
});

test('what others say in a channel leaves nothing here', async () => {
  const before = await fresh.store.conversations.get(
    'teams',
    TENANT,
    `person:${objectIdOf(ben.email)}`,
  );
  await send(
    teams.url,
    activityFrom(
      ben,
      { kind: 'channel', id: channel.id, channelType: 'standard' },
      teams.microsoft,
      { type: 'message', text: 'lunch?' },
    ),
    teams.microsoft,
  );
  expect(
    await fresh.store.conversations.get('teams', TENANT, `person:${objectIdOf(ben.email)}`),
  ).toEqual(before);
  expect([before, shown()]).toEqual([null, []]);
});
