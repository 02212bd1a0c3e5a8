import { afterAll, beforeAll, expect, test } from 'vitest';
import { frontDoor } from '../front-door.ts';

let door: Awaited<ReturnType<typeof frontDoor>>;
beforeAll(async () => {
  door = await frontDoor();
});
afterAll(() => door.close());

test('a target above the best answer of the scale is asked back', async () => {
  for (const value of ['5.1', '90'])
    expect((await door.says('lea', `target csat ${value}`)).text).toMatch(
      /no value that Customer satisfaction can have[\s\S]*from 0 to 5/,
    );
  expect((await door.says('lea', 'target csat 5')).text).toMatch(/Target 5 of 5 a quarter/);
});
