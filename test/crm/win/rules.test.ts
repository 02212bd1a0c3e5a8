import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CustomerId } from '../../../crm/customer/customer.ts';
import { DEPARTMENTS, PersonId } from '../../../crm/person/person.ts';
import type { BusinessHistory, DealHistory } from '../../../crm/store/business-history.ts';
import { KINDS } from '../../../crm/timeline/entry.ts';
import { PROPOSED, proposeCredits } from '../../../crm/win/credits.ts';
import {
  addTo,
  correct,
  duplicateOf,
  editAt,
  helpAcross,
  isSame,
  mayChange,
  newlyCredited,
  quarterOf,
  rankOf,
  retract,
  thank,
  tierOf,
} from '../../../crm/win/rules.ts';
import { kindByRecords, troubles, wonLately } from '../../../crm/win/trouble.ts';
import { WIN_KINDS, type Win } from '../../../crm/win/win.ts';

const DAY = 86_400_000;
const NOW = new Date('2026-11-24T10:14:00Z');
const [TOM, JO, MIA] = ['tom', 'jo', 'mia'].map((id) => PersonId.parse(id)) as [
  PersonId,
  PersonId,
  PersonId,
];
const win = (told: Partial<Win> = {}): Win => ({
  id: 'w1',
  customerId: CustomerId.parse('c1'),
  version: 1,
  createdAt: NOW,
  author: TOM,
  kind: 'deal',
  what: 'signed',
  difference: null,
  money: { amount: 100_00, currency: 'EUR' },
  picture: null,
  credits: [{ person: TOM, for: 'sold' }],
  state: 'posted',
  kudos: [],
  about: null,
  ...told,
});
const euros = (...amounts: number[]) =>
  amounts.map((amount, i) => win({ id: `q${i}`, money: { amount, currency: 'EUR' } }));

const people = fc.uniqueArray(
  fc.record({
    id: fc.integer({ min: 0, max: 40 }).map((n) => PersonId.parse(`p${n}`)),
    department: fc.constantFrom<string>(...DEPARTMENTS, 'legal', 'design'),
    active: fc.boolean(),
  }),
  { selector: ({ id }) => id, maxLength: 30 },
);
const entries = fc.array(
  fc.record({
    at: fc.integer({ min: 0, max: 365 }).map((days) => new Date(NOW.getTime() - days * DAY)),
    kind: fc.constantFrom(...KINDS),
    personId: fc.option(fc.integer({ min: 0, max: 45 }).map((n) => PersonId.parse(`p${n}`))),
    source: fc.constant('crm'),
    record: fc.option(
      fc.record({ kind: fc.constant('ticket' as const), id: fc.constantFrom('t1', 't2', 't3') }),
    ),
  }),
  { maxLength: 120 },
);

describe('who had a part', () => {
  test('nobody who left, nobody twice, nobody who did nothing, four at most, of as many departments as there are', () => {
    fc.assert(
      fc.property(entries, people, (did, staff) => {
        const proposed = proposeCredits({ entries: did, people: staff });
        const took = staff.filter(
          ({ id, active }) => active && did.some(({ personId }) => personId === id),
        );
        expect(new Set(proposed.map(({ person }) => person)).size).toBe(proposed.length);
        for (const { person, department, times } of proposed) {
          expect(took).toContainEqual({ id: person, department, active: true });
          expect(times).toBeGreaterThan(0);
        }
        const departments = (of: readonly { department: string }[]) =>
          new Set(of.map(({ department }) => department)).size;
        expect(departments(proposed)).toBe(Math.min(PROPOSED, departments(took)));
        expect(proposed.length).toBe(Math.min(took.length, PROPOSED));
      }),
    );
  });

  test('the order of the timeline changes nothing', () => {
    fc.assert(
      fc.property(entries, people, (did, staff) => {
        expect(proposeCredits({ entries: [...did].reverse(), people: staff })).toEqual(
          proposeCredits({ entries: did, people: staff }),
        );
      }),
    );
  });

  test('what for, by what they did', () => {
    const staff = [
      { id: TOM, department: 'sales', active: true },
      { id: MIA, department: 'support', active: true },
    ];
    const ticket = (id: string) => ({
      at: NOW,
      kind: 'ticket' as const,
      personId: MIA,
      source: 'helpdesk',
      record: { kind: 'ticket' as const, id },
    });
    const proposed = proposeCredits({
      people: staff,
      entries: [
        ticket('1'),
        ticket('1'),
        ticket('2'),
        { at: NOW, kind: 'deal', personId: TOM, source: 'crm', record: null },
      ],
    });
    expect(proposed).toEqual([
      { person: TOM, department: 'sales', part: 'sold', times: 1 },
      { person: MIA, department: 'support', part: 'solved', times: 2 },
    ]);
  });
});

