import { describe, expect, test } from 'vitest';
import { CustomerId } from '../../../crm/customer/customer.ts';
import {
  CUSTOMER_EVENT_KINDS,
  customerEventOf,
  type News,
  newsReceivers,
  ownerChanged,
  renewalCame,
  renewalMoved,
  stageChanged,
} from '../../../crm/event/customer-event.ts';
import { PersonId } from '../../../crm/person/person.ts';
import type { Place } from '../../../crm/person/place.ts';
import type { Entry } from '../../../crm/timeline/entry.ts';

const at = (time: string) => new Date(`2026-11-${time}Z`);
const [ANA, KIM] = [PersonId.parse('ana'), PersonId.parse('kim')];
const ACME = CustomerId.parse('acme');
const SALES: Place = {
  platform: 'slack',
  tenant: 'T1',
  kind: 'channel',
  id: 'C1',
  name: 'sales',
  shared: false,
};

const entry = (more: Partial<Entry>): Entry => ({
  customerId: ACME,
  source: 'helpdesk',
  externalId: 'e1',
  at: at('17T10:00'),
  department: 'support',
  channel: 'email',
  direction: 'inbound',
  kind: 'ticket',
  title: '"It stops" opened',
  body: null,
  personId: null,
  person: null,
  contactId: null,
  contact: null,
  money: null,
  link: null,
  visibility: 'everyone',
  record: { kind: 'ticket', id: 't1' },
  ...more,
});
const news = (more: Partial<Entry>, records: Partial<News> = {}): News => ({
  entry: entry(more),
  ticket: null,
  deal: null,
  survey: null,
  ...records,
});
const urgent = { priority: 'urgent', status: 'open', openedAt: at('17T10:00') } as const;
const deal = (status: 'open' | 'won' | 'lost', closed: Date | null = at('17T10:00')) => ({
  deal: { status, closedAt: closed },
});
const ofDeal = { kind: 'deal', title: 'Deal', record: { kind: 'deal', id: 'd1' } } as const;

describe('what an entry means to those who follow', () => {
  test.each<[string, News, string | undefined]>([
    ['an urgent ticket is opened', news({}, { ticket: urgent }), 'urgent'],
    ['a ticket is opened', news({}, { ticket: { ...urgent, priority: 'high' } }), undefined],
    [
      'a customer writes on one that is urgent by now',
      news({ at: at('18T10:00') }, { ticket: urgent }),
      'urgent',
    ],
    [
      'we write on an urgent one',
      news({ at: at('18T10:00'), direction: 'internal' }, { ticket: urgent }),
      undefined,
    ],
    [
      'an urgent one that is solved',
      news({}, { ticket: { ...urgent, status: 'solved' } }),
      undefined,
    ],
    [
      'one is reopened',
      news({ title: '"It stops" reopened' }, { ticket: { ...urgent, priority: 'low' } }),
      'reopened',
    ],
    ['a deal is won', news(ofDeal, deal('won')), 'won'],
    ['a deal is lost', news(ofDeal, deal('lost')), 'lost'],
    ['a deal is opened', news(ofDeal, deal('open', null)), undefined],
    [
      'how a deal that is won by now was opened',
      news({ ...ofDeal, at: at('01T10:00') }, deal('won')),
      undefined,
    ],
    ['they leave', news({ kind: 'churn', title: 'Left us' }), 'left'],
    ['3 of 10', news({ kind: 'survey' }, { survey: { score: 3, best: 10 } }), 'unhappy'],
    ['4 of 10', news({ kind: 'survey' }, { survey: { score: 4, best: 10 } }), undefined],
    ['1 of 5', news({ kind: 'review' }, { survey: { score: 1, best: 5 } }), 'unhappy'],
    ['2 of 5', news({ kind: 'review' }, { survey: { score: 2, best: 5 } }), undefined],
  ])('%s', (_, told, kind) => expect(customerEventOf(told)?.kind).toBe(kind));

  test('a ticket is urgent once, whatever is written on it', () => {
    const keys = [
      news({}, { ticket: urgent }),
      news({ externalId: 'e2', at: at('18T10:00') }, { ticket: urgent }),
    ].map((told) => customerEventOf(told)?.key);
    expect(new Set(keys).size).toBe(1);
  });

  test('each reopening is told', () => {
    const keys = ['e1', 'e2'].map(
      (externalId) => customerEventOf(news({ externalId, title: 'reopened' }))?.key,
    );
    expect(new Set(keys).size).toBe(2);
  });
});

describe('what stands in no entry', () => {
  test('a renewal that is moved is near where its new date is less than thirty days ahead', () => {
    const now = new Date('2026-11-17T10:14:00Z');
    expect(renewalMoved({ id: ACME, renewsOn: '2026-12-01' }, '2027-06-01', now)).toMatchObject({
      kind: 'renewal',
      key: `${ACME}:2026-12-01:renewal`,
      at: now,
    });
    for (const renewsOn of ['2026-11-17', '2026-12-16'])
      expect(renewalMoved({ id: ACME, renewsOn }, null, now), renewsOn).not.toBeNull();
    for (const renewsOn of ['2026-11-16', '2026-12-17', '2027-06-01', null])
      expect(renewalMoved({ id: ACME, renewsOn }, '2027-05-01', now), String(renewsOn)).toBeNull();
    expect(renewalMoved({ id: ACME, renewsOn: '2026-12-01' }, '2026-12-01', now)).toBeNull();
    expect(renewalMoved({ id: ACME, renewsOn: '2026-12-01' }, undefined, now)).toBeNull();
  });

  test('a renewal came near, but not where the date is another by now', () => {
    const renews = (renewsOn: string | null) =>
      renewalCame({ id: ACME, renewsOn }, '2026-12-17', at('17T00:00'));
    expect(renews('2026-12-17')).toMatchObject({ kind: 'renewal', at: at('17T00:00') });
    expect([renews('2026-12-18'), renews(null)]).toEqual([null, null]);
  });

  test('an owner changed, but not where one never looked', () => {
    expect(ownerChanged({ id: ACME, ownerId: KIM }, ANA, at('17T10:00'))).toMatchObject({
      kind: 'owner',
    });
    expect(ownerChanged({ id: ACME, ownerId: null }, ANA, at('17T10:00'))).toMatchObject({
      kind: 'owner',
    });
    expect(ownerChanged({ id: ACME, ownerId: KIM }, KIM, at('17T10:00'))).toBeNull();
    expect(ownerChanged({ id: ACME, ownerId: KIM }, undefined, at('17T10:00'))).toBeNull();
  });
});

