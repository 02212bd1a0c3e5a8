import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checklistFor, checkOff } from '../../../crm/handoff/checklist.ts';
import { nextLevel } from '../../../crm/handoff/escalation.ts';
import { isThere, type Roster, route } from '../../../crm/handoff/routing.ts';
import { type Person, PersonId } from '../../../crm/person/person.ts';
import type { Absence } from '../../../crm/store/absences.ts';
import { type Calendar, OFFICE_HOURS } from '../../../crm/time/working-time.ts';

const id = (name: string) => PersonId.parse(name);
const person = (name: string, department: string, active = true): Person => ({
  id: id(name),
  name,
  email: `${name}@rapport.example`,
  title: null,
  department,
  role: 'member',
  zone: 'Europe/Berlin',
  locale: 'en-GB',
  active,
});
const PEOPLE = [
  person('ana', 'sales'),
  person('ben', 'success'),
  person('sofia', 'success'),
  person('nina', 'onboarding'),
  person('emeka', 'onboarding'),
  person('gone', 'onboarding', false),
];
const UNTIL = new Date('2026-11-30T00:00:00Z');
const roster = (...away: [name: string, cover?: string][]): Roster => ({
  people: PEOPLE,
  absences: new Map(
    away.map(([name, cover]): [PersonId, Absence] => [
      id(name),
      { person: id(name), from: new Date(0), until: UNTIL, cover: cover ? id(cover) : null },
    ]),
  ),
});
const to = (name: string) => ({
  kind: 'person' as const,
  person: PEOPLE.find((one) => one.id === name)!,
});
const turns = (next: number, ...members: string[]) => ({
  kind: 'rotation' as const,
  rotation: { name: 'berlin', members: members.map(id), next },
});
const ANA = id('ana');

describe('the way around whoever is away', () => {
  test('there: to them', () =>
    expect(route(to('ben'), roster(), ANA)).toMatchObject({
      receiver: { holder: 'ben' },
      around: [],
    }));
  test('away: to who covers', () =>
    expect(route(to('ben'), roster(['ben', 'nina']), ANA)).toMatchObject({
      receiver: { holder: 'nina', department: 'onboarding' },
      around: [{ person: 'ben', until: UNTIL }],
    }));
  test('away, and so is their cover: to the department', () =>
    expect(route(to('ben'), roster(['ben', 'nina'], ['nina', 'ben']), ANA)).toMatchObject({
      receiver: { to: { kind: 'department', department: 'onboarding' }, holder: null },
      around: [{ person: 'ben' }, { person: 'nina' }],
    }));
  test('gone for good: to the department', () =>
    expect(route(to('gone'), roster(), ANA)).toMatchObject({
      receiver: { to: { department: 'onboarding' } },
      around: [{ person: 'gone', until: null }],
    }));
  test('never back to who gives it', () =>
    expect(route(to('ben'), roster(['ben', 'ana']), ANA)).toMatchObject({
      receiver: { to: { department: 'success' } },
    }));
  test('nobody there at all: nowhere', () =>
    expect(route(to('ben'), roster(['ben'], ['sofia']), ANA)).toBeNull());
  test('in turn, past whoever is away', () =>
    expect(route(turns(1, 'nina', 'ben', 'emeka'), roster(['ben']), ANA)).toMatchObject({
      receiver: { holder: 'emeka', rotation: 'berlin' },
      around: [{ person: 'ben' }],
      rotation: { next: 0 },
    }));

  test('whoever gets it is there, is not the giver, and everybody passed over is not', () => {
    const names = PEOPLE.map((one) => one.id);
    const absences = fc.array(
      fc.tuple(fc.constantFrom(...names), fc.option(fc.constantFrom(...names), { nil: undefined })),
      { maxLength: 6 },
    );
    const wanted = fc.oneof(
      fc.constantFrom(...PEOPLE).map((one) => ({ kind: 'person' as const, person: one })),
      fc
        .constantFrom('success', 'onboarding')
        .map((department) => ({ kind: 'department' as const, department })),
      fc
        .tuple(fc.uniqueArray(fc.constantFrom(...names), { minLength: 1 }), fc.nat(20))
        .map(([members, next]) => turns(next % members.length, ...members)),
    );
    let met = 0;
    fc.assert(
      fc.property(wanted, absences, fc.constantFrom(...names), (asked, away, giver) => {
        const there = roster(
          ...away.map(([name, cover]): [string, string?] => (cover ? [name, cover] : [name])),
        );
        const found = route(asked, there, giver);
        if (!found) return;
        met += 1;
        const { receiver, around, rotation } = found;
        if (receiver.holder)
          expect([
            isThere(receiver.holder, there),
            receiver.holder === giver && asked.kind !== 'person',
          ]).toEqual([true, false]);
        else
          expect(
            there.people.some(
              (one) =>
                receiver.to.kind === 'department' &&
                one.department === receiver.to.department &&
                one.id !== giver &&
                isThere(one.id, there),
            ),
          ).toBe(true);
        expect(around.every((one) => !isThere(one.person, there))).toBe(true);
        expect(new Set(around.map((one) => one.person)).size).toBe(around.length);
        if (rotation)
          expect(
            rotation.members[
              (rotation.next + rotation.members.length - 1) % rotation.members.length
            ],
          ).toBe(receiver.holder);
      }),
      { numRuns: 1_000 },
    );
    expect(met).toBeGreaterThan(300);
  });
});