describe('what the business records prove, in any language', () => {
  const staff = [
    { id: TOM, department: 'sales', active: true },
    { id: JO, department: 'success', active: true },
    { id: MIA, department: 'support', active: true },
  ];
  const ago = (days: number) => new Date(NOW.getTime() - days * DAY);
  const deal = (told: Partial<DealHistory> = {}): DealHistory => ({
    source: 'crm',
    externalId: 'd1',
    status: 'won',
    origin: 'webinar',
    owner: TOM,
    openedAt: ago(90),
    closedAt: ago(5),
    money: null,
    ...told,
  });
  const ticket = (told: Partial<BusinessHistory['tickets'][number]> = {}) => ({
    priority: 'urgent' as const,
    escalated: false,
    owner: MIA,
    openedAt: ago(20),
    solvedAt: ago(9),
    ...told,
  });
  const businessHistory = (told: Partial<BusinessHistory> = {}): BusinessHistory => ({
    deals: [],
    tickets: [],
    subscriptions: [],
    churns: [],
    ...told,
  });
  const entry = (days: number, title: string, kind: 'call' | 'change' = 'call', personId = JO) => ({
    at: ago(days),
    kind,
    title,
    personId,
    record: null,
    source: 'crm',
  });

  test('whoever won the deal and solved the tickets is proposed without any entry of theirs', () => {
    const found = proposeCredits({
      entries: [],
      people: staff,
      businessHistory: businessHistory({
        deals: [deal(), deal({ externalId: 'd2', status: 'lost', owner: JO })],
        tickets: [
          ticket({ priority: 'low' }),
          ticket({ priority: 'normal' }),
          ticket({ solvedAt: null, owner: JO }),
        ],
      }),
    });
    expect(found.map(({ person, part, times }) => [person, part, times])).toEqual([
      [TOM, 'won', 1],
      [MIA, 'closed', 2],
    ]);
  });

  test('a deal that was won is found by its record, a renewal by its origin; one that is old, lost or to come is none', () => {
    expect(kindByRecords(wonLately(businessHistory({ deals: [deal()] }), NOW), [], NOW)).toBe(
      'deal',
    );
    expect(
      kindByRecords(
        wonLately(businessHistory({ deals: [deal({ origin: 'renewal' })] }), NOW),
        [],
        NOW,
      ),
    ).toBe('renewal');
    expect(
      wonLately(
        businessHistory({
          deals: [
            deal({ closedAt: ago(31) }),
            deal({ status: 'lost' }),
            deal({ closedAt: ago(-1) }),
          ],
        }),
        NOW,
      ),
    ).toBeNull();
  });

  test.each([
    [
      'an urgent ticket that was solved',
      businessHistory({ tickets: [ticket()] }),
      [],
      'turn-around',
    ],
    [
      'a customer who had left and came back',
      businessHistory({
        churns: [
          { at: ago(40), reactivation: false },
          { at: ago(3), reactivation: true },
        ],
      }),
      [],
      'save',
    ],
    [
      'one who signed again after leaving',
      businessHistory({
        churns: [{ at: ago(40), reactivation: false }],
        subscriptions: [{ startedOn: '2026-11-20', trial: false }],
      }),
      [],
      'save',
    ],
    [
      'one no longer at risk',
      businessHistory(),
      [entry(30, 'Stage: live → at risk', 'change'), entry(4, 'Stage: at risk → live', 'change')],
      'save',
    ],
    [
      'an urgent ticket still open',
      businessHistory({ tickets: [ticket({ solvedAt: null })] }),
      [],
      'other',
    ],
    [
      'one solved long ago',
      businessHistory({ tickets: [ticket({ openedAt: ago(80), solvedAt: ago(70) })] }),
      [],
      'other',
    ],
    [
      'one who left',
      businessHistory({ churns: [{ at: ago(3), reactivation: false }] }),
      [],
      'other',
    ],
  ] as const)('%s', (_, records, entries, kind) =>
    expect(kindByRecords(null, troubles(records, entries, NOW), NOW)).toBe(kind),
  );

  test('a save thanks those who were there while it was hard, before those who were there before', () => {
    const records = businessHistory({
      tickets: [ticket()],
      deals: [deal({ closedAt: ago(200), origin: 'webinar' })],
    });
    const entries = [
      entry(15, 'ein Anruf'),
      entry(12, 'noch ein Anruf'),
      entry(11, 'und noch einer'),
      entry(300, 'Früher', 'call', TOM),
    ];
    const [trouble] = troubles(records, entries, NOW);
    const found = proposeCredits({ entries, people: staff, businessHistory: records, trouble });
    expect(found.map(({ person, part, times }) => [person, part, times])).toEqual([
      [JO, 'stood-by', 3],
      [MIA, 'closed-urgent', 1],
      [TOM, 'won', 1],
    ]);
  });
});

