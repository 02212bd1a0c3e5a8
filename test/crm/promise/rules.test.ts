import { describe, expect, test } from 'vitest';
import { PersonId } from '../../../crm/person/person.ts';
import type { CustomerPromise } from '../../../crm/promise/promise.ts';
import {
  firstReminder,
  isBroken,
  lookAtPromise,
  type PromiseClock,
  reminderOf,
  stepPromise,
} from '../../../crm/promise/rules.ts';
import { ANA, BEN, MIA, promise } from '../../prisma/work-of-acme.ts';

const HOURS = { zone: 'Europe/Berlin', daysOff: [6, 7], holidays: ['2026-12-25'] };
const at = (when: string) => new Date(`${when}:00+01:00`);
const NOW = at('2026-11-20T10:00');
const OWNER = PersonId.parse('owner');
const open = promise('p', { history: [] });
const member = (id: PersonId) => ({ id, role: 'member' as const });
const step = (
  one: CustomerPromise,
  taken: Parameters<typeof stepPromise>[1],
  by: Parameters<typeof stepPromise>[2]['by'] = member(BEN),
) => stepPromise(one, taken, { by, owner: OWNER, now: NOW, hours: HOURS });

describe('steps', () => {
  test.each([
    ['who promised it', member(BEN), true],
    ['who wrote it down', member(ANA), true],
    ['the customer’s owner', member(OWNER), true],
    ['a manager', { id: MIA, role: 'manager' as const }, true],
    ['a colleague', member(MIA), false],
  ])('%s', (_, by, may) => {
    expect(step(open, { kind: 'keep' }, by).kind).toBe(may ? 'changed' : 'refused');
  });

  test('kept, it is closed by the one who says so, and the clock is done with it', () => {
    expect(step(open, { kind: 'keep' })).toMatchObject({
      promise: { state: 'kept', closedAt: NOW, closedBy: BEN, remindAt: null, version: 2 },
    });
  });

  test('kept after its day, it was not kept by it, also where the clock has not looked', () => {
    const late = { ...open, dueOn: '2026-11-19', brokenOn: null, level: -1 };
    for (const taken of [{ kind: 'keep' }, { kind: 'move', dueOn: '2026-12-05' }] as const)
      expect(step(late, taken)).toMatchObject({ promise: { brokenOn: '2026-11-19' } });
    const onIt = { ...late, dueOn: '2026-11-20' };
    expect(step(onIt, { kind: 'keep' })).toMatchObject({ promise: { brokenOn: null } });
  });

  test('withdrawn, it keeps the reason', () => {
    expect(step(open, { kind: 'withdraw', reason: 'They left' })).toMatchObject({
      promise: { state: 'withdrawn', reason: 'They left' },
    });
  });

  test('moved, it keeps its earlier day and that it was broken, and is reminded of anew', () => {
    const broken = { ...open, brokenOn: '2026-11-19', dueOn: '2026-11-19', level: 1 };
    expect(step(broken, { kind: 'move', dueOn: '2026-12-05' })).toMatchObject({
      promise: {
        dueOn: '2026-12-05',
        brokenOn: '2026-11-19',
        level: -1,
        remindAt: at('2026-12-04T09:00'),
        history: [{ at: NOW, by: BEN, dueOn: '2026-11-19' }],
      },
    });
    expect(step(open, { kind: 'move', dueOn: '2026-12-01' })).toMatchObject({ why: 'same-day' });
    const hour = { kind: 'move', dueOn: '2026-12-01', what: `${open.what} (15:00)` } as const;
    expect(step(open, hour)).toMatchObject({ promise: { what: hour.what } });
  });

  test('a closed one takes no step but to be opened again', () => {
    const kept = { ...open, state: 'kept' as const, closedAt: NOW, closedBy: BEN };
    expect(step(kept, { kind: 'keep' })).toMatchObject({ why: 'already-kept' });
    expect(step(kept, { kind: 'move', dueOn: '2026-12-09' })).toMatchObject({ why: 'closed' });
    expect(step(kept, { kind: 'reopen' })).toMatchObject({
      promise: { state: 'open', closedAt: null, closedBy: null, remindAt: at('2026-11-30T09:00') },
    });
    expect(step(open, { kind: 'reopen' })).toMatchObject({ why: 'already-open' });
    const withdrawn = { ...kept, state: 'withdrawn' as const };
    expect(step(withdrawn, { kind: 'keep' })).toMatchObject({ why: 'closed' });
  });
});

test('it is broken from the day after', () => {
  expect(isBroken(open, '2026-12-01')).toBe(false);
  expect(isBroken(open, '2026-12-02')).toBe(true);
  expect(isBroken({ ...open, state: 'kept' }, '2026-12-02')).toBe(false);
  expect(isBroken({ ...open, dueOn: null }, '2026-12-02')).toBe(false);
});

