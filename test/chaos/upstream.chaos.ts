import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LoopbackTrouble } from '../crm/connectors/loopback-crm.ts';
import { freshDatabase } from '../store.ts';
import { wrongs } from './checks.ts';
import { greet, privateTo, read, slash } from './deeds.ts';
import { type Copy, moveIn, SALES, SUPPORT, until, type World, world } from './world.ts';

const [ANA] = SALES;
const [MIA] = SUPPORT;
let there: World;
let copy: Copy;
let remove: () => Promise<void>;

beforeAll(async () => {
  const fresh = await freshDatabase();
  remove = fresh.remove;
  there = await world();
  await moveIn(fresh.place.url);
  copy = await there.start(fresh.place.url);
  await greet(there, copy);
});
afterAll(async () => {
  await copy.stop();
  await there.close();
  await remove();
});

/** Its waits pass faster than the clock. */
async function done(): Promise<void> {
  await until(async () => {
    await copy.later(5_000);
    return (await copy.pending()).length === 0;
  }, 'the queue is empty');
  expect(wrongs(there, [], await copy.kept())).toEqual([]);
}

const CRM_TROUBLES: readonly (readonly LoopbackTrouble[])[] = [
  ['rate-limited', 'rate-limited'],
  ['unavailable', 'unavailable'],
  ['silent'],
  ['answer-lost', 'answer-lost'],
  ['rate-limited', 'answer-lost', 'unavailable', 'silent'],
];

test.each(CRM_TROUBLES.map((troubles, i) => ({ troubles, token: `nx${i}x` })))(
  'the CRM: $troubles; the note is there once',
  async ({ troubles, token }) => {
    const [before, calls] = [there.crm.memory.notes().length, there.crm.calls.length];
    there.crm.next(...troubles);
    const note = slash(there, ANA, `note Acme: ${token} wants one invoice`);
    await note.to(copy);
    await until(
      () => note.seen().includes('Noted on Acme'),
      () => `Ana sees that it is noted, whatever the CRM says: ${note.seen()}`,
    );
    await done();
    expect(there.crm.memory.notes().length).toBe(before + 1);
    expect(there.crm.calls.length).toBeGreaterThan(calls + troubles.length);
  },
);

test.each([
  {
    trouble: '429 with Retry-After',
    token: 'nx10x',
    cause: () =>
      there.api.next(
        'chat.postMessage',
        { status: 429, headers: { 'retry-after': '1' } },
        { status: 429, headers: { 'retry-after': '2' } },
      ),
  },
  {
    trouble: '500',
    token: 'nx11x',
    cause: () => there.api.next('chat.postMessage', { status: 500 }, { status: 503 }),
  },
  {
    trouble: 'posted, and the answer is lost',
    token: 'nx12x',
    cause: () => there.api.lose('chat.postMessage'),
  },
])('Slack: $trouble; the message came once', async ({ token, cause }) => {
  cause();
  const note = slash(there, ANA, `note Acme: ${token} wants one invoice, @mia`);
  await note.to(copy);
  await until(() => note.seen().includes('Noted on Acme'), 'Ana sees that it is noted');
  await done();
  expect(privateTo(there, MIA).filter((message) => read(message).includes(token)).length).toBe(1);
});
