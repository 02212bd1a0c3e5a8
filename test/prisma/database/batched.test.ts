import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CustomerId } from '../../../crm/customer/customer.ts';
import type { PersonId } from '../../../crm/person/person.ts';
import { NO_ACCESS } from '../../../crm/policy/policy.ts';
import type { AuditEvent } from '../../../crm/store/audit.ts';
import { batchCalls } from '../../../prisma/database/batched.ts';
import { BACK_ENDS, type FreshStore, freshStore } from '../../store.ts';
import { at, customer, departments, EVERYTHING, employee, entry, idOf } from '../people-of-acme.ts';

describe('what several ask at the same moment', () => {
  /** A statement that is answered when the test says so. */
  function slow() {
    const asked: (readonly number[])[] = [];
    const answers: (() => void)[] = [];
    const ask = batchCalls(async (items: readonly number[]) => {
      asked.push(items);
      await new Promise<void>((resolve) => answers.push(resolve));
      return items.map((item) => item * 10);
    });
    const turn = () => new Promise((resolve) => setImmediate(resolve));
    return { asked, answers, ask, turn };
  }

  test('is one statement, and each has its own answer', async () => {
    const { asked, answers, ask, turn } = slow();
    const all = Promise.all([ask(1), ask(2), ask(3)]);
    await turn();
    expect(asked).toEqual([[1, 2, 3]]);
    answers[0]?.();
    expect(await all).toEqual([10, 20, 30]);
  });

  test('two are under way at once; who comes then goes along with the next, and waits for slow ones only so long', async () => {
    const { asked, answers, ask, turn } = slow();
    const first = ask(1);
    await turn();
    const second = ask(2);
    await turn();
    const others = Promise.all([ask(3), ask(4)]);
    await turn();
    expect(asked).toEqual([[1], [2]]);
    answers[0]?.();
    expect(await first).toBe(10);
    await turn();
    expect(asked).toEqual([[1], [2], [3, 4]]);
    // None of these is ever answered by itself; the last one comes all the same.
    const last = ask(5);
    await expect.poll(() => asked).toEqual([[1], [2], [3, 4], [5]]);
    for (const answer of answers) answer();
    expect(await second).toBe(20);
    expect(await others).toEqual([30, 40]);
    expect(await last).toBe(50);
  });

  test('more than a statement takes are several', async () => {
    const sizes: number[] = [];
    const ask = batchCalls(async (items: readonly number[]) => {
      sizes.push(items.length);
      return items;
    });
    expect(await Promise.all(Array.from({ length: 120 }, (_, i) => ask(i)))).toEqual(
      Array.from({ length: 120 }, (_, i) => i),
    );
    expect(sizes).toEqual([50, 50, 20]);
  });

  test('data that a statement does not take fail alone; a database that is gone fails everybody once', async () => {
    let statements = 0;
    const ask = (code: string) =>
      batchCalls(async (items: readonly number[]) => {
        statements += 1;
        if (items.includes(2)) throw Object.assign(new Error('no'), { code });
        return items;
      });
    const settled = async (asking: (item: number) => Promise<number>) =>
      (await Promise.allSettled([1, 2, 3].map(asking))).map(({ status }) => status);
    expect(await settled(ask('22P02'))).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    statements = 0;
    expect(await settled(ask('ECONNREFUSED'))).toEqual(['rejected', 'rejected', 'rejected']);
    expect(statements).toBe(1);
  });
});

