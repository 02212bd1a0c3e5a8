import { expect, test } from 'vitest';

// `npm run guard` runs this and requires that the command ends in a failure.
test('a test that must fail', () => {
  expect('red').toBe('green');
});