describe('big and small', () => {
  test.each([
    [
      'under half the median',
      win({ money: { amount: 49, currency: 'EUR' } }),
      euros(80, 90, 100, 110, 900),
      'small',
    ],
    [
      'half of it',
      win({ money: { amount: 50, currency: 'EUR' } }),
      euros(80, 90, 100, 110, 900),
      'big',
    ],
    [
      'too few to compare with',
      win({ money: { amount: 1, currency: 'EUR' } }),
      euros(80, 90, 100, 110),
      'big',
    ],
    [
      'another currency',
      win({ money: { amount: 1, currency: 'JPY' } }),
      euros(80, 90, 100, 110, 900),
      'big',
    ],
    [
      'a save counts, without any amount',
      win({ kind: 'save', money: null }),
      euros(80, 90, 100, 110, 900),
      'big',
    ],
    [
      'an amount nobody told is not small',
      win({ money: null }),
      euros(80, 90, 100, 110, 900),
      'big',
    ],
    ['neither deal nor save, without an amount', win({ kind: 'other', money: null }), [], 'small'],
  ] as const)('%s', (_, one, quarter, tier) => expect(tierOf(one, quarter)).toBe(tier));

  test('the biggest of its kind, once there are some', () => {
    const rank = (amount: number, ...others: number[]) =>
      rankOf(win({ money: { amount, currency: 'EUR' } }), euros(...others));
    expect(rank(1000, 80, 90, 900)).toBe(1);
    expect(rank(900, 80, 90, 900)).toBe(2);
    expect(rank(85, 80, 90, 900)).toBe(3);
    expect(rank(1000, 80, 90)).toBeNull();
  });
});

