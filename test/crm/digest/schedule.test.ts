import { describe, expect, test } from 'vitest';
import type { Digest } from '../../../crm/digest/digest.ts';
import { changeDigest, dueIssue, newDigest } from '../../../crm/digest/rules.ts';
import {
  type DigestSchedule,
  daysOfSlot,
  slotAfter,
  slotBefore,
} from '../../../crm/digest/schedule.ts';
import { PersonId } from '../../../crm/person/person.ts';
import { EIGHT_ZONES } from './eight-zones.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const NONE: ReadonlySet<string> = new Set();
const ANA = PersonId.parse('ana');
const [FROM, UNTIL] = [Date.parse('2026-01-01T00:00Z'), Date.parse('2027-01-01T00:00Z')];

const schedule = (part: object, zone = 'Europe/Berlin'): DigestSchedule => ({
  every: 'week',
  weekday: 1,
  clock: '08:00',
  onHoliday: 'move',
  ...part,
  zone,
});
const digestOf = (of: DigestSchedule, now: Date, closed = NONE): Digest =>
  newDigest(
    {
      id: 'd',
      to: { kind: 'person', person: ANA },
      variant: 'shared',
      schedule: of,
      kpis: null,
      by: ANA,
    },
    now,
    closed,
  );

/** The zone's own clock and calendar, by another library than the one that computes slots. */
function shown(at: Date, zone: string): { day: string; clock: string; weekday: string } {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    weekday: 'short',
  }).formatToParts(at);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  return {
    day: `${part('year')}-${part('month')}-${part('day')}`,
    clock: `${part('hour')}:${part('minute')}`,
    weekday: part('weekday'),
  };
}

/** Every issue of a year, by a clock that strikes every fifth minute. */
function yearOf(of: DigestSchedule): Date[] {
  let digest = digestOf(of, new Date(FROM - MINUTE));
  const issues: Date[] = [];
  for (let at = FROM; at < UNTIL; at += 5 * MINUTE) {
    if (!digest.next || digest.next.at.getTime() > at) continue;
    const done = dueIssue(digest, new Date(at), NONE);
    digest = done.digest;
    if (done.issue) {
      expect(done.issue.slot.getTime(), 'at its own minute').toBe(at);
      issues.push(done.issue.slot);
    }
  }
  return issues;
}

describe.each(EIGHT_ZONES)('a year in %s', (zone) => {
  test('every Monday at 08:00, once', () => {
    const issues = yearOf(schedule({}, zone)).map((at) => shown(at, zone));
    expect(new Set(issues.map(({ day }) => day)).size).toBe(52);
    expect(issues).toHaveLength(52);
    for (const issue of issues) expect(issue).toMatchObject({ weekday: 'Mon', clock: '08:00' });
  });

  test('every day at 02:30, once, also where the clocks leave that out or repeat it', () => {
    const issues = yearOf(
      schedule({ every: 'day', weekdays: [1, 2, 3, 4, 5, 6, 7], clock: '02:30' }, zone),
    ).map((at) => shown(at, zone));
    const days = issues.map(({ day }) => day);
    expect(new Set(days).size).toBe(days.length);
    expect(days.filter((day) => day.startsWith('2026')).length).toBeGreaterThanOrEqual(364);
    const off = issues.filter(({ clock }) => clock !== '02:30');
    expect(off.length, 'only on the day on which the clocks go forward').toBeLessThanOrEqual(1);
    for (const { clock } of off) expect(clock).toMatch(/^0[23]:[03]0$/);
  });
});

describe('a holiday', () => {
  const pentecost = new Set(['2026-05-25']);
  const after = new Date('2026-05-22T12:00Z');

  test('moves a weekly digest to the next working day, with the same days to tell of', () => {
    const slot = slotAfter(after, schedule({}), pentecost);
    expect(slot).toEqual({ day: '2026-05-25', at: new Date('2026-05-26T06:00Z') });
    expect(daysOfSlot('2026-05-25', schedule({}), pentecost)).toEqual({
      first: '2026-05-18',
      last: '2026-05-24',
    });
  });

  test('or is skipped', () => {
    expect(slotAfter(after, schedule({ onHoliday: 'skip' }), pentecost)?.day).toBe('2026-06-01');
  });

  test('a whole closed week has none, and a closed year ends the search', () => {
    const week = new Set(['25', '26', '27', '28', '29'].map((date) => `2026-05-${date}`));
    expect(slotAfter(after, schedule({}), week)?.day).toBe('2026-06-01');
    const year = new Set(
      Array.from({ length: 500 }, (_, i) =>
        new Date(after.getTime() + i * DAY).toISOString().slice(0, 10),
      ),
    );
    expect(slotAfter(after, schedule({}), year)).toBeNull();
  });

  test('a daily digest has none on a closed day, and the next one tells of all days since', () => {
    const daily = schedule({ every: 'day', weekdays: [1, 2, 3, 4, 5] });
    expect(slotAfter(after, daily, pentecost)?.day).toBe('2026-05-26');
    expect(daysOfSlot('2026-05-26', daily, pentecost)).toEqual({
      first: '2026-05-22',
      last: '2026-05-25',
    });
  });

  test('that was named after the time was set takes the slot along', () => {
    const digest = digestOf(schedule({}), after);
    expect(digest.next?.at).toEqual(new Date('2026-05-25T06:00Z'));
    const { digest: moved, issue } = dueIssue(digest, new Date('2026-05-25T06:00Z'), pentecost);
    expect(issue).toBeNull();
    expect(moved.next?.at).toEqual(new Date('2026-05-26T06:00Z'));
  });
});

describe('a month', () => {
  const monthly = (date: number) => schedule({ every: 'month', date });

  test('is told of whole, on the first working day', () => {
    const slot = slotAfter(new Date('2026-10-20T00:00Z'), monthly(1), NONE);
    expect(slot).toEqual({ day: '2026-11-01', at: new Date('2026-11-02T07:00Z') });
    expect(daysOfSlot('2026-11-01', monthly(1), NONE)).toEqual({
      first: '2026-10-01',
      last: '2026-10-31',
    });
  });

  test('that is shorter has its digest on its last day', () => {
    expect(slotAfter(new Date('2026-04-02T00:00Z'), monthly(31), NONE)?.day).toBe('2026-04-30');
    const issues = yearOf(monthly(31));
    expect(issues).toHaveLength(12);
  });
});

describe('a bot that was down', () => {
  test('sends the last one that it missed, once', () => {
    const digest = digestOf(schedule({}), new Date('2026-10-30T00:00Z'));
    const back = new Date('2026-11-18T10:00Z');
    const { digest: next, issue } = dueIssue(digest, back, NONE);
    expect(issue).toMatchObject({
      slot: new Date('2026-11-16T07:00Z'),
      first: '2026-11-09',
      last: '2026-11-15',
    });
    expect(next.next?.at).toEqual(new Date('2026-11-23T07:00Z'));
    expect(slotBefore(back, schedule({}), NONE)?.at).toEqual(issue?.slot);
  });
});

test('a pause has no next time, and what follows it begins anew', () => {
  const digest = digestOf(schedule({}), new Date('2026-10-30T00:00Z'));
  const paused = changeDigest(
    digest,
    { state: 'paused' },
    { now: new Date('2026-10-31T00:00Z'), closed: NONE },
  );
  expect(paused).toMatchObject({ next: null, version: 2 });
  const again = changeDigest(
    paused,
    { state: 'on' },
    { now: new Date('2026-11-18T10:00Z'), closed: NONE },
  );
  expect(again.next?.at).toEqual(new Date('2026-11-23T07:00Z'));
});
