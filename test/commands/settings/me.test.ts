import { afterAll, beforeAll, expect, test } from 'vitest';
import { frontDoor, SALES } from '../front-door.ts';

let door: Awaited<ReturnType<typeof frontDoor>>;
beforeAll(async () => {
  door = await frontDoor();
});
afterAll(() => door.close());

test('a channel that another organisation reads says that nothing is shown there', async () => {
  expect((await door.says('lea', 'channel', { ...SALES, shared: true })).text).toContain(
    'Another organisation reads this channel',
  );
  expect((await door.says('lea', 'channel', SALES)).text).not.toContain('Another organisation');
});

test('whoever never followed is told so', async () => {
  expect((await door.says('kim', 'unfollow acme labs')).text).toContain(
    'You did not follow Acme Labs.',
  );
  await door.says('kim', 'follow acme labs');
  expect((await door.says('kim', 'unfollow acme labs')).text).toContain(
    'You follow Acme Labs no more',
  );
});

test('quiet until a day is until its morning', async () => {
  await door.says('kim', 'me snooze until monday');
  const kim = (await door.store.people.byEmail('kim@rapport.example'))!;
  // Monday 30 November, 8:00 in Berlin.
  expect((await door.store.notificationPreferences.get(kim.id)).snoozedUntil).toEqual(
    new Date('2026-11-30T07:00:00Z'),
  );
  expect((await door.says('kim', 'me snooze until whenever')).text).toContain('I could not read');
});
