import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { form, nextId, payload } from '../chat/slack.ts';
import { smallChat } from './small-app.ts';

const FOLDER = fileURLToPath(new URL('../../../shared/schemas/recorded', import.meta.url));

type Recorded = Record<string, unknown> & { type?: string; command?: string; event?: { type: string; text?: string; channel?: string; channel_type?: string } };
const isRecorded = (value: unknown): value is Recorded => typeof value === 'object' && value !== null && ('type' in value || 'command' in value);

const recordings = existsSync(FOLDER)
  ? readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter((name) => /slack[^/]*\.json$|team\d\.json$/.test(name)).sort()
      .flatMap((name) => Object.entries<unknown>(JSON.parse(readFileSync(join(FOLDER, name), 'utf8'))).flatMap(([key, body]) => (isRecorded(body) ? [{ name: `${name} ${key}`, body }] : [])))
  : [];

let small: Awaited<ReturnType<typeof smallChat>>;
beforeAll(async () => {
  small = await smallChat();
});
afterAll(() => small.close());

/** As it was recorded, but with ids that serve once, as Slack's do. */
function again(body: Recorded): Recorded {
  const renewed = 'trigger_id' in body ? { trigger_id: nextId('trigger.') } : {};
  const url = 'response_url' in body ? { response_url: small.chat.api.responseUrl('C1', 'U1', null) } : {};
  return { ...body, ...renewed, ...url };
}

function encoded(body: Recorded): string | object {
  if (body.command) return form(Object.fromEntries(Object.entries(body).map(([key, value]) => [key, String(value)])));
  return body.type === 'event_callback' ? body : payload(body);
}

describe.skipIf(recordings.length === 0)(`recorded webhooks${recordings.length === 0 ? ' (SKIPPED: they are not here)' : ''}`, () => {
  test.each(recordings)('$name is taken without a fault', async ({ body }) => {
    const from = small.errors.length;
    const response = await small.chat.sends(encoded(again(body)));
    expect(response.status).toBe(200);
    expect(small.errors.slice(from)).toEqual([]);
  });

  test('mentions, direct messages and commands among them were asked, with the bot\'s name left out', () => {
    const asked = small.app.requests.map(({ ask, place }) => [place.kind, ask.kind === 'words' ? ask.words : ask.action]);
    expect(asked).toContainEqual(['direct', 'hello hello']);
    expect(asked).toContainEqual(['channel', 'test-feedback some arguments here']);
    expect(asked.filter(([kind]) => kind === 'channel').length).toBeGreaterThan(5);
  });

  test('each is asked once, however often it comes', async () => {
    const events = recordings.filter(({ body }) => body.event?.type === 'app_mention' && 'event_id' in body);
    expect(events.length).toBeGreaterThan(3);
    const from = small.app.requests.length;
    for (const { body } of events) await small.chat.sends(body, { headers: { 'x-slack-retry-num': '2' } });
    expect(small.app.requests.length).toBe(from);
  });
});
