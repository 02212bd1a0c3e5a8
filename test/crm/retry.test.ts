import { expect, test } from 'vitest';
import { Upstream, type UpstreamFault } from '../../crm/problem.ts';
import { type RetryLimits, retryUpstream } from '../../crm/retry.ts';

const RETRY_LIMITS: RetryLimits = { tries: 3, firstWait: 1, longestWait: 20 };

/** Work that fails so, in order, and is then done. */
function failing(...failures: Error[]) {
  const tries: number[] = [];
  const work = async (attempt: number): Promise<string> => {
    tries.push(attempt);
    const failure = failures[attempt - 1];
    if (failure) throw failure;
    return 'done';
  };
  return { tries, work };
}

const upstream = (fault: UpstreamFault, retryAfter?: number) =>
  new Upstream('platform', fault, { ...(retryAfter !== undefined && { retryAfter }) });

test('a platform that is away or busy is asked again', async () => {
  const { tries, work } = failing(upstream('unavailable'), upstream('rate-limited', 0));
  expect(await retryUpstream(RETRY_LIMITS, work)).toBe('done');
  expect(tries).toEqual([1, 2, 3]);
});

test('only so often, and the last failure is what is told', async () => {
  const last = upstream('unavailable');
  const { tries, work } = failing(upstream('unavailable'), upstream('rate-limited', 0), last);
  await expect(retryUpstream(RETRY_LIMITS, work)).rejects.toBe(last);
  expect(tries).toEqual([1, 2, 3]);
});

test.each<[string, Error]>([
  ['was rejected', upstream('rejected')],
  ['may not be asked', upstream('unauthorised')],
  ['is a fault of ours', new Error('a fault')],
  ['is to be asked later than anybody waits', upstream('rate-limited', 21)],
])('what %s is not tried again', async (_, failure) => {
  const { tries, work } = failing(failure);
  await expect(retryUpstream(RETRY_LIMITS, work)).rejects.toBe(failure);
  expect(tries).toEqual([1]);
});

test('what may be done once is not done again', async () => {
  const { tries, work } = failing(upstream('unavailable'));
  await expect(retryUpstream({ ...RETRY_LIMITS, mayRepeat: () => false }, work)).rejects.toThrow();
  expect(tries).toEqual([1]);
});

test('the wait is the one that the platform names, the least one, or a part of one that doubles', async () => {
  const waited = async (limits: RetryLimits, ...failures: Error[]) => {
    const begun = performance.now();
    await retryUpstream(limits, failing(...failures).work);
    return performance.now() - begun;
  };
  const long = { ...RETRY_LIMITS, longestWait: 1000, random: () => 1 };
  expect(await waited(long, upstream('rate-limited', 60))).toBeGreaterThan(55);
  expect(
    await waited({ ...long, leastWait: () => 60 }, upstream('rate-limited', 0)),
  ).toBeGreaterThan(55);
  const twice = [upstream('unavailable'), upstream('unavailable')];
  expect(await waited({ ...long, firstWait: 30 }, ...twice)).toBeGreaterThan(85);
  expect(await waited({ ...long, firstWait: 400, random: () => 0 }, ...twice)).toBeLessThan(300);
  expect(await waited({ ...long, random: () => 0 }, upstream('rate-limited', 60))).toBeGreaterThan(
    55,
  );
  expect(
    await waited(
      { ...long, firstWait: 900, leastWait: () => 60, random: () => 0 },
      upstream('unavailable'),
    ),
  ).toBeGreaterThan(55);
});

test('chance does not decide whether there is another try', async () => {
  const failure = upstream('unavailable');
  const { tries, work } = failing(failure);
  const limits = { ...RETRY_LIMITS, firstWait: 21, random: () => 0 };
  await expect(retryUpstream(limits, work)).rejects.toBe(failure);
  expect(tries).toEqual([1]);
});

test('a deadline ends the wait with the failure that it waited after', async () => {
  const failure = upstream('rate-limited', 60_000);
  const { tries, work } = failing(failure);
  const limits = { ...RETRY_LIMITS, longestWait: 120_000, signal: AbortSignal.timeout(10) };
  await expect(retryUpstream(limits, work)).rejects.toBe(failure);
  expect(tries).toEqual([1]);
});
