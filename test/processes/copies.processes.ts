import { afterAll, beforeAll, expect, test } from 'vitest';
import { wrongs } from '../chaos/checks.ts';
import {
  dialogOf,
  greet,
  home,
  message,
  press,
  privateTo,
  read,
  shortcut,
  slash,
  submit,
} from '../chaos/deeds.ts';
import { untilSettled } from '../chaos/kills.ts';
import { type Copy, moveIn, SALES, SUPPORT, until, type World, world } from '../chaos/world.ts';
import { freshDatabase } from '../store.ts';

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

const told = (email: string, ...words: string[]) =>
  privateTo(there, email).filter((shown) => words.every((word) => read(shown).includes(word)));
async function isRight(): Promise<void> {
  await untilSettled(copies[0], true);
  expect(wrongs(there, [], await copies[0].kept())).toEqual([]);
}

test('the same delivery ten times over three copies: one note, one answer, one message, once in the CRM', async () => {
  const delivery = message(there, ANA, 'note Acme: nx1x wants one invoice, @mia');
  await Promise.all(
    Array.from({ length: 10 }, (_, i) => (copies[i % 3] ?? copies[0]).send(delivery)),
  );
  await until(() => told(ANA, 'Noted on Acme', 'nx1x').length > 0, 'Ana sees that it is noted');
  await isRight();
  expect(told(ANA, 'nx1x').length).toBe(1);
  expect((await copies[1].kept()).notes.length).toBe(1);
  expect(there.crm.memory.notes().filter(({ body }) => body.includes('nx1x')).length).toBe(1);
  expect(told(MIA, 'nx1x').length).toBe(1);
});

const everywhere = <Result>(send: (copy: Copy) => Promise<Result>) => Promise.all(copies.map(send));

test.each([
  ['note', 'note Halden: nx2x wants one invoice, @mia', /Noted on (?:Halden|Acme)/],
  ['task', 'task Halden @mia tx2x send the offer', /tx2x send the offer/],
  ['handoff', 'handoff Halden support "hx2x asks for a dump"', /waits for Support/],
  ['tell', 'tell @mia Halden ax2x who knows Dana?', /ax2x who knows Dana/],
])(
  'the same command three times at one copy and at three: one %s, and the same answer',
  async (_, words, answer) => {
    // Each with a customer of its own: the same handoff again is asked about, and that is another story.
    for (const [to, customer] of [
      [[1, 1, 1], 'Halden'],
      [[0, 1, 2], 'Acme'],
    ] as const) {
      const said = words.replace('x2x', `x2${to.join('')}x`).replace('Halden', customer);
      const token = /\w+x2\d+x/.exec(said)![0];
      const delivery = slash(there, ANA, said);
      await Promise.all(to.map((copy) => delivery.to(copies[copy]!)));
      await until(
        () => answer.test(delivery.seen().replaceAll(token, token.replace(/x2\d+x/, 'x2x'))),
        () => `Ana sees that it is done:\n${delivery.seen()}`,
      );
      await isRight();
      const { notes, tasks, handoffs, entries } = await copies[0].kept();
      const made = [
        ...notes.map(({ body }) => body),
        ...tasks.map(({ what }) => what),
        ...handoffs.map(({ reason }) => reason),
      ].filter((text) => text.includes(token));
      expect(made.length).toBe(token.startsWith('a') ? 0 : 1);
      expect(entries.filter(({ title, body }) => `${title} ${body}`.includes(token)).length).toBe(
        1,
      );
      expect(told(MIA, token).length).toBe(1);
      expect(told(ANA, 'eference').length).toBe(0);
    }
  },
);

test('a dialog submitted three times at three copies, and once more by hand: one note, and no word of an error', async () => {
  await slash(there, ANA, 'note Halden').to(copies[0]);
  await until(() => dialogOf(there, ANA) !== null, 'Ana may write it');
  const view = dialogOf(there, ANA)!;
  there.screen.closed(there.people.byEmail(ANA).id);
  const submission = submit(there, ANA, view, { body: 'nx3x wants it by March' });
  const answers = await everywhere((copy) => copy.send(submission));
  answers.push(await copies[2].send(submit(there, ANA, view, { body: 'nx3x wants it by March' })));
  expect(answers).toEqual(answers.map(() => ({ status: 200, text: '' })));
  await until(() => told(ANA, 'Noted on Halden', 'nx3x').length > 0, 'Ana sees that it is noted');
  await isRight();
  expect((await copies[0].kept()).notes.filter(({ body }) => body.includes('nx3x')).length).toBe(1);
  expect(told(ANA, 'eference')).toEqual([]);
});

