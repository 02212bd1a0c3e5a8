import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CustomerId } from '../../crm/customer/customer.ts';
import type { Account, Identity, PersonId } from '../../crm/person/person.ts';
import { NO_ACCESS } from '../../crm/policy/policy.ts';
import { BACK_ENDS, type FreshStore, freshStore } from '../store.ts';
import {
  at,
  contact,
  customer,
  departments,
  EVERYTHING,
  employee,
  entry,
  idOf,
} from './people-of-acme.ts';

const NOW = at('2026-11-22T09:00');
const owned = (externalId: string) => ({ source: 'crm', externalId, customer: '1' });

describe.each(BACK_ENDS)('the store, %s', (backEnd) => {
  let opened: FreshStore;
  let acme: CustomerId;
  let ana: PersonId;

  beforeAll(async () => {
    opened = await freshStore(backEnd, () => NOW);
    await opened.store.records.save([
      ...departments,
      employee('Ana', { name: 'Ana Ruiz', email: 'Ana@ours.example', zone: 'Europe/Berlin' }),
      employee('Ben', { name: 'Ben Osei', email: null, department: 'support', active: false }),
      employee('Bea', { name: 'Bea Óscar' }),
      customer('1', {
        name: 'Acme Industries',
        segment: 'Mid-market',
        city: 'Berlin',
        owner: 'Ana',
        revenue: { amount: 4_800_000, currency: 'EUR' },
        renewsOn: '2026-12-14',
        health: 60,
        since: '2024-03-01',
        domains: ['acme.com', 'acme.de'],
        url: 'https://crm.example/1',
      }),
      customer('2', { name: 'Acme Industries GmbH' }),
      customer('3', { name: 'Acme Labs', domains: ['acme.de'] }),
      customer('4', { name: 'Empty' }),
      contact('k1', '1', { name: 'Kim', email: 'kim@acme.com' }),
      entry('e1', '1', {
        at: at('2026-11-20T10:00'),
        person: 'Ana',
        entryKind: 'call',
        channel: 'call',
        title: 'Call',
      }),
      entry('e2', '1', {
        at: at('2026-11-21T10:00'),
        direction: 'inbound',
        person: 'Ana',
        title: 'They wrote',
      }),
      entry('e3', '1', {
        at: at('2026-11-21T11:00'),
        person: null,
        entryKind: 'usage',
        direction: 'inbound',
        title: '14 sessions',
      }),
      entry('e4', '1', {
        at: at('2026-11-21T12:00'),
        visibility: 'managers',
        title: 'Secret',
        person: 'Ben',
      }),
      {
        kind: 'ticket',
        ...owned('t1'),
        subject: 'Slow',
        status: 'open',
        priority: 'low',
        owner: null,
        openedAt: at('2026-11-01T10:00'),
        firstResponseAt: null,
        solvedAt: null,
        escalated: false,
        satisfaction: null,
      },
      {
        kind: 'ticket',
        ...owned('t2'),
        subject: 'Down',
        status: 'waiting',
        priority: 'urgent',
        owner: 'Ana',
        openedAt: at('2026-11-19T10:00'),
        firstResponseAt: null,
        solvedAt: null,
        escalated: false,
        satisfaction: null,
      },
      {
        kind: 'ticket',
        ...owned('t3'),
        subject: 'Done',
        status: 'solved',
        priority: 'urgent',
        owner: null,
        openedAt: at('2026-11-19T10:00'),
        firstResponseAt: null,
        solvedAt: at('2026-11-20T10:00'),
        escalated: false,
        satisfaction: 5,
      },
      ...[
        ['d1', 'open', 100],
        ['d2', 'open', 200],
        ['d3', 'won', 400],
      ].map(([id, status, amount]) => ({
        kind: 'deal' as const,
        ...owned(String(id)),
        name: 'Deal',
        status: status as 'open',
        stage: null,
        money: { amount: Number(amount), currency: 'EUR' },
        owner: null,
        origin: null,
        product: null,
        openedAt: null,
        closedAt: null,
      })),
      {
        kind: 'invoice',
        ...owned('i1'),
        number: '1042',
        money: { amount: 999, currency: 'EUR' },
        issuedOn: '2026-10-10',
        dueOn: '2026-11-10',
        paidOn: null,
      },
      {
        kind: 'invoice',
        ...owned('i2'),
        number: '1041',
        money: { amount: 999, currency: 'EUR' },
        issuedOn: '2026-10-10',
        dueOn: '2026-11-10',
        paidOn: '2026-11-01',
      },
    ]);
    acme = await idOf(opened.store, 'Acme Industries');
    const found = await opened.store.people.byEmail('ANA@ours.example');
    if (!found) throw new Error('Ana is not found by her e-mail');
    ana = found.id;
  });
  afterAll(() => opened.close());

  test('an overview has the whole card', async () => {
    expect(await opened.store.customers.overview(acme, ana, EVERYTHING, NOW)).toMatchObject({
      customer: {
        id: acme,
        name: 'Acme Industries',
        segment: 'Mid-market',
        city: 'Berlin',
        stage: 'live',
        ownerId: ana,
        revenue: { amount: 4_800_000, currency: 'EUR' },
        renewsOn: '2026-12-14',
        health: 60,
        since: '2024-03-01',
        domains: ['acme.com', 'acme.de'],
      },
      owner: 'Ana Ruiz',
      references: [{ source: 'crm', externalId: '1', url: 'https://crm.example/1' }],
      followed: false,
      lookedAt: null,
      fresh: null,
      openTickets: [
        {
          subject: 'Down',
          priority: 'urgent',
          openedAt: at('2026-11-19T10:00'),
          owner: 'Ana Ruiz',
        },
        { subject: 'Slow', owner: null },
      ],
      openDeals: { count: 2, total: { amount: 300, currency: 'EUR' } },
      unpaid: [{ number: '1042', money: { amount: 999, currency: 'EUR' }, dueOn: '2026-11-10' }],
      credits: [],
      newest: [
        { title: 'Secret' },
        { title: '14 sessions' },
        { title: 'They wrote' },
        { title: 'Call' },
      ],
      lookAlikes: [{ name: 'Acme Industries GmbH' }, { name: 'Acme Labs' }],
    });
  });

  test('what is out of sight is in no part of it: neither among the newest, nor as the last touch', async () => {
    const member = await opened.store.customers.overview(
      acme,
      ana,
      { ...EVERYTHING, managers: false, departments: [] },
      NOW,
    );
    expect(member?.newest.map(({ title }) => title)).toEqual(['14 sessions', 'They wrote', 'Call']);
    // An e-mail that they wrote is not a touch of ours; the call before it is.
    expect(member?.lastTouch).toEqual({
      at: at('2026-11-20T10:00'),
      person: 'Ana Ruiz',
      personId: ana,
      department: 'sales',
      kind: 'call',
    });
    const leader = await opened.store.customers.overview(acme, ana, EVERYTHING, NOW);
    expect(leader?.lastTouch).toMatchObject({ person: 'Ben Osei', kind: 'email' });
    const nobody = await opened.store.customers.overview(acme, null, NO_ACCESS, NOW);
    expect(nobody).toMatchObject({ newest: [], lastTouch: null });
  });

  test('a customer of whom nothing is known has an overview too; an unknown id has none', async () => {
    const id = await idOf(opened.store, 'Empty');
    expect(await opened.store.customers.overview(id, null, EVERYTHING, NOW)).toMatchObject({
      customer: { revenue: null, renewsOn: null, health: null, domains: [] },
      owner: null,
      openTickets: [],
      openDeals: { count: 0, total: null },
      unpaid: [],
      credits: [],
      newest: [],
      lastTouch: null,
      lookAlikes: [],
    });
    expect(
      await opened.store.customers.overview('nothing' as CustomerId, null, EVERYTHING, NOW),
    ).toBeNull();
    expect(await opened.store.customers.name('nothing' as CustomerId)).toBeNull();
    expect(await opened.store.customers.name(id)).toBe('Empty');
  });

  test('what is new since one looked is counted, and looking again never goes back in time', async () => {
    const { timeline, customers } = opened.store;
    await timeline.looked(ana, acme, at('2026-11-21T10:30'));
    await timeline.looked(ana, acme, at('2026-11-20T10:30'));
    expect(await timeline.lookedAt(ana, acme)).toEqual(at('2026-11-21T10:30'));
    expect(await customers.overview(acme, ana, EVERYTHING, NOW)).toMatchObject({
      lookedAt: at('2026-11-21T10:30'),
      fresh: 2,
    });
    expect(
      await customers.overview(acme, ana, { ...EVERYTHING, managers: false }, NOW),
    ).toMatchObject({ fresh: 1 });
    expect(
      (await customers.recent(ana, 5)).map(({ name, owner, domain }) => [name, owner, domain]),
    ).toEqual([['Acme Industries', 'Ana Ruiz', 'acme.com']]);
  });

  test('a touch, and what is new, are found beyond what the card shows', async () => {
    const { customers, records } = opened.store;
    const visits = Array.from({ length: 60 }, (_, i) =>
      entry(`v${i}`, '009ZZ', {
        at: new Date(at('2026-11-01T08:00').getTime() + i * 60_000),
        entryKind: 'visit',
        direction: 'inbound',
        person: null,
      }),
    );
    await records.save([
      customer('009ZZ', { name: 'Busy Bees' }),
      entry('t1', '009ZZ', { at: at('2026-10-31T09:00'), entryKind: 'call', person: 'Ana' }),
      entry('t2', '009ZZ', {
        at: at('2026-10-30T09:00'),
        entryKind: 'call',
        person: 'Ana',
        department: 'success',
      }),
      ...visits,
    ]);
    const busy = (await customers.named('Busy Bees'))!;
    await opened.store.timeline.looked(ana, busy, at('2026-11-01T07:00'));
    const overview = await customers.overview(busy, ana, EVERYTHING, NOW);
    expect(overview?.newest).toHaveLength(40);
    expect(overview).toMatchObject({
      fresh: 60,
      lastTouch: { at: at('2026-10-31T09:00'), person: 'Ana Ruiz', kind: 'call' },
      leads: [{ department: 'success', name: 'Ana Ruiz', inferred: true }],
    });
  });

  test('following is remembered once, and undone', async () => {
    const { customers } = opened.store;
    await customers.follow(ana, acme, true, NOW);
    await customers.follow(ana, acme, true, NOW);
    expect((await customers.followed(ana, 5)).map(({ id }) => id)).toEqual([acme]);
    expect(await customers.overview(acme, ana, EVERYTHING, NOW)).toMatchObject({ followed: true });
    await customers.follow(ana, acme, false, NOW);
    expect(await customers.followed(ana, 5)).toEqual([]);
  });

  test('contacts are listed by name', async () => {
    expect(await opened.store.customers.contacts(acme)).toEqual([
      { id: 'k1', name: 'Kim', title: null, email: 'kim@acme.com', phone: null, elsewhere: [] },
    ]);
  });

  test('people are found by name, misspelt too, and by e-mail; those who left are not', async () => {
    const names = async (query: string) =>
      (await opened.store.people.find(query, 5)).map(({ name }) => name);
    expect((await names('ana'))[0]).toBe('Ana Ruiz');
    expect((await names('oscra bea'))[0]).toBe('Bea Óscar');
    expect(await names('@ana@ours.example')).toEqual(['Ana Ruiz']);
    expect(await names('Ben Osei')).not.toContain('Ben Osei');
    expect(await names('')).toEqual([]);
  });

  test('an account is the person with its verified e-mail, as long as the directory calls it a member', async () => {
    const account: Account = { platform: 'slack', tenant: 'T1', user: 'U1' };
    const said: Identity = {
      standing: 'member',
      email: 'ANA@ours.example',
      name: 'ana',
      zone: 'Asia/Tokyo',
      locale: 'de-DE',
    };
    expect(await opened.store.people.account(account)).toBeNull();
    const known = await opened.store.people.remember(account, said, NOW);
    // The zone that she set for herself counts, the locale is the platform's.
    expect(known).toMatchObject({
      person: { id: ana, zone: 'Europe/Berlin', locale: 'de-DE' },
      identity: { standing: 'member', email: 'ana@ours.example' },
      checkedAt: NOW,
    });
    expect(await opened.store.people.account(account)).toEqual(known);
    for (const now of [
      { ...said, standing: 'guest' as const },
      { ...said, standing: 'outsider' as const },
      { ...said, email: null },
      { ...said, email: 'x@ours.example' },
    ]) {
      expect((await opened.store.people.remember(account, now, NOW)).person).toBeNull();
    }
    expect(await opened.store.people.account({ ...account, tenant: 'T2' })).toBeNull();
  });

  test('the audit log gives back what was written, newest first', async () => {
    const event = {
      at: NOW,
      person: ana,
      account: { platform: 'teams', tenant: 't', user: 'u' },
      place: 'channel C1',
      action: 'share',
      customer: acme,
      detail: { fields: ['identity'], entries: 3 },
    } as const;
    await opened.store.audit.write({ ...event, action: 'look-up', at: at('2026-11-21T09:00') });
    await opened.store.audit.write(event);
    const [newest] = await opened.store.audit.search({ person: ana, customer: acme, limit: 1 });
    expect(newest).toEqual({ ...event, id: expect.any(String) });
    expect(
      (await opened.store.audit.search({ before: newest!.id, limit: 9 })).map(
        ({ action }) => action,
      ),
    ).toEqual(['look-up']);
    expect(await opened.store.audit.search({ person: 'nobody' as PersonId, limit: 9 })).toEqual([]);
  });

  test('a look on record is remembered as one, and no other event is', async () => {
    const { audit, timeline } = opened.store;
    const ben = 'ben' as PersonId;
    const event = {
      at: NOW,
      person: ben,
      account: { platform: 'slack', tenant: 't', user: 'u' },
      place: 'direct D1',
      action: 'look-up',
      customer: acme,
      detail: {},
    } as const;
    await audit.write(event);
    expect(await timeline.lookedAt(ben, acme)).toBeNull();
    await audit.write({ ...event, looks: true });
    await audit.write({ ...event, looks: true, at: at('2020-01-01T09:00') });
    expect(await timeline.lookedAt(ben, acme)).toEqual(NOW);
    expect(await audit.search({ person: ben, limit: 9 })).toHaveLength(3);
  });

  test('channels, settings, installations and conversations are kept', async () => {
    const { channels, settings, installations, conversations } = opened.store;
    const place = { platform: 'slack', tenant: 'T1', channel: 'C1' } as const;
    expect(await channels.get(place)).toBeNull();
    for (const mode of ['silent', 'read-only'] as const)
      await channels.set({
        ...place,
        name: 'berlin',
        mode,
        department: 'sales',
        showsAmounts: false,
      });
    expect(await channels.get(place)).toEqual({
      ...place,
      name: 'berlin',
      mode: 'read-only',
      department: 'sales',
      showsAmounts: false,
    });
    expect(await settings.get('wins-channel')).toBeNull();
    const wins = { ...place, kind: 'channel', id: 'C1', name: 'gewinné', shared: false } as const;
    for (const value of [wins, null]) {
      await settings.set('wins-channel', value);
      expect(await settings.get('wins-channel')).toEqual(value && { ...value, channel: undefined });
    }
    await settings.set('announce-hours', 10_000);
    expect(await settings.get('announce-hours'), 'is too long').toBeNull();
    await installations.set('slack', 'T1', 'x', 'sealed');
    expect(await installations.get('slack', 'T1', 'x')).toBe('sealed');
    await installations.remove('slack', 'T1', 'x');
    expect(await installations.get('slack', 'T1', 'x')).toBeNull();
    await conversations.set('teams', 'T1', 'x', { conversation: { id: 'x' } });
    expect(await conversations.get('teams', 'T1', 'x')).toEqual({ conversation: { id: 'x' } });
  });

  test('a delivery is first once, however many ask at the same time, and again after a day', async () => {
    const asked = await Promise.all(
      Array.from({ length: 8 }, () => opened.store.firstDelivery('d1', NOW)),
    );
    expect(asked.filter(Boolean)).toHaveLength(1);
    expect(await opened.store.firstDelivery('d1', at('2026-11-23T08:59'))).toBe(false);
    expect(await opened.store.firstDelivery('d1', at('2026-11-23T09:01'))).toBe(true);
    await opened.store.retention.forget('answers', at('2026-11-25T00:00'));
    expect(await opened.store.firstDelivery('d1', NOW)).toBe(true);
  });

  test('it answers a ping', async () => {
    await expect(opened.store.checkWritable()).resolves.toBeUndefined();
  });
});
