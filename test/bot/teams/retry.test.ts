import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { App } from '../../../bot/platform.ts';
import { ActionName } from '../../../cards/view/action.ts';
import { text } from '../../../cards/view/view.ts';
import type { Reply } from '../../../commands/command.ts';
import { Upstream } from '../../../crm/problem.ts';
import { cardText } from './card-reader.ts';
import { activityFrom, objectIdOf, send, TENANT } from './client.ts';
import { ana, type Office, office } from './office.ts';

let teams: Office;
let realDoor: App;
beforeAll(async () => {
  teams = await office({ config: { patience: { typing: 50, press: 50, message: 100 } } });
  realDoor = teams.door.app;
});
beforeEach(() => {
  teams.door.app = realDoor;
  teams.microsoft.heal();
  for (const list of [teams.microsoft.sent, teams.microsoft.calls]) list.splice(0);
});
afterAll(async () => teams.close());

const place = {
  platform: 'teams',
  tenant: TENANT,
  kind: 'direct',
  id: `a:${ana.email}`,
  name: null,
  shared: false,
} as const;
const answer: Reply = {
  kind: 'answer',
  view: { title: 'At last', blocks: [text('It took a while.')] },
};
const said = (what: string) =>
  teams.microsoft.until(({ card, type }) => type === 'message' && cardText(card).includes(what));

/** A front door that answers at once, with a card that has a button. */
function quickDoor(): void {
  const view = {
    title: 'Acme Industries',
    blocks: [
      {
        kind: 'buttons' as const,
        buttons: [
          {
            kind: 'press' as const,
            label: 'Timeline',
            action: ActionName.parse('timeline.page'),
            data: {},
          },
        ],
      },
    ],
  };
  teams.door.app = {
    handle: async () => ({ kind: 'answer', view }),
    suggest: async () => [],
    readsOnly: () => true,
    keep: async () => '',
  };
}

/** A front door that answers when it is told to. */
function slowDoor(): () => void {
  const { promise, resolve } = Promise.withResolvers<Reply>();
  teams.door.app = {
    handle: () => promise,
    suggest: async () => [],
    readsOnly: () => true,
    keep: async () => '',
  };
  return () => resolve(answer);
}

describe('a slow answer', () => {
  test('to a message: Teams is answered in time, the typing sign comes first, the answer follows', async () => {
    const finish = slowDoor();
    const message = activityFrom(ana, { kind: 'personal', id: place.id }, teams.microsoft, {
      type: 'message',
      text: 'customer acme',
    });
    expect((await send(teams.url, message, teams.microsoft)).status).toBe(200);
    await teams.microsoft.until(({ type }) => type === 'typing');
    finish();
    await said('At last');
    expect(teams.microsoft.sent.map(({ type }) => type)).toEqual(['typing', 'message']);
  });

  test('to a press: the card says so, and is replaced when the answer is there', async () => {
    quickDoor();
    await teams.as(ana.email).says('customer acme');
    const finish = slowDoor();
    const waiting = await teams.as(ana.email).presses('Timeline');
    expect(waiting.text).toContain('Still working on it');
    finish();
    await said('At last');
    expect(teams.microsoft.sent.at(-1)).toMatchObject({ updated: true });
    expect((await teams.as(ana.email).presses('Show the answer')).text).toContain(
      'It took a while.',
    );
  });

  test('in a group, it is fetched by whoever asked and never put where all can read it', async () => {
    teams.channel('#berlin', { kind: 'groupChat', members: [ana.email] });
    quickDoor();
    await teams.as(ana.email).says('customer acme', { in: '#berlin' });
    const finish = slowDoor();
    await teams.as(ana.email).presses('Timeline');
    const before = teams.microsoft.calls.length;
    finish();
    expect((await teams.as(ana.email).presses('Show the answer')).text).toContain('At last');
    expect(teams.microsoft.calls.slice(before).filter((call) => /^(PUT|POST)/.test(call))).toEqual(
      [],
    );
  });

  test('stopping waits for it', async () => {
    const finish = slowDoor();
    const message = activityFrom(ana, { kind: 'personal', id: place.id }, teams.microsoft, {
      type: 'message',
      text: 'customer acme',
    });
    await send(teams.url, message, teams.microsoft);
    const stopped = teams.platform.stop();
    finish();
    await stopped;
    expect(cardText(teams.microsoft.sent.at(-1)?.card)).toContain('At last');
  });
});

