import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CustomerId } from '../../../crm/customer/customer.ts';
import { Upstream } from '../../../crm/problem.ts';
import type { Store } from '../../../crm/store/store.ts';
import { checkSignals } from '../../../jobs/signal/check-signals.ts';
import { tellSignal } from '../../../jobs/signal/tell-signal.ts';
import { signals } from '../../../jobs/signal/watch.ts';
import { catchUp, contextOf } from '../../prisma/event/acting.ts';
import { customer, departments, employee, entry, idOf } from '../../prisma/people-of-acme.ts';
import { BACK_ENDS, type FreshStore, freshStore } from '../../store.ts';
import { CHANNEL, openCopies } from '../copies.ts';

const NOW = new Date('2026-11-24T10:00:00Z');
const DAY = 86_400_000;

describe.each(BACK_ENDS)('several copies of the bot, %s', (backEnd) => {
  let fresh: FreshStore;
  let copies: Store[];
  let closeCopies: () => Promise<void>;
  let acme: CustomerId;
  const clockOf = { now: () => NOW };
  beforeAll(async () => {
    fresh = await freshStore(backEnd, clockOf.now);
    await fresh.store.records.save([
      ...departments,
      employee('Ana'),
      employee('Kim'),
      customer('Acme', { owner: 'Ana' }),
      ...Array.from({ length: 450 }, (_, n) => customer(`other ${n}`)),
    ]);
    acme = await idOf(fresh.store, 'Acme');
    await fresh.store.signals.setRule({ rule: 'silence', isOn: true, threshold: 30 });
    const kim = await fresh.store.people.byEmail('kim@ours.example');
    await fresh.store.customers.follow(kim!.id, acme, true, NOW);
    await fresh.store.followers.add(CHANNEL, acme, NOW);
    await fresh.store.events.register(['signals']);
    ({ copies, closeCopies } = await openCopies(fresh, 2, clockOf));
  });
  afterAll(async () => {
    await closeCopies();
    await fresh.close();
  });
  const told = () =>
    fresh.database.query<{ addressee: string }>(
      `SELECT addressee FROM message WHERE kind = 'signal' ORDER BY addressee`,
    );
  const channelJobs = () =>
    fresh.database.query<{ data: { signal: string } }>(
      `SELECT data->'data' AS data FROM queue.job WHERE name = 'tell-signal'`,
    );

  test('the clock and the events find it at once: one signal, and each receiver hears once', async () => {
    await fresh.store.records.save([
      entry('call', 'Acme', {
        at: new Date(NOW.getTime() - 30 * DAY),
        entryKind: 'call',
        person: 'Ana',
      }),
    ]);
    const slot = NOW.toISOString();
    const look = async (store: Store): Promise<void> => {
      const context = contextOf(store, clockOf.now);
      await Promise.allSettled([
        catchUp(signals, context, fresh.database),
        checkSignals.run({ after: null, slot }, context),
      ]);
    };
    await Promise.all(copies.map(look));
    // A try that lost against another copy is repeated by the queue.
    await checkSignals.run({ after: null, slot }, contextOf(fresh.store, clockOf.now));
    expect((await fresh.store.signals.standing([acme])).map(({ rule }) => rule)).toEqual([
      'silence',
    ]);
    expect((await told()).map(({ addressee }) => addressee)).toHaveLength(2);
    expect(await channelJobs()).toHaveLength(1);
  });

  test('an entry that becomes one for managers is so in the signal that it fired', async () => {
    await fresh.store.records.save([
      entry('call', 'Acme', {
        at: new Date(NOW.getTime() - 30 * DAY),
        entryKind: 'call',
        person: 'Ana',
        visibility: 'managers',
      }),
    ]);
    await catchUp(signals, contextOf(fresh.store, clockOf.now), fresh.database);
    const [signal] = await fresh.store.signals.standing([acme]);
    expect(signal?.causes.map(({ entry: cause }) => cause?.visibility)).toEqual(['managers']);
    await fresh.store.records.save([
      entry('call', 'Acme', {
        at: new Date(NOW.getTime() - 30 * DAY),
        entryKind: 'call',
        person: 'Ana',
      }),
    ]);
    await catchUp(signals, contextOf(fresh.store, clockOf.now), fresh.database);
  });

  test('a page of customers leads to the next, until all were looked at', async () => {
    const context = contextOf(fresh.store, clockOf.now);
    const next = () =>
      fresh.database.query<{ data: { after: CustomerId } }>(
        `SELECT data->'data' AS data FROM queue.job WHERE name = 'check-signals' ORDER BY data->'data'->>'after'`,
      );
    expect(await next()).toHaveLength(1);
    await checkSignals.run((await next())[0]?.data, context);
    expect(await next()).toHaveLength(2);
    await checkSignals.run((await next())[1]?.data, context);
    expect(await next()).toHaveLength(2);
  });

  test('a channel hears as far as all of its readers may, once, and later where they are not known', async () => {
    const [job] = await channelJobs();
    const data = { signal: job?.data.signal ?? '', place: CHANNEL };
    const run = (outsiders: boolean | null) =>
      tellSignal.run(data, {
        ...contextOf(fresh.store, clockOf.now),
        audience: async () => {
          if (outsiders === null) throw new Upstream('slack', 'unavailable');
          const people = (await fresh.store.people.all()).slice(0, 1);
          return { size: 2, people, guests: 0, unknown: 0, outsiders };
        },
      });
    await expect(run(null)).rejects.toThrow(Upstream);
    await run(true);
    expect(await told()).toHaveLength(2);
    await run(false);
    await run(false);
    expect((await told()).map(({ addressee }) => addressee)).toContain('place:slack:T:C1');
    expect(await told()).toHaveLength(3);
  });
});
