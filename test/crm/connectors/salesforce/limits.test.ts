import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Pace } from '../../../../crm/connectors/pace/pace.ts';
import { readAll } from '../read-all.ts';
import { connect, furnished } from './furnished.ts';

let is: Awaited<ReturnType<typeof furnished>>;
beforeEach(async () => {
  is = await furnished();
});
afterEach(() => is.fake.close());

/** A pace that writes down what it hears. */
function listening() {
  const turns: string[] = [];
  const days: { calls: number; left: number }[] = [];
  const pauses: number[] = [];
  const pace = (source: string, purpose: string): Pace => ({
    turn: async ({ name }) => void turns.push(`${source} ${purpose} ${name}`),
    refused: async (_, retryAfter) => void pauses.push(retryAfter),
    left: async (day) => void days.push(day),
  });
  return { pace, turns, days, pauses };
}

test('each call takes its turn, a reading after those for which a colleague waits, with one token', async () => {
  const { pace, turns, days } = listening();
  const { reader } = connect(is.fake, {}, { pace });
  await reader.find('acme');
  await readAll(reader);
  const calls = is.fake.calls.filter(({ path }) => !path.includes('oauth2'));
  expect(turns).toHaveLength(calls.length);
  expect([...new Set(turns)]).toEqual([
    'salesforce asked salesforce',
    'salesforce reading salesforce',
  ]);
  expect(days.at(-1)).toEqual({ calls: 15_000, left: 15_000 - is.fake.calls.length });
  expect(is.fake.sessions.granted()).toBe(1);
});

test('a refusal holds up every copy for as long as Salesforce says', async () => {
  const { pace, pauses } = listening();
  is.fake.next('rate-limited');
  const { reader } = connect(is.fake, {}, { pace, tries: 1 });
  await expect(reader.find('acme')).rejects.toMatchObject({ fault: 'rate-limited' });
  expect(pauses).toEqual([7_000]);
});
