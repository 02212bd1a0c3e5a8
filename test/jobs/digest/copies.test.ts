import { expect, test } from 'vitest';
import { expectEachOnce, runDigests } from './live-copies.ts';

test('two months in eight zones, both changes of the clocks among them: three live copies that are killed post each slot once', async () => {
  const run = await runDigests({
    from: new Date('2026-03-01T00:00Z'),
    to: new Date('2026-05-01T00:00Z'),
    seed: 20_261_129,
  });
  expectEachOnce(run, 2);
  expect(run.kills).toBeGreaterThan(2);
});