describe('one and the same', () => {
  const reports = fc
    .record({
      id: fc.constantFrom('a', 'b', 'c'),
      customerId: fc.constantFrom('c1', 'c2').map((id) => CustomerId.parse(id)),
      kind: fc.constantFrom(...WIN_KINDS),
      money: fc.option(
        fc.record({ amount: fc.constantFrom(1, 2), currency: fc.constantFrom('EUR', 'USD') }),
      ),
      about: fc.option(fc.constantFrom('d1', 'd2')),
      createdAt: fc
        .integer({ min: 0, max: 30 })
        .map((days) => new Date(NOW.getTime() - days * DAY)),
      state: fc.constantFrom('posted' as const, 'retracted' as const),
    })
    .map(win);

  test('either is the other’s double, never across customers, never after two weeks, never its own', () => {
    fc.assert(
      fc.property(reports, reports, (one, other) => {
        expect(isSame(one, other)).toBe(isSame(other, one));
        expect(isSame(one, one)).toBe(false);
        if (!isSame(one, other)) return;
        expect(one.customerId).toBe(other.customerId);
        expect(Math.abs(one.createdAt.getTime() - other.createdAt.getTime())).toBeLessThanOrEqual(
          14 * DAY,
        );
        expect(one.about === other.about || one.kind === other.kind).toBe(true);
      }),
    );
  });

  test('the newest double that was not taken back', () => {
    fc.assert(
      fc.property(reports, fc.array(reports), (one, others) => {
        const found = duplicateOf(one, others);
        const doubles = others.filter((other) => other.state === 'posted' && isSame(one, other));
        expect(found === null).toBe(doubles.length === 0);
        for (const double of doubles)
          expect(found!.createdAt.getTime()).toBeGreaterThanOrEqual(double.createdAt.getTime());
      }),
    );
  });

  test.each([
    [
      'one deal of the CRM, told twice with other amounts',
      { about: 'd1' },
      { about: 'd1', money: null, kind: 'other' as const },
      true,
    ],
    ['two deals of one worth', { about: 'd1' }, { about: 'd2' }, false],
    ['told by somebody who sees no amounts', {}, { money: null }, true],
    ['another amount', {}, { money: { amount: 1, currency: 'EUR' } }, false],
    ['another currency', {}, { money: { amount: 100_00, currency: 'USD' } }, false],
    [
      'two small things',
      { kind: 'other' as const, money: null },
      { kind: 'other' as const, money: null },
      false,
    ],
  ])('%s', (_, one, other, same) =>
    expect(isSame(win(one), win({ id: 'w2', ...other }))).toBe(same),
  );
});

describe('what becomes of it', () => {
  test('any number of presses thanks once a person', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(TOM, JO, MIA)), (pressing) => {
        const end = pressing.reduce(
          (now, person) => thank(now, person) ?? now,
          win({
            credits: [
              { person: TOM, for: '' },
              { person: JO, for: '' },
            ],
          }),
        );
        expect([...end.kudos].sort()).toEqual([...new Set(pressing)].sort());
        expect(end.version).toBe(1 + end.kudos.length);
      }),
    );
  });

  test('nobody thanks themselves alone, nobody thanks for what was taken back', () => {
    expect(thank(win(), TOM)).toBeNull();
    expect(thank(win({ state: 'retracted' }), JO)).toBeNull();
  });

  test('a correction names each once; after a retraction nothing changes any more', () => {
    const changed = correct(win(), {
      ...win(),
      credits: [
        { person: JO, for: 'first' },
        { person: JO, for: 'second' },
      ],
    });
    expect(changed).toMatchObject({ version: 2, credits: [{ person: JO, for: 'first' }] });
    const gone = retract(win())!;
    expect([
      gone.state,
      retract(gone),
      correct(gone, gone),
      addTo(gone, win({ credits: [{ person: JO, for: '' }] })),
    ]).toEqual(['retracted', null, null, null]);
  });

  test('who is added keeps what was said of the others, and is newly credited', () => {
    const added = addTo(win(), {
      credits: [
        { person: TOM, for: 'else' },
        { person: MIA, for: 'solved' },
      ],
      difference: 'Patience',
    })!;
    expect(added).toMatchObject({
      difference: 'Patience',
      credits: [
        { person: TOM, for: 'sold' },
        { person: MIA, for: 'solved' },
      ],
    });
    expect(newlyCredited(win(), added)).toEqual([MIA]);
    expect(addTo(added, { credits: [{ person: MIA, for: '' }], difference: 'Luck' })).toBeNull();
  });

  test('its author and managers change it', () => {
    expect([
      mayChange(win(), { id: TOM, role: 'member' }),
      mayChange(win(), { id: JO, role: 'member' }),
      mayChange(win(), { id: JO, role: 'manager' }),
    ]).toEqual([true, false, true]);
  });

  test('edits are ten seconds apart, and none comes before what it tells', () => {
    fc.assert(
      fc.property(fc.nat(1e9), fc.nat(1e5), (start, gap) => {
        const [one, other] = [editAt(new Date(start)), editAt(new Date(start + gap))];
        expect(other.after.getTime()).toBeGreaterThan(start + gap);
        expect(other.after.getTime() - start - gap).toBeLessThanOrEqual(12_000);
        expect(other.after.getTime() - one.after.getTime()).toBe((other.slot - one.slot) * 10_000);
      }),
    );
  });

  test('who helped whom: by name and not by number, none that was taken back', () => {
    const home: Record<string, string> = { tom: 'sales', jo: 'marketing', mia: 'support' };
    const credits = (...names: PersonId[]) => names.map((person) => ({ person, for: '' }));
    const wins = [
      win({ credits: credits(TOM, MIA) }),
      win({ id: 'w2', credits: credits(TOM, MIA, JO) }),
      win({ id: 'w3', author: MIA, credits: credits(MIA, TOM) }),
      win({ id: 'w4', author: JO, state: 'retracted', credits: credits(JO, MIA) }),
    ];
    expect(helpAcross(wins, (person) => home[person] ?? null)).toEqual([
      { to: 'sales', from: ['marketing', 'support'] },
      { to: 'support', from: ['sales'] },
    ]);
  });
});

