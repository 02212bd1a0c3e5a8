import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase } from '../store.ts';
import { type Deed, DONE, wrongs } from './checks.ts';
import { greet, press, privateTo, read, slash } from './deeds.ts';
import { type Gate, proxyTo } from './proxy.ts';
import { type Copy, moveIn, SALES, SUPPORT, until, type World, world } from './world.ts';

const [ANA] = SALES;
const [MIA] = SUPPORT;
const GONE_FOR = 10_000;
const REFERENCE = /reference [A-Z0-9]{4,}/i;
let there: World;
let copy: Copy;
let proxy: Gate;
let remove: () => Promise<void>;
let database: string;

beforeAll(async () => {
  const fresh = await freshDatabase();
  remove = fresh.remove;
  database = fresh.place.url;
  await moveIn(fresh.place.url);
  proxy = await proxyTo(fresh.place.url);
  there = await world();
  copy = await there.start(proxy.url);
  await greet(there, copy);
});
afterAll(async () => {
  await copy.stop();
  await proxy.close();
  await there.close();
  await remove();
});

const isReady = async () => (await fetch(`${copy.url}/readyz`)).status === 200;
async function done(): Promise<void> {
  await copy.takeOver();
  let left: string[] = [];
  await until(
    async () => {
      await copy.later(5_000);
      left = await copy.pending();
      return left.length === 0;
    },
    () => `the queue is empty; it holds ${left.join('\n')}`,
  );
}

test('gone for ten seconds: people are told with a reference, nothing is stored in part, and it recovers by itself', {
  timeout: 60_000,
}, async () => {
  await slash(there, ANA, 'handoff Globex support "hx1x asks for a dump"').to(copy);
  await until(
    () => privateTo(there, MIA).some((message) => read(message).includes('[Accept]')),
    'Mia has it offered',
  );
  const packet = privateTo(there, MIA).find((message) => read(message).includes('[Accept]'))!;
  // It waits for its next try while the database goes.
  there.crm.next('unavailable');
  const before = slash(there, ANA, 'note Acme: nx1x before it went');
  await before.to(copy);
  expect(before.seen()).toContain('Noted on Acme');

  await proxy.cut();
  const end = performance.now() + GONE_FOR;
  expect(await isReady()).toBe(false);
  const asked: ReturnType<typeof slash>[] = [];
  await copy.send(press(there, MIA, packet, 'Accept'));
  while (performance.now() < end) {
    const note = slash(there, ANA, `note Acme: nx${asked.length + 2}x while it was gone`);
    asked.push(note);
    await note.to(copy);
    await until(
      () => note.seen() !== '' && !note.seen().includes('Looking'),
      () => `Ana is told what became of it: ${note.seen()}`,
    );
    expect(note.seen()).toMatch(REFERENCE);
  }
  await until(
    () => REFERENCE.test(read(packet)),
    () => `Mia is told:\n${read(packet)}`,
  );
  const lines = copy.program.said().split('\n');
  expect(lines.filter((line) => line.startsWith('{')).length).toBeLessThan(40);
  expect(lines.join('\n')).toContain('ECONN');
  await proxy.mend();
  await until(isReady, 'it is ready again');

  const after = slash(there, ANA, 'note Acme: nx0x after it came back');
  await after.to(copy);
  await until(
    () => after.seen().includes('Noted on Acme'),
    () => `Ana notes again: ${after.seen()}`,
  );
  await copy.send(press(there, MIA, packet, 'Try again'));
  await until(
    () => read(packet).includes('Globex is yours'),
    () => `Mia accepts:\n${read(packet)}`,
  );
  await done();
  const kept = await copy.kept();
  expect(wrongs(there, [], kept)).toEqual([]);
  expect(kept.notes.map(({ body }) => /nx\d+x/.exec(body)?.[0])).toEqual(['nx1x', 'nx0x']);
  expect(there.crm.memory.notes().filter(({ body }) => /nx\d+x/.test(body)).length).toBe(2);
  expect(asked.length).toBeGreaterThan(2);
});

test('gone in the midst of work: what was seen done is there once, and the rest is whole or not at all', {
  timeout: 60_000,
}, async () => {
  const deeds: Deed[] = Array.from({ length: 12 }, (_, i) => ({
    kind: 'note',
    token: `nx${100 + i}x`,
    by: ANA,
    done: false,
  }));
  const calls = there.crm.calls.length;
  const notes = deeds.map(({ token }) =>
    slash(there, ANA, `note Kestrel: ${token} in the midst, @mia`),
  );
  const said = Promise.all(notes.map((note) => note.to(copy)));
  await until(() => there.crm.calls.length > calls, 'the CRM is called');
  await proxy.cut();
  await proxy.mend();
  await said;
  await until(
    () => notes.every((note) => note.seen() !== '' && !note.seen().includes('Looking')),
    () =>
      `everybody is told: ${notes.map((note) => note.seen().slice(0, 60)).join(' | ')}\n${copy.program.said().slice(-2000)}`,
  );
  for (const [i, deed] of deeds.entries()) deed.done = DONE.note.test(notes[i]!.seen());
  for (const note of notes) expect(note.seen()).toMatch(/Noted on|reference/i);
  await until(isReady, 'it is ready again');
  await done();
  expect(wrongs(there, deeds, await copy.kept())).toEqual([]);
});

test('silent for a while: people are told that it takes longer, and get their answer', async () => {
  proxy.freeze();
  const note = slash(there, ANA, 'note Halden: nx200x said into the silence, @mia');
  await note.to(copy);
  expect(note.seen()).toMatch(/Looking/);
  proxy.thaw();
  await until(
    () => note.seen().includes('Noted on Halden'),
    () => `Ana has her answer: ${note.seen()}`,
  );
  await done();
  expect(
    wrongs(there, [{ kind: 'note', token: 'nx200x', by: ANA, done: true }], await copy.kept()),
  ).toEqual([]);
});

test('read-only for a while: it says that it is not ready, and when it is again', async () => {
  const name = new URL(database).pathname.slice(1);
  const admin = new pg.Client(database);
  await admin.connect();
  const turn = async (mode: 'on' | 'off') => {
    await admin.query('SET default_transaction_read_only = off');
    await admin.query(`ALTER DATABASE ${name} SET default_transaction_read_only = ${mode}`);
    // Connections keep what was set when they began.
    await admin.query(
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1 AND pid <> pg_backend_pid()',
      [name],
    );
  };
  await turn('on');
  await until(async () => !(await isReady()), 'it is not ready');
  const note = slash(there, ANA, 'note Kestrel: nx300x into the void');
  await note.to(copy);
  await until(
    () => note.seen() !== '' && !note.seen().includes('Looking'),
    () => `Ana is told: ${note.seen()}`,
  );
  expect(note.seen()).toMatch(/Nothing of this was kept/);
  await turn('off');
  await admin.end();
  await until(isReady, 'it is ready again');
});
