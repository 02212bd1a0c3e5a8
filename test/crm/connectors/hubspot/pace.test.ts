import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pacesOn } from '../../../../crm/connectors/pace/pace.ts';
import { BACK_ENDS, type FreshStore, freshStore } from '../../../store.ts';
import { connect, furnished } from './furnished.ts';

describe.each(BACK_ENDS)('HubSpot’s limits are kept by all copies together, %s', (backEnd) => {
  let opened: FreshStore;
  let there: Awaited<ReturnType<typeof furnished>>;
  beforeAll(async () => {
    there = await furnished();
    opened = await freshStore(backEnd, there.now);
  });
  afterAll(async () => {
    await opened.close();
    await there.fake.close();
  });

  const copy = () => {
    const { now, later } = there;
    const pace = pacesOn({
      budgets: opened.store.callBudgets,
      now,
      pause: async (wait) => later(wait),
    });
    return connect(there.fake, {}, { tries: 1, pace });
  };

  test('what HubSpot says of the day arrives with its answers', async () => {
    there.fake.tellsQuota({ calls: 500_000, left: 400_000 });
    await copy().reader.changesSince(null);
    expect(await opened.store.callBudgets.quotas()).toEqual([
      expect.objectContaining({ source: 'hubspot', calls: 500_000, left: 400_000 }),
    ]);
  });

  test('a limit that one copy ran into holds up the others, and no call is made meanwhile', async () => {
    const [one, other] = [copy(), copy()];
    there.fake.next('rate-limited');
    await expect(one.reader.find('acme')).rejects.toMatchObject({ fault: 'rate-limited' });
    const before = there.fake.calls.length;
    const asked = there.now().getTime();
    const late = other.reader.find('acme');
    expect(there.fake.calls).toHaveLength(before);
    expect((await late).map(({ name }) => name)).toEqual(['Acme Industries']);
    expect(there.now().getTime() - asked).toBeGreaterThanOrEqual(7000);
  });

  test('a key that may not write is told so by the test of the connection', async () => {
    there.fake.next('rejected');
    const steps = (await copy().check?.()) ?? [];
    expect(steps.filter(({ fault }) => fault)).toEqual([
      { does: 'write', what: 'notes', fault: expect.objectContaining({ fault: 'rejected' }) },
    ]);
  });
});