describe('what nobody ticked, and no words propose', () => {
  const given = (
    reason: string,
    more: { promises?: string[]; titles?: string[]; there?: string[] } = {},
  ) => ({ reason, promises: [], there: [], titles: [], ...more });
  const missing = (from: string, department: string, ...rest: Parameters<typeof given>) =>
    checkOff(checklistFor(from, department), given(...rest))
      .filter(({ done, proposed }) => !done && !proposed)
      .map(({ item }) => item);
  test.each([
    [
      'sales',
      'onboarding',
      'Signed',
      {},
      ['what-was-sold', 'start-day', 'technical-contact', 'promises'],
    ],
    [
      'sales',
      'onboarding',
      'Signed for 40 seats, starts 1 Dec',
      { promises: ['SSO'], titles: ['IT Manager'] },
      [],
    ],
    [
      'sales',
      'onboarding',
      'Signed',
      { there: ['start-day'] },
      ['what-was-sold', 'technical-contact', 'promises'],
    ],
    ['support', 'product', 'The export fails every time for 12 users, they are blocked', {}, []],
    ['support', 'product', 'The export is odd', {}, ['how-many', 'how-bad']],
    ['marketing', 'sales', 'Met at the fair', {}, ['what-they-want', 'when-they-decide']],
    [
      'sales',
      'onboarding',
      'no start day, no technical contact known yet, nobody promised anything',
      {},
      ['what-was-sold', 'start-day', 'technical-contact', 'promises'],
    ],
    ['finance', 'operations', 'Late again', {}, ['what-they-want', 'next-step']],
    ['sales', 'sales', 'Moving to Berlin', {}, ['what-they-want', 'next-step']],
  ])('%s → %s: %s', (from, department, reason, more, left) =>
    expect(missing(from, department, reason, more)).toEqual(left),
  );
});

describe('the ladder', () => {
  const berlin: Calendar = { ...OFFICE_HOURS, zone: 'Europe/Berlin', holidays: [] };
  const late = (change: object = {}) => ({
    state: 'offered' as const,
    dueAt: new Date('2026-11-24T15:00:00Z'),
    level: 0,
    reminders: 0,
    ...change,
  });
  const at = (when: string, change: object = {}, calendar = berlin) =>
    nextLevel(late(change), new Date(when), calendar)?.who ?? null;
  test.each([
    ['not due yet', '2026-11-24T14:59:00Z', {}, null],
    ['due: the receiver', '2026-11-24T15:00:00Z', {}, 'receiver'],
    ['said once', '2026-11-24T15:30:00Z', { reminders: 1 }, null],
    ['nobody at night', '2026-11-24T20:00:00Z', {}, null],
    [
      'after four working hours: their manager',
      '2026-11-25T11:00:00Z',
      { reminders: 1 },
      'manager',
    ],
    ['not a minute before', '2026-11-25T10:59:00Z', { reminders: 1 }, null],
    ['after twelve: a leader', '2026-11-26T11:00:00Z', { reminders: 2, level: 1 }, 'leader'],
    ['and then nobody', '2026-12-04T11:00:00Z', { reminders: 3, level: 2 }, null],
    ['a level at a time, however late', '2026-12-04T11:00:00Z', {}, 'receiver'],
    [
      'accepted: the receiver alone',
      '2026-12-04T11:00:00Z',
      { state: 'accepted', reminders: 1 },
      null,
    ],
  ])('%s', (_, when, change, who) => expect(at(when, change)).toBe(who));
  test('a holiday does not count', () =>
    expect(
      at('2026-11-25T11:00:00Z', { reminders: 1 }, { ...berlin, holidays: ['2026-11-25'] }),
    ).toBeNull());
});
