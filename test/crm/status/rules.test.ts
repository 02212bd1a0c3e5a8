import { describe, expect, test } from 'vitest';
import type { JobFacts, StatusFacts, WriteFacts } from '../../../crm/status/facts.ts';
import {
  EVENTS_LATE,
  FAULT_KINDS,
  faultsOf,
  LATE,
  mayTryAgain,
  READING_LATE,
  unreachedMessages,
} from '../../../crm/status/rules.ts';
import type { ReadingState } from '../../../crm/store/readings.ts';

const NOW = new Date('2026-11-30T10:00:00Z');
const ago = (length: number): Date => new Date(NOW.getTime() - length);
/** A moment ago, at the edge of being late, and just over it. */
const [JUST, EDGE, OVER] = [ago(1000), ago(LATE), ago(LATE + 1)];

const NOTHING: StatusFacts = {
  jobs: [],
  writes: [],
  messages: [],
  undelivered: [],
  consumers: [],
  readings: [],
  backupAt: null,
};
const job = (kind: string, facts: Partial<JobFacts>): JobFacts => ({
  kind,
  due: 0,
  dueSince: null,
  later: 0,
  active: 0,
  failed: 0,
  failedSince: null,
  failedAt: null,
  fault: null,
  ...facts,
});
const writes = (facts: Partial<WriteFacts>): WriteFacts => ({
  source: 'hubspot',
  waiting: 0,
  waitingSince: null,
  failed: 0,
  failedAt: null,
  done: 0,
  fault: null,
  ...facts,
});
const reading = (facts: Partial<ReadingState>): ReadingState => ({
  source: 'hubspot',
  at: JUST,
  movedAt: JUST,
  finishedAt: JUST,
  records: null,
  failedAt: null,
  fault: null,
  ...facts,
});
const failed = (kind: string) => job(kind, { failed: 2, failedSince: OVER, failedAt: JUST });
const late = (kind: string, since: Date, due = 1) => job(kind, { due, dueSince: since });

/** Facts, and the faults that they are. */
const ROWS: readonly [string, Partial<StatusFacts>, readonly object[]][] = [
  ['nothing is stored', {}, []],
  [
    'a system fails since then',
    { readings: [reading({ failedAt: OVER, fault: 'unauthorised' })] },
    [{ kind: 'reading-fails', source: 'hubspot', since: OVER, fault: 'unauthorised' }],
  ],
  [
    'a system that was taken off',
    { readings: [reading({ source: 'tryton', failedAt: OVER, fault: 'unavailable' })] },
    [],
  ],
  [
    'a reading at the edge of being late',
    { readings: [reading({ movedAt: ago(READING_LATE), finishedAt: ago(READING_LATE) })] },
    [],
  ],
  [
    'a late reading',
    { readings: [reading({ movedAt: ago(READING_LATE + 1), finishedAt: null })] },
    [{ kind: 'reading-late', source: 'hubspot', since: ago(READING_LATE + 1) }],
  ],
  [
    'a long first reading gives a sign of life',
    { readings: [reading({ finishedAt: null, records: 12_000 })] },
    [],
  ],
  [
    'writes failed and others wait',
    {
      writes: [
        writes({ failed: 3, failedAt: JUST, waiting: 2, waitingSince: OVER, fault: 'no field' }),
      ],
    },
    [
      { kind: 'writes-failed', source: 'hubspot', count: 3, at: JUST, fault: 'no field' },
      { kind: 'writes-late', source: 'hubspot', count: 2, since: OVER, fault: 'no field' },
    ],
  ],
  ['writes wait a moment', { writes: [writes({ waiting: 2, waitingSince: EDGE, done: 9 })] }, []],
  [
    'jobs failed',
    { jobs: [failed('notify-followers')] },
    [{ kind: 'jobs-failed', job: 'notify-followers', count: 2, at: JUST, fault: null }],
  ],
  [
    'a job failed whose failure stands elsewhere',
    { jobs: ['read-connector', 'write-back', 'deliver-message', 'deliver-batch'].map(failed) },
    [],
  ],
  ['a job waits at the edge', { jobs: [late('match-customers', EDGE)] }, []],
  [
    'jobs of several kinds wait: one fault, from the first',
    { jobs: [late('save-items', ago(LATE + 1), 4), late('forget', ago(2 * LATE), 3)] },
    [{ kind: 'jobs-late', job: 'forget', count: 7, since: ago(2 * LATE) }],
  ],
  [
    'messages wait',
    {
      messages: [
        { state: 'waiting', count: 5, overdue: 5, overdueSince: OVER },
        { state: 'deferred', count: 40, overdue: 1, overdueSince: OVER },
        { state: 'sent', count: 900, overdue: 0, overdueSince: null },
      ],
    },
    [{ kind: 'messages-late', count: 6, since: OVER }],
  ],
  [
    'messages fail, and others have nobody to reach',
    {
      undelivered: [
        { why: 'fault', count: 1, since: OVER },
        { why: 'slack: rejected', count: 4, since: JUST },
        { why: 'unreachable', count: 9, since: OVER },
      ],
    },
    [{ kind: 'messages-failed', count: 5, since: OVER, why: 'slack: rejected' }],
  ],
  [
    'consumers are behind: one fault, of the furthest',
    {
      consumers: [
        { name: 'followers', behind: 3, since: ago(EVENTS_LATE) },
        { name: 'signals', behind: 80, since: ago(EVENTS_LATE + 1) },
        { name: 'matching', behind: 0, since: null },
      ],
    },
    [{ kind: 'events-late', consumer: 'signals', count: 80, since: ago(EVENTS_LATE + 1) }],
  ],
];

const faults = (facts: Partial<StatusFacts>) =>
  faultsOf({ ...NOTHING, ...facts }, { now: NOW, connected: ['hubspot'] });

describe('the facts that are faults', () => {
  test.each(ROWS)('%s', (_, facts, expected) => {
    expect(faults(facts)).toEqual(expected);
  });

  test('every kind has its row, and four of them may be tried again', () => {
    const found = ROWS.flatMap(([, facts]) => faults(facts));
    expect(new Set(found.map(({ kind }) => kind))).toEqual(new Set(FAULT_KINDS));
    expect(new Set(found.filter(mayTryAgain).map(({ kind }) => kind))).toEqual(
      new Set(['reading-fails', 'reading-late', 'writes-failed', 'jobs-failed']),
    );
  });

  test('messages without a receiver are counted, and are no fault', () => {
    const undelivered = ['unreachable', 'inactive', 'shared', 'fault'].map((why, i) => ({
      why,
      count: 10 ** i,
      since: JUST,
    }));
    expect(unreachedMessages({ ...NOTHING, undelivered })).toBe(111);
  });
});