test.each([
  ['2026-11-20T10:00', '2026-11-30T09:00'],
  ['2026-11-30T09:00', '2026-12-01T09:00'],
  ['2026-12-01T09:00', '2026-12-01T16:00'],
  ['2026-12-01T16:00', '2026-12-02T00:00'],
  ['2026-12-05T09:00', '2026-12-02T00:00'],
  ['2026-11-30T10:00', '2026-12-01T07:00', 'SSO (08:00)'],
  ['2026-12-01T10:00', '2026-12-01T14:30', 'SSO (3:30 pm)'],
  ['2026-12-01T10:00', '2026-12-01T19:00', 'SSO (20:00)'],
  ['2026-12-01T14:45', '2026-12-02T00:00', 'SSO (15.30)'],
])('made at %s, the clock looks at it at %s: %s', (made, looks, what = 'SSO') => {
  const remindAt = firstReminder({ what, dueOn: '2026-12-01' }, at(made), HOURS);
  expect(remindAt).toEqual(at(looks));
  const day = looks.slice(0, 10);
  const onTheDay = day === '2026-12-01' ? remindAt : 'none';
  expect(reminderOf({ dueOn: '2026-12-01', remindAt }, HOURS.zone)).toEqual(
    day < '2026-12-01' ? 'before' : onTheDay,
  );
});
test.each([
  ['a Monday', '2026-12-07', '2026-12-04T09:00'],
  ['a Monday after a holiday', '2026-12-28', '2026-12-24T09:00'],
  ['a Saturday', '2026-12-05', '2026-12-04T09:00'],
])('of %s, the clock reminds on the working day before', (_, day, looks) => {
  expect(firstReminder({ what: 'SSO', dueOn: day }, NOW, HOURS)).toEqual(at(looks));
});
test('without a day the clock never looks at it', () => {
  expect(firstReminder({ what: 'SSO', dueOn: null }, NOW, HOURS)).toBe(null);
});

describe('the clock', () => {
  const clock = (now: Date, over: Partial<PromiseClock> = {}): PromiseClock => ({
    now,
    today: now.toISOString().slice(0, 10),
    hours: HOURS,
    works: true,
    nextDay: new Date(now.getTime() + 24 * 3_600_000),
    ...over,
  });
  const due = (over: Partial<CustomerPromise>) => ({ ...open, remindAt: NOW, ...over });

  test('says it the day before, and on the day, once each', () => {
    const before = lookAtPromise(due({}), clock(at('2026-11-30T09:05')));
    expect(before).toMatchObject({ news: 'soon', promise: { remindAt: at('2026-12-01T09:00') } });
    const onTheDay = lookAtPromise(before!.promise, clock(at('2026-12-01T09:00')));
    expect(onTheDay).toMatchObject({
      news: 'today',
      promise: { remindAt: at('2026-12-02T00:00') },
    });
    expect(lookAtPromise(onTheDay!.promise, clock(at('2026-12-01T18:00')))).toBe(null);
  });

  test('that its day passed is on record at once, and told when its maker works', () => {
    const night = at('2026-12-02T01:05');
    const passed = lookAtPromise(due({}), clock(night, { today: '2026-12-02', works: false }));
    expect(passed).toMatchObject({
      news: 'passed',
      promise: { brokenOn: '2026-12-01', level: 0, remindAt: at('2026-12-02T09:00') },
    });
    const morning = at('2026-12-02T09:00');
    expect(lookAtPromise(passed!.promise, clock(morning, { works: false }))).toBe(null);
    expect(lookAtPromise(passed!.promise, clock(morning))).toMatchObject({
      news: 'broken',
      promise: { level: 1, remindAt: new Date(morning.getTime() + 86_400_000) },
    });
    expect(lookAtPromise(due({ brokenOn: '2026-11-10' }), clock(morning))).toMatchObject({
      news: 'broken',
      promise: { brokenOn: '2026-11-10', level: 1 },
    });
  });

  test('of a Friday, it is told on Monday', () => {
    const late = due({ dueOn: '2026-12-04' });
    const night = clock(at('2026-12-05T00:05'), { today: '2026-12-05', works: false });
    expect(lookAtPromise(late, night)).toMatchObject({
      news: 'passed',
      promise: { remindAt: at('2026-12-07T09:00') },
    });
  });

  test('others are told one level a working day, and then nobody more', () => {
    const now = at('2026-12-03T09:05');
    const late = due({ level: 1, brokenOn: '2026-12-01' });
    expect(lookAtPromise(late, clock(now, { works: false }))).toBe(null);
    const first = lookAtPromise(late, clock(now));
    expect(first).toMatchObject({ news: 'manager', promise: { level: 2 } });
    const second = lookAtPromise({ ...first!.promise, remindAt: now }, clock(now));
    expect(second).toMatchObject({ news: 'leader', promise: { level: 3, remindAt: null } });
    expect(lookAtPromise(second!.promise, clock(now))).toBe(null);
  });

  test.each([
    ['kept', { state: 'kept' as const }],
    ['without a day', { dueOn: null }],
    ['not yet due', { remindAt: at('2026-12-09T09:00') }],
    ['done with', { remindAt: null }],
  ])('%s, it says nothing', (_, over) => {
    expect(lookAtPromise(due(over), clock(at('2026-12-03T09:05')))).toBe(null);
  });
});
