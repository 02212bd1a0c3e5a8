import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { NO_CONSENTS } from '../../crm/connection/consents.ts';
import { itemMappings } from '../../crm/connectors/items/mappings.ts';
import type { NotificationPreference } from '../../crm/notification/preferences.ts';
import { weekOf } from '../../crm/notification/weekly.ts';
import type { Queue } from '../../crm/queue.ts';
import { defineJobKind } from '../../crm/queue.ts';
import * as jobs from '../../jobs/index.ts';
import { dailyWins, postWin, readConnectors, remindTasks } from '../../jobs/index.ts';
import type { Job, JobContext } from '../../jobs/job.ts';
import { scheduler } from '../../jobs/scheduler.ts';
import { now } from '../clock.ts';

const [MINUTE, HOUR, DAY] = [60_000, 3_600_000, 86_400_000];
const WEEK = 7 * DAY;
const ZONE = 'Europe/Berlin';
/** Each begins on a Monday: in winter, in summer, and the two in which Berlin changes its clocks. */
const WEEKS = ['2026-01-12', '2026-06-15', '2026-03-23', '2026-10-19'];
const USUAL: NotificationPreference = {
  kinds: {},
  dailyAt: '00:00',
  quiet: null,
  daysOff: [],
  snoozedUntil: null,
  mutedCustomers: [],
  named: true,
};

/** The minutes of a week at which the clock begins this job, in order. */
function slotsOf({ cron = '' }: Job, from: Date): Date[] {
  const [minutes, hours, days, months, weekdays] = cron.split(' ').map(numbersOf);
  const fits = (at: Date): boolean =>
    minutes!(at.getUTCMinutes()) &&
    hours!(at.getUTCHours()) &&
    days!(at.getUTCDate()) &&
    months!(at.getUTCMonth() + 1) &&
    weekdays!(at.getUTCDay());
  return Array.from(
    { length: WEEK / MINUTE },
    (_, minute) => new Date(from.getTime() + minute * MINUTE),
  ).filter(fits);
}

/** One field of a schedule: an asterisk, `5`, `1-5`, `9,15`, or every so many. */
function numbersOf(field: string): (number: number) => boolean {
  if (field === '*') return () => true;
  const every = /^\*\/(\d+)$/.exec(field);
  if (every) return (number) => number % Number(every[1]) === 0;
  const ranges = field.split(',').map((part) => {
    const [, first, last = first] = /^(\d+)(?:-(\d+))?$/.exec(part) ?? [];
    if (first === undefined) throw new Error(`No test reads the schedule “${field}” yet`);
    return { first: Number(first), last: Number(last) };
  });
  return (number) => ranges.some(({ first, last }) => number >= first && number <= last);
}

/** The longest that something waits that is due at some moment of this time. */
function longestWait(slots: readonly Date[], from: Date, until: Date): number {
  const moments = [from, ...slots, until].map((at) => at.getTime());
  return Math.max(...moments.slice(1).map((at, i) => at - (moments[i] ?? 0)));
}

function there(at: Date): { day: string; hour: number } {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: ZONE,
    weekday: 'long',
    hour: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(at);
  const said = (type: string) => parts.find((part) => part.type === type)?.value ?? '';
  return { day: said('weekday'), hour: Number(said('hour')) };
}

const within =
  (minutes: number): Meaning =>
  (slots, from) =>
    expect(longestWait(slots, from, new Date(from.getTime() + WEEK))).toBeLessThanOrEqual(
      minutes * MINUTE,
    );

type Meaning = (slots: readonly Date[], from: Date) => void;

/** Before Monday begins anywhere, and again, so that nobody misses it. */
function beforeEveryMonday(slots: readonly Date[], from: Date): void {
  const monday = new Date(from.getTime() + WEEK).toISOString().slice(0, 10);
  // One that rings while the bot is down is made up for by another.
  expect(slots.length).toBeGreaterThanOrEqual(3);
  for (const slot of slots)
    expect(weekOf(slot, USUAL, 'Pacific/Kiritimati').monday, 'it tells of this week').toBe(monday);
  const [first] = slots;
  for (const zone of ['Pacific/Kiritimati', 'Europe/Berlin', 'Pacific/Honolulu'])
    expect(first! < weekOf(first!, USUAL, zone).noteAt, `before Monday begins in ${zone}`).toBe(
      true,
    );
  expect(weekOf(first!, USUAL, ZONE).noteAt.getTime() - first!.getTime()).toBeLessThan(DAY);
}

