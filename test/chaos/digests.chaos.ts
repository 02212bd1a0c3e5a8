import { expect, test } from 'vitest';
import { expectEachOnce, runDigests } from '../jobs/digest/live-copies.ts';

test.each([1, 2, 3])(
  'a year of digests in eight zones by three live copies that are killed (%i)',
  {
    timeout: 300_000,
  },
  async (seed) => {
    const run = await runDigests({
      from: new Date('2026-01-01T00:00Z'),
      to: new Date('2027-01-01T00:00Z'),
      seed,
    });
    expectEachOnce(run, 12);
    expect(run.kills).toBeGreaterThan(20);
  },
);
