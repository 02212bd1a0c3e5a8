import { globSync, readFileSync } from 'node:fs';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { memberOf, send, TENANT } from './client.ts';
import { ana, type Office, office } from './office.ts';

const FOLDER = 'test/fixtures/recorded';
type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Everything in the recordings that came from Teams. */
const recorded = globSync(`${FOLDER}/**/teams.json`)
  .sort()
  .flatMap((file) => {
    const all: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return isObject(all)
      ? Object.entries(all)
          .filter(([, activity]) => isObject(activity) && typeof activity['type'] === 'string')
          .map(
            ([name, activity]) =>
              [`${file.slice(FOLDER.length + 1)} ${name}`, activity as Json] as const,
          )
      : [];
  });

let teams: Office;
const faults: unknown[] = [];
beforeAll(async () => {
  teams = await office({
    log: pino({ level: 'warn' }, { write: (line: string) => void faults.push(JSON.parse(line)) }),
  });
});
afterAll(async () => teams?.close());

test('there is something to replay', () => expect(recorded.length).toBeGreaterThan(10));

test.each(recorded)('%s', async (_, activity) => {
  const conversation = isObject(activity['conversation'])
    ? { ...activity['conversation'], tenantId: TENANT }
    : activity['conversation'];
  const { serviceUrl } = teams.microsoft;
  const from = isObject(activity['from']) ? String(activity['from']['id']) : '';
  for (const id of [
    isObject(conversation) ? String(conversation['id']) : '',
    '19:8j-Mnacwmq2QFDbzykeQH5v55m6cN1X3QJ5viHvGIIQ1@thread.tacv2',
  ]) {
    teams.microsoft.rosters.set(id, [
      { ...memberOf(ana), id: from, aadObjectId: '00000000-1111-2222-3333-444444444444' },
    ]);
  }
  const before = teams.microsoft.sent.length;
  const { status } = await send(
    teams.url,
    { ...activity, serviceUrl, conversation },
    { serviceUrl },
  );
  expect(status).toBe(200);
  const answered = teams.microsoft.sent.slice(before).filter(({ type }) => type === 'message');
  const personal = isObject(conversation) && conversation['conversationType'] === 'personal';
  const bot = isObject(activity['recipient']) ? String(activity['recipient']['id']) : '';
  const mentioned = JSON.stringify(activity['entities'] ?? []).includes(bot) || personal;
  expect(answered).toHaveLength(
    activity['type'] === 'message' && typeof activity['text'] === 'string' && mentioned ? 1 : 0,
  );
  expect(faults).toEqual([]);
});