/** The meaning of each job's schedule for people, independent of its notation. */
const MEANINGS: Record<string, Meaning> = {
  'match-due': within(5),
  'read-connectors': within(5),
  'read-journals': within(1),
  'watch-quotas': within(10),
  // A colleague who left has no access for longer than an hour.
  'tend-connections': within(60),
  // Deletions of which nobody tells are few. While most sleep, and on a day without work.
  'find-missing-records'(slots) {
    expect(slots).toHaveLength(1);
    expect(there(slots[0]!).day).toBe('Sunday');
    expect(there(slots[0]!).hour).toBeLessThan(6);
  },
  // A digest comes at a minute that somebody chose, every fifth of which there is.
  'post-digests'(slots, from) {
    within(5)(slots, from);
    for (const slot of slots) expect(slot.getUTCMinutes() % 5).toBe(0);
  },
  // A channel is told at the hour of its digest.
  'post-list-news': within(5),
  'remind-handoffs': within(5),
  'remind-promises': within(5),
  'remind-tasks': within(5),
  // The events bring what happened; only who joined a channel, and that time passed, is looked for.
  'refresh-rooms': within(60),
  // A figure adds up every row that was appended since.
  'sum-up-balances': within(60),
  // Soon after the day begins in UTC, from which a renewal is counted.
  'find-renewals'(slots, from) {
    within(25 * 60)(slots, from);
    expect(slots).toHaveLength(7);
    for (const slot of slots) expect(slot.getUTCHours(), 'as the day begins').toBe(0);
  },
  // Early, so that what came by time alone is known when the working day begins.
  'watch-signals'(slots, from) {
    within(25 * 60)(slots, from);
    expect(slots).toHaveLength(7);
    for (const slot of slots) {
      expect(there(slot).hour, 'in the morning').toBeGreaterThanOrEqual(5);
      expect(there(slot).hour, 'before the working day').toBeLessThan(9);
    }
  },
  // A name in a question that nobody answers stays no longer than an hour after its time.
  'end-erasure-questions'(slots, from) {
    within(65)(slots, from);
  },
  'forget-old'(slots, from) {
    within(25 * 60)(slots, from);
    expect(slots).toHaveLength(7);
    for (const slot of slots) expect(there(slot).hour, 'at night').toBeLessThan(7);
  },
  // In the morning after a period closed; a weekend is waited for.
  'celebrate-targets'(slots) {
    expect(slots).toHaveLength(5);
    for (const slot of slots) {
      expect(there(slot).hour, 'in the working day').toBeGreaterThanOrEqual(9);
      expect(there(slot).hour, 'in the morning').toBeLessThan(11);
    }
  },
  'daily-wins'(slots) {
    expect(slots.map((slot) => there(slot).day)).toEqual([
      'Monday',
      'Tuesday',
      'Wednesday',
      'Thursday',
      'Friday',
    ]);
    for (const slot of slots) {
      expect(there(slot).hour, 'late in the working day').toBeGreaterThanOrEqual(16);
      expect(there(slot).hour, 'before it is over').toBeLessThan(18);
    }
  },
  'weekly-summary': beforeEveryMonday,
  'weekly-holds': beforeEveryMonday,
};

const byTheClock = Object.values(jobs).filter(({ cron }) => cron !== undefined);

test('of every job that the clock begins it is said what its schedule means', () =>
  expect(byTheClock.map(({ kind }) => kind.id).sort()).toEqual(Object.keys(MEANINGS).sort()));

describe.each(WEEKS)('in the week of %s', (monday) => {
  test.each(byTheClock)('$kind.id begins when it should', (job) => {
    const from = new Date(`${monday}T00:00:00Z`);
    MEANINGS[job.kind.id]?.(slotsOf(job, from), from);
  });
});