describe.each(BACK_ENDS)('everybody at once, %s', (backEnd) => {
  let opened: FreshStore;
  const ids: CustomerId[] = [];
  const names = ['Acme', 'Globex', 'Initech', 'Umbrella'];
  const [ana, ben] = ['ana', 'ben'] as PersonId[];

  beforeAll(async () => {
    opened = await freshStore(backEnd);
    await opened.store.records.save([
      ...departments,
      employee('Ana'),
      ...names.flatMap((name, i) => [
        customer(`${i}`, { name, domains: [`${name.toLowerCase()}.example`] }),
        entry(`open-${i}`, `${i}`),
        entry(`support-${i}`, `${i}`, { department: 'support', visibility: 'department' }),
        entry(`secret-${i}`, `${i}`, { visibility: 'managers' }),
      ]),
      customer('twin-1', { name: 'Twin' }),
      customer('twin-2', { name: 'Twin GmbH' }),
    ]);
    for (const name of names) ids.push(await idOf(opened.store, name));
  });
  afterAll(() => opened.close());

  test('each sees the customer that they asked for, by id or by name, as far as their own sight reaches', async () => {
    const { customers } = opened.store;
    const member = {
      fields: ['identity'],
      departments: ['support'],
      managers: false,
      self: null,
    } as const;
    const asked = ids.flatMap((id, i) =>
      [EVERYTHING, member, NO_ACCESS].flatMap((access) => [
        { which: id, access, id },
        { which: { named: names[i] ?? '' }, access, id },
      ]),
    );
    const seen = await Promise.all(
      asked.map(({ which, access }) =>
        customers.overview(which, ana ?? null, access, at('2026-11-22T09:00')),
      ),
    );
    for (const [i, { id, access }] of asked.entries()) {
      expect(seen[i]?.customer.id).toBe(id);
      const entries = access === member ? 2 : 0;
      expect(seen[i]?.newest.length).toBe(access === EVERYTHING ? 3 : entries);
    }
  });

  test('words that are nobody’s, or those of several, have no card', async () => {
    const { customers } = opened.store;
    const card = async (named: string) =>
      (await customers.overview({ named }, null, EVERYTHING, at('2026-11-22T09:00')))?.customer
        .name ?? null;
    expect(
      await Promise.all(
        [
          'acme.example',
          'ACME',
          'nobody',
          'Twin',
          'https://www.globex.example/about',
          'a\0cme',
          '\uD800',
          '',
        ].map(card),
      ),
    ).toEqual(['Acme', 'Acme', null, null, 'Globex', 'Acme', null, null]);
  });

  test('everything is on record, and the same look twice in one moment too', async () => {
    const { audit, timeline } = opened.store;
    const look = (over: Partial<AuditEvent>) =>
      ({
        at: at('2026-11-22T09:00'),
        person: ana ?? null,
        account: { platform: 'slack', tenant: 't', user: 'u' },
        place: 'direct D1',
        action: 'look-up',
        customer: ids[0] ?? null,
        detail: { shown: 'card', entries: 3 },
        looks: true,
        ...over,
      }) as const;
    await Promise.all([
      audit.write(look({ at: at('2026-11-22T10:00') })),
      audit.write(look({})),
      audit.write(look({ person: ben ?? null })),
      audit.write(look({ person: null, customer: null, action: 'refused' })),
      audit.write(look({ customer: ids[1] ?? null })),
    ]);
    expect(await timeline.lookedAt(ana ?? ('' as PersonId), ids[0] ?? ('' as CustomerId))).toEqual(
      at('2026-11-22T10:00'),
    );
    const written = await audit.search({ limit: 9 });
    expect(written.map(({ person }) => person).toSorted()).toEqual(
      [ana, ana, ana, ben, null].toSorted(),
    );
    expect(written.every(({ detail }) => detail['entries'] === 3)).toBe(true);
  });

  test('a look shows what it puts on record, each by their own sight; who is shown nothing has looked at nothing', async () => {
    const { audit, customers, timeline } = opened.store;
    const person = 'dora' as PersonId;
    const from = {
      at: at('2026-11-22T09:00'),
      account: { platform: 'slack', tenant: 't', user: 'u' },
      place: 'direct D1',
    } as const;
    const member = {
      fields: ['identity'],
      departments: ['support'],
      managers: false,
      self: null,
    } as const;
    const [asLeader, asMember, nobody] = await Promise.all([
      customers.look({ named: 'Umbrella' }, { person, access: EVERYTHING, from }),
      customers.look(ids[3] ?? ('' as CustomerId), { person, access: member, from }),
      customers.look({ named: 'Nobody' }, { person, access: EVERYTHING, from }),
    ]);
    expect([asLeader, asMember, nobody].map((seen) => seen?.newest.length)).toEqual([
      3,
      2,
      undefined,
    ]);
    expect(asLeader?.lookedAt).toBeNull();
    expect(await timeline.lookedAt(person, ids[3] ?? ('' as CustomerId))).toEqual(from.at);
    const written = await audit.search({ person, limit: 9 });
    expect(written.toReversed()).toEqual(
      [3, 2].map((entries) => ({
        ...from,
        id: expect.any(String),
        person,
        action: 'look-up',
        customer: ids[3],
        detail: { shown: 'card', entries },
      })),
    );
    const again = await customers.look(
      { named: 'Umbrella' },
      { person, access: EVERYTHING, from: { ...from, at: at('2026-11-22T10:00') } },
    );
    expect(again?.lookedAt).toEqual(from.at);
  });

  test('what cannot be put on record is not shown', async () => {
    const from = {
      at: new Date(Number.NaN),
      account: { platform: 'slack', tenant: 't', user: 'u' },
      place: 'direct D1',
    } as const;
    await expect(
      opened.store.customers.look(
        { named: 'Acme' },
        { person: 'eve' as PersonId, access: EVERYTHING, from },
      ),
    ).rejects.toThrow();
  });

  test('one that cannot be written is told so, and the others are written', async () => {
    const event = {
      at: at('2026-11-22T09:00'),
      person: 'cara' as PersonId,
      account: { platform: 'slack', tenant: 't', user: 'u' },
      place: 'direct D1',
      action: 'look-up',
      customer: ids[2] ?? null,
      detail: {},
      looks: true,
    } as const;
    const settled = await Promise.allSettled(
      [event, { ...event, at: new Date(Number.NaN) }, event].map((one) =>
        opened.store.audit.write(one),
      ),
    );
    expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await opened.store.audit.search({ person: event.person, limit: 9 })).toHaveLength(2);
  });
});
