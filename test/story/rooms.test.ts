import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CustomerId } from '../../crm/customer/customer.ts';
import type { CustomerRecord, EntryRecord, SourceRecord } from '../../crm/customer/records.ts';
import { deliverBatchJob } from '../../crm/notification/jobs.ts';
import type { Addressee } from '../../crm/notification/message.ts';
import { sendJob } from '../../crm/store/change.ts';
import { findRenewals } from '../../jobs/event/find-renewals.ts';
import type { Job } from '../../jobs/job.ts';
import { refreshRooms } from '../../jobs/room/refresh-rooms.ts';
import { type Bot, bot, CHAT_PLATFORMS } from '../chat/bot.ts';
import { demoOrganisation } from '../demo-organisation.ts';

/** A Tuesday, in office hours, and behind us, so that what is told later is told at once. */
const NOW = new Date('2026-11-17T10:14:00Z');
const MINUTE = 60_000;
const [ANA, KIM, BEN, GUS, OLGA] = [
  'ana@rapport.example',
  'kim@rapport.example',
  'ben@rapport.example',
  'gus@agency.example',
  'olga@client.example',
];
const PEOPLE = [
  { email: ANA, name: 'Ana Ruiz' },
  { email: KIM, name: 'Kim Larsen' },
  { email: BEN, name: 'Ben Osei' },
  { email: GUS, name: 'Gus', standing: 'guest' as const },
  { email: OLGA, name: 'Olga', standing: 'outsider' as const },
];
const RECORDS = demoOrganisation(NOW);

