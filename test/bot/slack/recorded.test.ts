import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Request, Wiring } from '../../../bot/platform.ts';
import { rapport } from '../../../bot/rapport.ts';
import { form, nextId, payload, type SlackChat, slackChat } from '../../chat/slack.ts';
import { now } from '../../clock.ts';
import { demoOrganisation } from '../../demo-organisation.ts';
import { saveRecords } from '../../saved-records.ts';
import { type FreshStore, freshStore } from '../../store.ts';
import { TEAM } from './fake/people.ts';
import { logged } from './small-app.ts';

const FOLDER = fileURLToPath(new URL('../../fixtures/recorded', import.meta.url));

type Recorded = Record<string, unknown> & {
  type?: string;
  command?: string;
  event?: { type: string; text?: string; channel?: string; channel_type?: string };
};
const isRecorded = (value: unknown): value is Recorded =>
  typeof value === 'object' && value !== null && ('type' in value || 'command' in value);

const recordings = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
  .filter((name) => /slack[^/]*\.json$|team\d\.json$/.test(name))
  .sort()
  .flatMap((name) =>
    Object.entries<unknown>(JSON.parse(readFileSync(join(FOLDER, name), 'utf8'))).flatMap(
      ([key, body]) => (isRecorded(body) ? [{ name: `${name} ${key}`, body }] : []),
    ),
  );

/** Those who were recorded are colleagues here, in channels of our own. */
const people = ['U00FAKEUSER1', 'U00FAKEUSER2', 'U0ADXQT6CRW', 'U0A8WUV28QM', 'U0B1JRWK4YP'].map(
  (id) => ({ id, name: 'Ana Ruiz', email: 'ana@rapport.example' }),
);
const channels = ['00fakechan1', '00fakechan2', '00fakechan3', '0a9d9rtbmf', '0b5fghjklm'].map(
  (name) => ({ name: `#${name}` as const }),
);

let fresh: FreshStore;
let chat: SlackChat;
const requests: Request[] = [];
const { log, errors } = logged();

/** The whole bot, with somebody at its front door who notes what it is asked. */
const noting = (wiring: Wiring): Wiring => ({
  ...wiring,
  app: {
    ...wiring.app,
    handle(request) {
      requests.push(request);
      return wiring.app.handle(request);
    },
  },
});

beforeAll(async () => {
  fresh = await freshStore('server');
  const { store, queue } = fresh;
  await saveRecords(fresh, demoOrganisation(now()), now());
  chat = await slackChat({
    now,
    people,
    channels,
    bot: ({ http, connect }) =>
      rapport({
        store,
        queue,
        http,
        log,
        now,
        zone: 'Europe/Berlin',
        locale: 'en-GB',
        connect: (wiring) => ({ slack: connect(noting(wiring)) }),
      }),
  });
});
afterAll(async () => {
  await chat.close();
  await fresh.close();
});

/** As it was recorded, but in the workspace of our token, and with ids that serve once, as Slack's do. */
function again(body: Recorded): Recorded {
  const renewed = 'trigger_id' in body ? { trigger_id: nextId('trigger.') } : {};
  const url =
    'response_url' in body ? { response_url: chat.api.responseUrl('C1', 'U1', null) } : {};
  // The recordings left this out; Slack does not.
  const authorizations = z.array(z.looseObject({})).safeParse(body['authorizations']).data;
  const installed = authorizations && {
    authorizations: authorizations.map((one) => ({ team_id: TEAM, ...one })),
  };
  return ours({ ...body, ...renewed, ...url, ...installed });
}

const ours = (body: Recorded): Recorded =>
  JSON.parse(JSON.stringify(body).replaceAll(/"T[A-Z0-9]{6,}"/g, `"${TEAM}"`));

function encoded(body: Recorded): string | object {
  if (body.command)
    return form(
      Object.fromEntries(Object.entries(body).map(([key, value]) => [key, String(value)])),
    );
  return body.type === 'event_callback' ? body : payload(body);
}

describe('recorded webhooks', () => {
  test.each(recordings)('$name is taken without a fault', async ({ body }) => {
    const from = errors.length;
    const response = await chat.sends(encoded(again(body)));
    expect(response.status).toBe(200);
    expect(errors.slice(from)).toEqual([]);
  });

  test("mentions, direct messages and commands among them were asked, with the bot's name left out", () => {
    const asked = requests.map(({ ask, place }) => [
      place.kind,
      ask.kind === 'words' ? ask.words : ask.action,
    ]);
    expect(asked).toContainEqual(['direct', 'hello hello']);
    expect(asked).toContainEqual(['channel', 'test-feedback some arguments here']);
    expect(asked.filter(([kind]) => kind === 'channel').length).toBeGreaterThan(5);
  });

  test('each of them was answered', () => {
    const shown = chat.screen.messages.filter(({ text }) => text.length > 0);
    expect(shown.length).toBeGreaterThan(10);
    expect(shown.filter(({ to, channel }) => to === null && !channel.startsWith('D'))).toEqual([]);
  });

  test('each is asked once, however often it comes', async () => {
    const events = recordings.filter(
      ({ body }) => body.event?.type === 'app_mention' && 'event_id' in body,
    );
    expect(events.length).toBeGreaterThan(3);
    const from = requests.length;
    for (const { body } of events)
      await chat.sends(body, { headers: { 'x-slack-retry-num': '2' } });
    expect(requests.length).toBe(from);
  });
});