describe('who is told', () => {
  const event = customerEventOf(news({ personId: ANA, title: 'reopened' }))!;
  const since = (time: string) => ({ since: at(time) });
  test('nobody of their own acts, nobody of what was before they followed', () => {
    const followers = {
      people: [
        { person: ANA, ...since('01T10:00') },
        { person: KIM, ...since('01T10:00') },
      ],
      places: [{ place: SALES, ...since('01T10:00') }],
    };
    expect(newsReceivers(event, followers)).toEqual({ people: [KIM], places: [SALES] });
    const late = {
      people: [{ person: KIM, ...since('17T10:01') }],
      places: [{ place: SALES, ...since('17T10:01') }],
    };
    expect(newsReceivers(event, late)).toEqual({ people: [], places: [] });
  });
});

describe('what changed since one last looked', () => {
  const now = at('17T10:00');
  test.each([
    ['nobody looked before', undefined, null],
    ['it is as it was', 'live', null],
    ['another', 'at-risk', 'acme:at-risk:live:2026-11-17:stage'],
  ])('stage: %s', (_, before, key) =>
    expect(stageChanged({ id: ACME, stage: 'live' }, before, now)).toEqual(
      key && { kind: 'stage', key, at: now, entry: null },
    ),
  );
  test.each([
    ['nobody looked before', undefined, KIM, null],
    ['it is as it was', 'kim', KIM, null],
    ['another', 'ana', KIM, 'acme:ana:kim:2026-11-17:owner'],
    ['the first', null, KIM, 'acme:nobody:kim:2026-11-17:owner'],
    ['none any more', 'ana', null, 'acme:ana:nobody:2026-11-17:owner'],
  ] as const)('owner: %s', (_, before, ownerId, key) =>
    expect(ownerChanged({ id: ACME, ownerId }, before, now)).toEqual(
      key && { kind: 'owner', key, at: now, entry: null },
    ),
  );
});

const SECOND = 1000;
const nearly = (seconds: number) => new Date(at('17T10:00').getTime() + seconds * SECOND);

/** The event’s kind and key. */
test.each([
  [
    'urgent, dated a minute later',
    news({ direction: 'outbound', at: nearly(60) }, { ticket: urgent }),
    ['urgent', 'ticket:helpdesk:t1:urgent'],
  ],
  [
    'urgent, a second more: our own words',
    news({ direction: 'outbound', at: nearly(61) }, { ticket: urgent }),
    null,
  ],
  [
    'urgent, a second more: their words',
    news({ at: nearly(61) }, { ticket: urgent }),
    ['urgent', 'ticket:helpdesk:t1:urgent'],
  ],
  ['of a ticket that nobody knows', news({}), null],
  ['reopened', news({ title: '"It stops" reopened' }), ['reopened', 'helpdesk:e1:reopened']],
  ['it reopens', news({ title: 'It re-opens' }), ['reopened', 'helpdesk:e1:reopened']],
  ['told to reopen', news({ title: 'Asked to reopen it' }), ['reopened', 'helpdesk:e1:reopened']],
  [
    'a deal won, dated a minute before',
    news({ ...ofDeal, at: nearly(-60) }, deal('won')),
    ['won', 'deal:helpdesk:d1:won'],
  ],
  ['a deal lost', news(ofDeal, deal('lost')), ['lost', 'deal:helpdesk:d1:lost']],
  ['a deal won, a second before that', news({ ...ofDeal, at: nearly(-61) }, deal('won')), null],
  [
    'a deal lost that nobody knows when',
    news({ ...ofDeal, at: nearly(-999) }, deal('lost', null)),
    ['lost', 'deal:helpdesk:d1:lost'],
  ],
  ['a deal of no record', news({ ...ofDeal, record: null }), null],
  ['a call about reopening', news({ kind: 'survey', title: 'reopened' }), null],
] as const)('an entry: %s', (_, of, expected) => {
  const found = customerEventOf(of);
  expect(found && [found.kind, found.key]).toEqual(expected);
});

test('who followed just then hears of what comes after', () => {
  const watched = (since: Date) => ({
    people: [{ person: ANA, since }],
    places: [{ place: SALES, since }],
  });
  const event = { kind: 'stage', key: 'k', at: at('17T10:00'), entry: null } as const;
  expect(newsReceivers(event, watched(nearly(0)))).toEqual({ people: [], places: [] });
  expect(newsReceivers(event, watched(nearly(-1)))).toEqual({ people: [ANA], places: [SALES] });
});

test('something notable may be among these', () =>
  expect(CUSTOMER_EVENT_KINDS).toEqual(['ticket', 'deal', 'survey', 'review', 'churn']));