describe.each(CHAT_PLATFORMS)('%s', (platform) => {
  let chat: Bot;
  const clock = { now: NOW };
  let runs = 0;
  beforeAll(async () => {
    globex = customer('Globex');
    chat = await bot({
      platform,
      people: PEOPLE,
      now: () => clock.now,
      records: RECORDS,
      channels: [
        { name: '#sales', members: [ANA, KIM] },
        { name: '#acme', members: [ANA, KIM, BEN] },
        { name: '#with-guests', members: [ANA, GUS] },
        { name: '#acme-shared', members: [ANA], shared: true },
      ],
    });
  });
  afterAll(() => chat.close());

  const posts = (channel: string, has: string) =>
    chat.posts().filter((post) => post.channel === channel && post.text.includes(has));
  const later = (minutes = 1) => {
    clock.now = new Date(clock.now.getTime() + minutes * MINUTE);
  };
  async function ticks({ kind }: Pick<Job, 'kind'>): Promise<void> {
    later();
    await chat.store.commit(
      [sendJob(kind, { slot: clock.now.toISOString() }, { key: `${kind.id} ${++runs}` })],
      clock.now,
    );
  }
  /** Runs the hourly digest of followers without settings of their own. */
  async function anHourLater(to: Addressee, ...about: readonly string[]): Promise<void> {
    const waiting = async () =>
      (await chat.store.messages.recent(to, NOW)).filter(({ state }) => state === 'deferred');
    // The queue may have told the one while the clock went on for the other.
    const known = async () =>
      (await chat.store.messages.recent(to, NOW))
        .filter(({ state }) => state !== 'waiting')
        .map(({ line }) => line)
        .join('\n');
    await chat.until(async () => {
      const lines = await known();
      return about.every((one) => lines.includes(one));
    }, 'it is laid aside for the hour');
    const [{ dueAt } = { dueAt: null }] = await waiting();
    if (dueAt && dueAt > clock.now) clock.now = dueAt;
    await chat.store.commit(
      [
        sendJob(
          deliverBatchJob,
          { to, slot: clock.now.toISOString() },
          { key: `gathered ${++runs}` },
        ),
      ],
      clock.now,
    );
  }
  const toAna = async (): Promise<Addressee> => ({
    kind: 'person',
    person: (await chat.store.people.byEmail(ANA))!.id,
  });
  const toSales = async (): Promise<Addressee> => ({
    kind: 'place',
    place: (await chat.store.followers.of(await idOf('Globex'))).places[0]!,
  });
  const idOf = async (name: string) => (await chat.store.customers.find(name, 1))[0]!.customer.id;
  const events = async (on: boolean) =>
    (await chat.store.audit.search({ limit: 50 })).filter(
      ({ action, detail }) => action === 'follow' && detail['on'] === on,
    );

  describe('following', () => {
    test('a channel follows, and so does a colleague', async () => {
      expect((await chat.as(ANA).says('follow globex here', { in: '#sales' })).text).toMatch(
        /follows Globex[\s\S]*2 people read it there/,
      );
      expect((await chat.as(ANA).says('follow globex')).text).toContain('You follow Globex');
      expect((await chat.as(ANA).says('follow')).text).toContain('Globex');
      expect(await events(true)).toHaveLength(2);
    });

    test('both are told of an urgent ticket, once', async () => {
      later();
      await chat.store.records.save(urgentTicket('Globex', 'T-1', clock.now));
      await anHourLater(await toSales(), 'urgent');
      await chat.until(
        () => posts('#sales', 'Globex: urgent ticket').length > 0,
        'the channel is told',
      );
      await anHourLater(await toAna(), 'urgent');
      expect((await chat.as(ANA).isTold('Globex: urgent ticket')).text).toContain(
        '"Nothing prints" opened',
      );
      later();
      await chat.store.records.save([
        entry('Globex', {
          externalId: 'T-1-2',
          at: clock.now,
          title: '"Nothing prints" reopened',
          record: { kind: 'ticket', id: 'T-1' },
        }),
      ]);
      await anHourLater(await toSales(), 'reopened');
      await chat.until(
        () => posts('#sales', 'Globex: ticket reopened').length > 0,
        'the channel is told of the second thing',
      );
      expect(posts('#sales', 'Globex: urgent ticket')).toHaveLength(1);
      await anHourLater(await toAna(), 'reopened');
      await chat.as(ANA).isTold('Globex: ticket reopened');
    });

    test('each is told as far as they may see, and nobody of what they did themselves', async () => {
      later();
      await chat.store.records.save(wonDeal('Globex', 'D-1', clock.now, BEN));
      await chat.store.records.save(wonDeal('Globex', 'D-2', clock.now, ANA));
      await anHourLater(await toSales(), 'D-1', 'D-2');
      await chat.until(() => posts('#sales', 'Deal won: D-2').length > 0, 'the channel is told');
      await anHourLater(await toAna(), 'D-1');
      expect((await chat.as(ANA).isTold('Deal won: D-1')).text).toContain('€7,000');
      expect(posts('#sales', '€7,000')).toEqual([]);
      const told = await chat.store.messages.recent(await toAna(), NOW);
      expect(told.map(({ line }) => line)).toContain('Globex: deal won: Deal won: D-1');
      expect(told.map(({ line }) => line)).not.toContain('Globex: deal won: Deal won: D-2');
    });

    test.each([
      [
        'a renewal comes near',
        { renewsOn: '2026-12-19' },
        'Globex renews soon',
        /Renews 19 Dec, in 30 days/,
      ],
      ['there is a new owner', { owner: KIM }, 'Globex has a new owner', /Now with Kim Larsen/],
      ['the stage is another', { stage: 'onboarding' }, 'Globex: another stage', /Now: onboarding/],
    ] as const)(
      '%s: the channel and the colleague are told, once',
      async (_, changed, title, says) => {
        // Over the midnight at which the renewal is 30 days ahead, and past what is lately.
        clock.now = new Date(
          Math.max(clock.now.getTime() + 90 * MINUTE, Date.parse('2026-11-19T08:10:00Z')),
        );
        globex = { ...globex, ...changed };
        const seen = posts('#sales', title).length;
        await chat.store.records.save([globex]);
        await ticks(findRenewals);
        await anHourLater(await toSales(), title);
        await chat.until(() => posts('#sales', title).length === seen + 1, 'the channel is told');
        expect(posts('#sales', title).at(-1)?.text).toMatch(says);
        await anHourLater(await toAna(), title);
        await chat.until(
          async () =>
            (await chat.store.messages.recent(await toAna(), clock.now)).some(
              ({ line, state }) => state === 'sent' && line === title,
            ),
          'Ana is told',
        );
        const told = await chat.as(ANA).isTold(title);
        expect(told.text).toMatch(says);
        expect(told.text).toContain('Why you got this: You follow Globex');
        await chat.store.records.save([globex]);
        await ticks(findRenewals);
        later(90);
        expect(posts('#sales', title)).toHaveLength(seen + 1);
      },
    );

    test('who follows no more is told no more', async () => {
      await chat.as(KIM).looksAt('#sales', 'Globex: urgent ticket');
      expect((await chat.as(KIM).presses('Stop here')).text).toMatch(/follows Globex no more/);
      expect((await chat.as(ANA).says('unfollow globex')).text).toContain(
        'You follow Globex no more',
      );
      expect(await events(false)).toHaveLength(2);
      expect(await chat.store.followers.of(await idOf('Globex'))).toMatchObject({ places: [] });
    });

    test.each([
      ['#with-guests', 'I post no customer there'],
      ['#acme-shared', 'shared with another organisation'],
      ['direct', 'not a channel'],
    ] as const)('not on behalf of %s', async (place, say) => {
      expect((await chat.as(ANA).says('follow globex here', { in: place })).text).toContain(say);
    });
  });

  describe('a customer’s room', () => {
    /** The room says so, and it is known that it does. */
    const says = (has: string, what: string) =>
      chat.until(
        async () =>
          line(has).length === 1 &&
          ((await chat.store.rooms.all())[0]?.content ?? '').includes(has),
        what,
      );
    const line = (has: string) =>
      posts('#acme', 'need no customer’s name').filter(({ text }) => text.includes(has));

    test('is made after a look at who will read what', async () => {
      const preview = await chat.as(ANA).says('room acme industries', { in: '#acme' });
      expect(preview.text).toMatch(
        /3 people will read this[\s\S]*Owner Ana Ruiz[\s\S]*2 open urgent tickets/,
      );
      expect(preview.text).not.toContain('€');
      expect(line('')).toEqual([]);
      expect((await chat.as(ANA).presses('Make it the room')).text).toContain(
        'Acme Industries’s room',
      );
      await chat.until(() => line('2 open urgent tickets').length === 1, 'the line is posted');
    });

    test('what is typed there needs no name', async () => {
      expect((await chat.as(KIM).says('timeline', { in: '#acme' })).text).toContain(
        'Acme Industries · timeline',
      );
      expect((await chat.as(KIM).says('timeline only support', { in: '#acme' })).text).toContain(
        'Support',
      );
      expect((await chat.as(KIM).says('customer', { in: '#acme' })).text).toContain(
        'Owner Ana Ruiz',
      );
      await chat.as(KIM).says('note Jonas would rather be rung than written to', { in: '#acme' });
      await chat.until(
        async () =>
          (await chat.store.notes.of(await idOf('Acme Industries'), 5)).some(
            ({ body }) => body === 'Jonas would rather be rung than written to',
          ),
        'the note is on Acme Industries',
      );
    });

    test('its line is edited in its place when a ticket becomes urgent', async () => {
      await chat.store.records.save(urgentTicket('Acme Industries', 'T-2', clock.now));
      await says('3 open urgent tickets', 'the line is edited');
      expect(line('')).toHaveLength(1);
    });

    test.each([
      ['a guest', GUS],
      ['somebody from another organisation', OLGA],
    ] as const)(
      '%s who joins sees nothing of it; it is back when they are gone',
      async (_, stranger) => {
        chat.joins(stranger, '#acme');
        await ticks(refreshRooms);
        await chat.until(
          async () =>
            posts('#acme', 'I show nothing of the customer').length === 1 &&
            ((await chat.store.rooms.all())[0]?.content ?? '').includes('I show nothing'),
          'the line is hidden',
        );
        expect(line('')).toEqual([]);
        expect(posts('#acme', 'Owner Ana Ruiz')).toEqual([]);
        chat.leaves(stranger, '#acme');
        await ticks(refreshRooms);
        await says('3 open urgent tickets', 'the line is back');
        expect(posts('#acme', 'I show nothing of the customer')).toEqual([]);
      },
    );

    test('somebody deletes it: it comes again once, with what is new, and is edited from then on', async () => {
      chat.deletes('#acme', '3 open urgent tickets');
      await chat.store.records.save(urgentTicket('Acme Industries', 'T-3', clock.now));
      await says('4 open urgent tickets', 'it is posted again');
      await chat.store.records.save([
        { ...customer('Acme Industries'), name: 'Acme International' },
      ]);
      await says('Acme International', 'it bears the new name');
      expect(line('')).toHaveLength(1);
      await chat.store.records.save([customer('Acme Industries')]);
      await says('Acme Industries', 'it bears the old name again');
    });

    test('and is over when it is closed', async () => {
      expect((await chat.as(BEN).says('room', { in: '#acme' })).text).toMatch(
        /Acme Industries · this room[\s\S]*4 open urgent tickets/,
      );
      expect((await chat.as(BEN).presses('Close the room')).text).toContain(
        'nobody’s room any more',
      );
      await chat.until(
        () => posts('#acme', 'This was a customer’s room').length === 1,
        'its line says so',
      );
      expect(line('')).toEqual([]);
      expect((await chat.as(KIM).says('timeline', { in: '#acme' })).text).toContain(
        'Whose timeline?',
      );
      expect(
        (await chat.store.audit.search({ limit: 50 }))
          .filter(({ action }) => action === 'room')
          .map(({ detail }) => detail['open']),
      ).toEqual([false, true]);
    });

    test('and when the customer is there no more', async () => {
      await chat.as(ANA).says('room acme industries', { in: '#acme' });
      await chat.as(ANA).presses('Make it the room');
      await chat.until(() => line('').length === 1, 'the line is posted');
      const room = async () => (await chat.store.rooms.all())[0];
      await chat.until(async () => (await room())?.posted !== null, 'that it is posted is known');
      await chat.store.rooms.save({
        ...(await room())!,
        customerId: CustomerId.parse('merged-away'),
      });
      await ticks(refreshRooms);
      await chat.until(() => line('').length === 0, 'the line is gone');
      await chat.until(async () => (await room()) === undefined, 'the room is closed');
    });

    test.each(['#with-guests', '#acme-shared'] as const)(
      'is nowhere that others read: %s',
      async (place) => {
        const { text } = await chat.as(ANA).says('room acme industries', { in: place });
        expect(text).toMatch(/I post no customer there|shared with another organisation/);
        expect(await chat.store.rooms.all()).toEqual([]);
      },
    );
  });
});