test('a question about a handoff submitted three times at three copies, and once more by hand: asked once', async () => {
  await slash(there, ANA, 'handoff Halden @mia "hx3x asks for a dump"').to(copies[0]);
  await until(() => told(MIA, 'hx3x', '[Accept]').length === 1, 'Mia has it offered');
  await copies[0].send(press(there, MIA, told(MIA, 'hx3x', '[Accept]')[0]!, 'Ask Ana…'));
  await until(() => dialogOf(there, MIA) !== null, 'Mia may ask');
  const view = dialogOf(there, MIA)!;
  there.screen.closed(there.people.byEmail(MIA).id);
  const submission = submit(there, MIA, view, { words: 'hx3x of which day?' });
  await everywhere((copy) => copy.send(submission));
  await copies[1].send(submit(there, MIA, view, { words: 'hx3x of which day?' }));
  await until(() => told(ANA, 'hx3x of which day?').length === 1, 'Ana is asked');
  await isRight();
  expect(
    (await copies[0].kept()).entries.filter(({ title }) => title.includes('hx3x of which day?'))
      .length,
  ).toBe(1);
  expect(told(ANA, 'hx3x of which day?').length).toBe(1);
});

test('the same message chosen three times at three copies: one dialog, and one note of it', async () => {
  const chosen = shortcut(there, ANA, 'nx4x said in the corridor');
  await everywhere((copy) => copy.send(chosen));
  await until(() => dialogOf(there, ANA) !== null, 'Ana may note it');
  const opened = there.api.calls.filter(
    ({ method, args }) => method === 'views.open' && JSON.stringify(args).includes('nx4x'),
  );
  await isRight();
  expect(new Set(opened.map(({ args }) => JSON.stringify(args))).size).toBe(1);
  expect(told(ANA, 'Open the form')).toEqual([]);
});

test('the own page opened once, heard by three copies: it is shown, and nothing else is said', async () => {
  const before = told(LEA).length;
  const opened = home(there, LEA);
  await everywhere((copy) => copy.send(opened));
  const page = () => there.screen.shown(there.people.byEmail(LEA).id);
  await until(() => page()?.kind === 'view', 'Lea sees her page');
  await isRight();
  expect(told(LEA).length).toBe(before);
});

test('the same button pressed ten times at once over three copies: one accepts, once', async () => {
  await slash(there, ANA, 'handoff Globex support "hx1x asks for a dump"').to(copies[0]);
  await until(() => told(MIA, 'hx1x', '[Accept]').length === 1, 'Mia has it offered');
  const [packet] = told(MIA, 'hx1x', '[Accept]');
  await Promise.all(
    Array.from({ length: 10 }, (_, i) =>
      (copies[i % 3] ?? copies[0]).send(press(there, MIA, packet!, 'Accept')),
    ),
  );
  await until(
    () => read(packet!).includes('Globex is yours'),
    () => `Mia sees that it is hers:\n${read(packet!)}`,
  );
  await until(() => told(ANA, 'Mia accepted Globex').length === 1, 'Ana knows');
  await isRight();
  const { entries } = await copies[2].kept();
  expect(entries.filter(({ title }) => title.startsWith('Mia accepts the handoff')).length).toBe(1);
  expect(told(ANA, 'Mia accepted Globex').length).toBe(1);
});

test('three colleagues accept at once, each at another copy: one has it, the others are told who', async () => {
  await slash(there, ANA, 'handoff Kestrel support "hx2x asks for a dump"').to(copies[0]);
  await until(
    () => SUPPORT.every((email) => told(email, 'hx2x', '[Accept]').length === 1),
    'everybody has it offered',
  );
  const packets = SUPPORT.map((email) => told(email, 'hx2x', '[Accept]')[0]!);
  await Promise.all(
    packets.map((packet, i) =>
      (copies[i] ?? copies[0]).send(press(there, [MIA, SAM, LEA][i]!, packet, 'Accept')),
    ),
  );
  await until(
    () => packets.every((packet) => / is yours| has Kestrel/.test(read(packet))),
    () => `everybody knows:\n${packets.map(read).join('\n\n')}`,
  );
  await isRight();
  expect(packets.filter((packet) => read(packet).includes('Kestrel is yours')).length).toBe(1);
  const { handoffs, entries } = await copies[1].kept();
  expect(handoffs.find(({ reason }) => reason.includes('hx2x'))).toMatchObject({
    state: 'accepted',
    holder: expect.any(String),
  });
  expect(entries.filter(({ title }) => title.includes('accepts the handoff')).length).toBe(2);
});

test('a handoff that is heard again after somebody else made the same one: shown as it is, and not asked about', async () => {
  const TOM = SALES[1];
  const delivery = slash(there, ANA, 'handoff Halden @lea "hx5x asks for a dump"');
  await delivery.to(copies[0]);
  await until(() => delivery.seen().includes('waits for Lea'), 'Ana sees that it is done');
  await slash(there, TOM, 'handoff Halden @lea "hx6x asks for a dump"').to(copies[0]);
  await until(() => told(TOM, 'Hand over anyway').length === 1, 'Tom is asked');
  const [question] = told(TOM, 'Hand over anyway');
  await copies[0].send(press(there, TOM, question!, 'Hand over anyway'));
  await until(() => told(TOM, 'waits for Lea', 'hx6x').length === 1, 'Tom sees that it is done');
  await delivery.to(copies[1]);
  await until(() => !delivery.seen().includes('Looking'), 'Ana has an answer');
  await isRight();
  expect(delivery.seen()).toContain('hx5x');
  expect(delivery.seen()).not.toContain('Hand over anyway');
  expect(
    (await copies[0].kept()).handoffs.filter(({ reason }) => /hx[56]x/.test(reason)),
  ).toHaveLength(2);
});
