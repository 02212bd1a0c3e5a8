import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Win } from '../../../crm/win/win.ts';
import { dataOf, frontDoor, NOW, SALES } from '../front-door.ts';

/** Button data is only what a client sent. Tom and Ana sell, Kim answers tickets, Lea administers. */
let door: Awaited<ReturnType<typeof frontDoor>>;
beforeAll(async () => {
  door = await frontDoor();
  door.reads(SALES, ['ana', 'tom']);
  await door.says('lea', 'win channel', SALES);
});
afterAll(() => door.close());

const wins = () =>
  door.store.wins.list({ since: new Date(0), until: new Date(NOW.getTime() + 1), limit: 10 });
const draft = async (words: string) => dataOf((await door.says('tom', words)).buttons, 'Post it');

test('a promise that nobody made posts nothing, but shows what is so', async () => {
  const data = await draft('win kestrel signed for three years');
  for (const forged of [
    { ...data, readers: 1 },
    { ...data, amounts: false },
    { ...data, where: 'strangers', place: '' },
  ]) {
    expect((await door.sends('tom', 'win.post', forged)).text).toContain(
      'post this win in #sales?',
    );
  }
  expect(await wins()).toEqual([]);
});

test('another’s draft is not there', async () => {
  const data = await draft('win kestrel signed for three years');
  for (const [action, sent] of [
    ['win.post', data],
    ['win.another', data],
  ] as const)
    expect((await door.sends('ana', action, sent)).text).toContain('That draft is older');
  expect(await wins()).toEqual([]);
});

test('only its author and managers take a win back, and a refusal is on record', async () => {
  await door.sends('tom', 'win.post', await draft('win kestrel signed for three years'));
  const [win] = (await wins()) as [Win];
  for (const action of ['win.retract', 'win.correct'])
    expect((await door.sends('ana', action, { win: win.id })).text).toContain(
      'A win is changed by whoever told it',
    );
  expect((await door.store.wins.get(win.id))?.state).toBe('posted');
  const [refused] = (await door.store.audit.search({ limit: 5 })).filter(
    ({ action }) => action === 'refused',
  );
  expect(refused?.detail).toMatchObject({ why: 'not-the-author', win: win.id });
  expect((await door.sends('ingrid', 'win.retract', { win: win.id })).text).toContain(
    'is taken back',
  );
  for (const action of ['win.thank', 'win.correct', 'win.retract'])
    expect((await door.sends('tom', action, { win: win.id })).text).toContain('no longer there');
});

test('who sees no amounts reads none, wherever they look', async () => {
  await door.sends('tom', 'win.post', await draft('win kestrel signed for three years'));
  const [win] = (await wins()).filter(({ state }) => state === 'posted') as [Win];
  expect(win.money?.amount).toBe(120_000_00);
  const seen = await Promise.all([
    door.sends('kim', 'win.story', { win: win.id }),
    door.sends('kim', 'win.thank', { win: win.id }),
    door.says('kim', 'wins'),
    door.says('kim', 'win kestrel signed'),
  ]);
  for (const { text } of seen) {
    expect(text).toContain('Kestrel');
    expect(text).not.toContain('120,000');
  }
});

test.each([
  ['win.thank', { win: 'nobody' }],
  ['win.story', { win: 'x'.repeat(100) }],
  ['win.post', {}],
  ['win.begin', { customer: 'nobody' }],
  ['wins.month', { month: '2026-13' }],
  ['win.merge', { win: 'nobody', draft: 'nobody' }],
])('%s with %j is answered in words', async (action, data) =>
  expect((await door.sends('tom', action, data)).text).toMatch(/no longer|older/),
);