describe('the clock', () => {
  beforeEach(() => {
    vi.useFakeTimers({
      toFake: ['Date', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'],
    });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  /** The jobs that one copy of the bot sends until some minutes after three, on a Monday. */
  async function sentBy(
    start: Date,
    asked: readonly Job[] = [dailyWins, remindTasks, postWin],
  ): Promise<{ job: string; data: unknown; key: string }[]> {
    vi.setSystemTime(start);
    const sent: { job: string; data: unknown; key: string }[] = [];
    const queue: Queue = {
      work: async () => {},
      send: async (job, data, { key }) => void sent.push({ job: job.id, data, key }),
      start: async () => {},
      stop: async () => {},
    };
    const clock = scheduler(asked, queue, timeOnly);
    await clock.start();
    await vi.advanceTimersByTimeAsync(Date.parse('2026-06-15T15:06:00Z') - start.getTime());
    await clock.stop();
    await vi.advanceTimersByTimeAsync(HOUR);
    return sent;
  }

  test('has the queue begin a job at each of its slots, once for all copies, until it is stopped', async () => {
    const slot = (minute: string) => `2026-06-15T${minute}:00.000Z`;
    const one = await sentBy(new Date('2026-06-15T14:59:30Z'));
    expect(one).toEqual([
      { job: 'daily-wins', data: { slot: slot('15:00') }, key: `daily-wins:${slot('15:00')}` },
      { job: 'remind-tasks', data: { slot: slot('15:00') }, key: `remind-tasks:${slot('15:00')}` },
      { job: 'remind-tasks', data: { slot: slot('15:05') }, key: `remind-tasks:${slot('15:05')}` },
    ]);
    expect(await sentBy(new Date('2026-06-15T14:59:51.700Z'))).toEqual(one);
  });

  test('has the connected systems read at the start, without waiting for their minute', async () => {
    const sent = await sentBy(new Date('2026-06-15T15:03:30Z'), [readConnectors]);
    expect(sent.map(({ key }) => key)).toEqual([
      'read-connectors:2026-06-15T15:03:00.000Z',
      'read-connectors:2026-06-15T15:05:00.000Z',
    ]);
  });

  test('gives each job to the queue, also one that only the queue begins, and tells it when the tries are used up', async () => {
    const given = new Map<string, string[]>();
    const queue: Queue = {
      async work(job, run, { failed } = {}) {
        await run({ asked: job.id });
        await failed?.({ asked: job.id }, 'the cause');
      },
      send: async () => {},
      start: async () => {},
      stop: async () => {},
    };
    const note = (job: string, what: string) => given.set(job, [...(given.get(job) ?? []), what]);
    const quiet: Job = {
      kind: defineJobKind('quiet', z.unknown()),
      run: async (data, context) =>
        void note('quiet', `ran ${JSON.stringify(data)} ${context === timeOnly}`),
    };
    const loud: Job = {
      kind: defineJobKind('loud', z.unknown()),
      run: async () => void note('loud', 'ran'),
      failed: async (data, cause, context) =>
        void note('loud', `${JSON.stringify(data)} ${cause} ${context === timeOnly}`),
    };
    await scheduler([quiet, loud], queue, timeOnly).start();
    expect([...given]).toEqual([
      ['quiet', ['ran {"asked":"quiet"} true']],
      ['loud', ['ran', '{"asked":"loud"} the cause true']],
    ]);
  });
});

const never = (): never => {
  throw new Error('The clock asks for the time only');
};
/** No job runs here, so that nothing is asked of the context but the time. */
const timeOnly: JobContext = {
  get store() {
    return never();
  },
  now,
  readerOf: never,
  reader: never,
  id: never,
  connectors: [],
  consents: NO_CONSENTS,
  mappings: itemMappings(null),
  deliver: never,
  findPost: never,
  update: never,
  direct: never,
  accountsByEmail: async () => [],
  directToUnlinked: never,
  standsIn: never,
  audience: never,
  threads: never,
};