/** As its source last told of it. */
let globex: CustomerRecord;

const customer = (name: string): CustomerRecord =>
  RECORDS.find(
    (record): record is CustomerRecord => record.kind === 'customer' && record.name === name,
  )!;

const helpdeskId = (name: string): string =>
  RECORDS.flatMap((record) =>
    record.kind === 'customer' && record.name === name
      ? record.references.filter(({ source }) => source === 'helpdesk')
      : [],
  )[0]?.externalId ?? '';

const entry = (customer: string, more: Partial<EntryRecord>): EntryRecord => ({
  kind: 'entry',
  source: 'helpdesk',
  externalId: 'E',
  customer: helpdeskId(customer),
  at: NOW,
  department: 'support',
  channel: 'email',
  direction: 'inbound',
  entryKind: 'ticket',
  title: '',
  body: null,
  person: null,
  contact: null,
  money: null,
  link: null,
  visibility: 'everyone',
  record: null,
  ...more,
});

const urgentTicket = (customer: string, id: string, at: Date): SourceRecord[] => [
  {
    kind: 'ticket',
    source: 'helpdesk',
    externalId: id,
    customer: helpdeskId(customer),
    subject: 'Nothing prints',
    status: 'open',
    priority: 'urgent',
    owner: null,
    openedAt: at,
    firstResponseAt: null,
    solvedAt: null,
    escalated: false,
    satisfaction: null,
  },
  entry(customer, {
    externalId: `${id}-1`,
    at,
    title: '"Nothing prints" opened',
    record: { kind: 'ticket', id },
  }),
];

const wonDeal = (customer: string, id: string, at: Date, person: string): SourceRecord[] => [
  {
    kind: 'deal',
    source: 'helpdesk',
    externalId: id,
    customer: helpdeskId(customer),
    name: id,
    status: 'won',
    stage: null,
    money: { amount: 700_000, currency: 'EUR' },
    owner: null,
    origin: null,
    product: null,
    openedAt: at,
    closedAt: at,
  },
  entry(customer, {
    externalId: `${id}-1`,
    at,
    department: 'sales',
    entryKind: 'deal',
    direction: 'internal',
    title: `Deal won: ${id}`,
    person,
    money: { amount: 700_000, currency: 'EUR' },
    record: { kind: 'deal', id },
  }),
];