test.each([
  ['2026-01-01T00:00:00Z', '2026-01-01'],
  ['2026-03-31T23:59:59Z', '2026-01-01'],
  ['2026-04-01T00:00:00Z', '2026-04-01'],
  ['2026-11-24T10:14:00Z', '2026-10-01'],
])('the quarter of %s begins on %s', (at, first) =>
  expect(quarterOf(new Date(at))).toEqual(new Date(`${first}T00:00:00Z`)),
);

describe('against the others of its quarter', () => {
  const tierAt = (amount: number, quarter: readonly Win[], told: Partial<Win> = {}) =>
    tierOf(win({ money: { amount, currency: 'EUR' }, ...told }), quarter);
  const five = euros(900, 80, 110, 90, 100);
  const six = [...five, ...euros(0, 0, 0, 0, 0, 120).slice(5)];
  test.each([
    ['their order does not matter', 49, five, {}, 'small'],
    ['half the middle one', 50, five, {}, 'big'],
    ['between the two in the middle', 52, six, {}, 'small'],
    ['above their half', 53, six, {}, 'big'],
    ['a save is never small', 1, five, { kind: 'save' }, 'big'],
    ['a turn-around is never small', 1, five, { kind: 'turn-around' }, 'big'],
    ['its own amount is none to compare with', 1, five, { id: 'q0' }, 'big'],
    [
      'neither is one taken back',
      1,
      [...euros(80, 90, 100, 110), win({ id: 'x', state: 'retracted' })],
      {},
      'big',
    ],
  ] as const)('%s', (_, amount, quarter, told, tier) =>
    expect(tierAt(amount, quarter, told)).toBe(tier),
  );
  test.each([
    [
      'of another kind',
      win({ id: 'x', kind: 'renewal', money: { amount: 5000, currency: 'EUR' } }),
      true,
    ],
    ['of its kind', win({ id: 'x', money: { amount: 5000, currency: 'EUR' } }), false],
    [
      'taken back',
      win({ id: 'x', state: 'retracted', money: { amount: 5000, currency: 'EUR' } }),
      true,
    ],
    ['in another currency', win({ id: 'x', money: { amount: 5000, currency: 'USD' } }), true],
  ])('it is the biggest beside a bigger one %s: %s', (_, other, is) =>
    expect(
      rankOf(win({ money: { amount: 1000, currency: 'EUR' } }), [...euros(80, 90, 900), other]),
    ).toBe(is ? 1 : 2),
  );
  test('without an amount it is no biggest', () =>
    expect(rankOf(win({ money: null }), euros(80, 90, 900))).toBeNull());
});

test('what made the difference is added once, also where nobody new is named', () => {
  const credits = [{ person: TOM, for: 'sold' }];
  expect(addTo(win(), { credits, difference: 'Patience' })).toMatchObject({
    difference: 'Patience',
    version: 2,
  });
  expect(addTo(win(), { credits, difference: null })).toBeNull();
  expect(addTo(win({ difference: 'Luck' }), { credits, difference: 'Patience' })).toBeNull();
});
