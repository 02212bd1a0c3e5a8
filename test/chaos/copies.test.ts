import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase } from '../store.ts';
import { wrongs } from './checks.ts';
import { greet, message, press, privateTo, read, slash } from './deeds.ts';
import { settled } from './kills.ts';
import { type Copy, moveIn, SALES, SUPPORT, until, type World, world } from './world.ts';

const [ANA] = SALES;
const [MIA, SAM, LEA] = SUPPORT;
let there: World;
let copies: [Copy, Copy, Copy];
let remove: () => Promise<void>;

beforeAll(async () => {
  const fresh = await freshDatabase();
  remove = fresh.remove;
  there = await world();
  await moveIn(fresh.place.url);
  const start = () => there.start(fresh.place.url);
  copies = await Promise.all([start(), start(), start()]);
  await greet(there, copies[0]);
});
afterAll(async () => {
  await Promise.all(copies.map((copy) => copy.stop()));
  await there.close();
  await remove();
});

const told = (email: string, ...words: string[]) => privateTo(there, email).filter((shown) => words.every((word) => read(shown).includes(word)));
async function isRight(): Promise<void> {
  await settled(copies[0], true);
  expect(wrongs(there, [], await copies[0].kept())).toEqual([]);
}

test('the same delivery ten times over three copies: one note, one answer, one message, once in the CRM', async () => {
  const delivery = message(there, ANA, 'note Acme: nx1x wants one invoice, @mia');
  await Promise.all(Array.from({ length: 10 }, (_, i) => (copies[i % 3] ?? copies[0]).send(delivery)));
  await until(() => told(ANA, 'Noted on Acme', 'nx1x').length > 0, 'Ana sees that it is noted');
  await isRight();
  expect(told(ANA, 'nx1x').length).toBe(1);
  expect((await copies[1].kept()).notes.length).toBe(1);
  expect(there.crm.memory.notes().filter(({ body }) => body.includes('nx1x')).length).toBe(1);
  expect(told(MIA, 'nx1x').length).toBe(1);
});

test('the same command three times at one copy: one note', async () => {
  const note = slash(there, ANA, 'note Halden: nx2x wants one invoice');
  await Promise.all([note.to(copies[1]), note.to(copies[1]), note.to(copies[1])]);
  await until(() => note.seen().includes('Noted on Halden'), 'Ana sees that it is noted');
  await isRight();
  expect((await copies[0].kept()).notes.filter(({ body }) => body.includes('nx2x')).length).toBe(1);
});

test('the same button pressed ten times at once over three copies: one accepts, once', async () => {
  await slash(there, ANA, 'handoff Globex support "hx1x asks for a dump"').to(copies[0]);
  await until(() => told(MIA, 'hx1x', '[Accept]').length === 1, 'Mia has it offered');
  const [packet] = told(MIA, 'hx1x', '[Accept]');
  await Promise.all(Array.from({ length: 10 }, (_, i) => (copies[i % 3] ?? copies[0]).send(press(there, MIA, packet!, 'Accept'))));
  await until(() => read(packet!).includes('Globex is yours'), () => `Mia sees that it is hers:\n${read(packet!)}`);
  await until(() => told(ANA, 'Mia accepted Globex').length === 1, 'Ana knows');
  await isRight();
  const { entries } = await copies[2].kept();
  expect(entries.filter(({ title }) => title.startsWith('Mia accepts the handoff')).length).toBe(1);
  expect(told(ANA, 'Mia accepted Globex').length).toBe(1);
});

test('three colleagues accept at once, each at another copy: one has it, the others are told who', async () => {
  await slash(there, ANA, 'handoff Kestrel support "hx2x asks for a dump"').to(copies[0]);
  await until(() => SUPPORT.every((email) => told(email, 'hx2x', '[Accept]').length === 1), 'everybody has it offered');
  const packets = SUPPORT.map((email) => told(email, 'hx2x', '[Accept]')[0]!);
  await Promise.all(packets.map((packet, i) => (copies[i] ?? copies[0]).send(press(there, [MIA, SAM, LEA][i]!, packet, 'Accept'))));
  await until(() => packets.every((packet) => / is yours| has Kestrel already/.test(read(packet))), () => `everybody knows:\n${packets.map(read).join('\n\n')}`);
  await isRight();
  expect(packets.filter((packet) => read(packet).includes('Kestrel is yours')).length).toBe(1);
  const { handoffs, entries } = await copies[1].kept();
  expect(handoffs.find(({ reason }) => reason.includes('hx2x'))).toMatchObject({ state: 'accepted', holder: expect.any(String) });
  expect(entries.filter(({ title }) => title.includes('accepts the handoff')).length).toBe(2);
});