describe('when Teams does not take it', () => {
  test('a rate limit is waited for as long as Teams says', async () => {
    teams.microsoft.fail(/activities/, { status: 429, headers: { 'retry-after': '0' }, times: 2 });
    expect((await teams.as(ana.email).says('customer acme')).text).toContain('Acme Industries');
    expect(
      teams.microsoft.calls.filter(
        (call) => call.startsWith('POST') && call.includes('activities'),
      ),
    ).toHaveLength(3);
  });

  test('for a post, it is a fault of Teams with when to come back, and nobody is held up', async () => {
    await teams.as(ana.email).says('help');
    teams.microsoft.fail(/activities/, { status: 429, headers: { 'retry-after': '7' }, times: 1 });
    await expect(teams.platform.post(place, answer.view, 'a1')).rejects.toMatchObject({
      system: 'teams',
      fault: 'rate-limited',
      retryAfter: 7000,
    });
    expect(teams.microsoft.calls.filter((call) => call.startsWith('POST'))).toHaveLength(2);
  });

  test.each([
    ['31536000', 3_600_000],
    ['Wed, 21 Oct 2099 07:28:00 GMT', 3_600_000],
  ])('“come back after %s” is an hour at most', async (retryAfter, milliseconds) => {
    await teams.as(ana.email).says('help');
    teams.microsoft.fail(/activities/, {
      status: 429,
      headers: { 'retry-after': retryAfter },
      times: 3,
    });
    await expect(
      teams.platform.post(place, answer.view, `h${milliseconds}${retryAfter}`),
    ).rejects.toMatchObject({ fault: 'rate-limited', retryAfter: milliseconds });
    await expect(teams.platform.update(place, '1:1', answer.view)).rejects.toMatchObject({
      retryAfter: milliseconds,
    });
    // An answer that would come in an hour is none.
    const message = activityFrom(ana, { kind: 'personal', id: place.id }, teams.microsoft, {
      type: 'message',
      text: 'customer acme',
    });
    expect((await send(teams.url, message, teams.microsoft)).status).toBe(200);
  });

  test('what only reads or replaces is asked again after an error', async () => {
    await teams.as(ana.email).says('help');
    const { reference } = await teams.platform.post(place, answer.view, 'p1');
    teams.microsoft.fail(/activities/, { status: 502, times: 2 });
    expect(await teams.platform.update(place, reference, { title: 'Replaced', blocks: [] })).toBe(
      'done',
    );
  });

  test.each([
    [403, 'unauthorised'],
    [413, 'rejected'],
  ] as const)('%i: %s', async (status, fault) => {
    await teams.as(ana.email).says('help');
    teams.microsoft.fail(/activities/, { status, times: 50 });
    const refused = await teams.platform
      .post(place, answer.view, 'a2')
      .catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Upstream);
    expect(refused).toMatchObject({ system: 'teams', fault });
  });

  test('an answer that cannot be sent costs nothing else', async () => {
    teams.microsoft.fail(/activities/, { status: 403, times: 1 });
    const message = activityFrom(ana, { kind: 'personal', id: place.id }, teams.microsoft, {
      type: 'message',
      text: 'customer acme',
    });
    expect((await send(teams.url, message, teams.microsoft)).status).toBe(200);
    expect((await teams.as(ana.email).says('customer acme')).text).toContain('Acme Industries');
  });
});

describe('without being asked', () => {
  test('a post reaches the place where the bot was met', async () => {
    teams.channel('#wins', { members: [ana.email] });
    await teams.as(ana.email).says('help', { in: '#wins' });
    await teams.platform.post(
      { ...place, kind: 'channel', id: '19:wins@thread.tacv2' },
      answer.view,
      'a3',
    );
    expect(teams.posts().at(-1)).toMatchObject({
      channel: '#wins',
      text: expect.stringContaining('At last'),
    });
    expect(teams.microsoft.sent.at(-1)).toMatchObject({
      replyToId: null,
      summary: 'At last\nIt took a while.',
    });
  });

  test('a post that is asked for again is not posted again', async () => {
    await teams.as(ana.email).says('help');
    const before = teams.microsoft.sent.length;
    for (const key of ['k1', 'k1', 'k2']) await teams.platform.post(place, answer.view, key);
    expect(teams.microsoft.sent).toHaveLength(before + 2);
  });

  test('a post can be edited, as long as it is there', async () => {
    await teams.as(ana.email).says('help');
    const { reference } = await teams.platform.post(place, answer.view, 'e1');
    expect(
      await teams.platform.update(place, reference, { title: 'Now it says this', blocks: [] }),
    ).toBe('done');
    expect(teams.microsoft.sent.find(({ id }) => id === reference)).toMatchObject({
      updated: true,
      summary: 'Now it says this',
    });
    expect(await teams.platform.update(place, 'no-such', answer.view)).toBe('gone');
  });

  test('a person is told in the chat with the bot, and not where else they wrote', async () => {
    const account = {
      platform: 'teams' as const,
      tenant: place.tenant,
      user: objectIdOf(ana.email),
    };
    teams.channel('#wins', { members: [ana.email] });
    await teams.as(ana.email).says('help', { in: '#wins' });
    expect(await teams.platform.direct({ ...account, user: 'nobody' })).toBe(null);
    await teams.as(ana.email).says('help');
    await teams.as(ana.email).says('help', { in: '#wins' });
    expect(await teams.platform.direct(account)).toMatchObject({ kind: 'direct', id: place.id });
  });

  test('a place that the bot was never in is a fault that says so', async () => {
    await expect(
      teams.platform.post({ ...place, id: 'a:nobody' }, answer.view, 'a1'),
    ).rejects.toMatchObject({ system: 'teams', fault: 'rejected' });
    await expect(teams.platform.readers({ ...place, id: 'a:nobody' })).rejects.toMatchObject({
      system: 'teams',
      fault: 'rejected',
    });
  });
});
