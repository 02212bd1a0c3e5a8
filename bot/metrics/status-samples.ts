import type { MessageFacts, StatusFacts } from '../../crm/status/facts.ts';
import { FAULT_KINDS, faultsOf } from '../../crm/status/rules.ts';
import { SECOND } from '../../crm/time/durations.ts';

type Sample = readonly [labels: Readonly<Record<string, string>>, value: number];

/** One gauge, and how its values are read from the facts. */
export interface StatusGauge {
  name: string;
  help: string;
  labelNames: readonly string[];
  samples(facts: StatusFacts, about: About): Sample[];
}

export interface About {
  now: Date;
  /** The sources of the systems that are connected. */
  connected: readonly string[];
  /** In seconds; 0 for null. */
  age(since: Date | null): number;
}

const MESSAGE_STATES: readonly MessageFacts['state'][] = [
  'waiting',
  'deferred',
  'sent',
  'muted',
  'failed',
  'withdrawn',
];

/** Every gauge of what is stored; `rapport_` stands before each name. */
export const STATUS_GAUGES: readonly StatusGauge[] = [
  {
    name: 'faults',
    help: 'Faults by kind, as the command “status” and npm run doctor name them',
    labelNames: ['kind'],
    samples(facts, about) {
      const found = faultsOf(facts, about);
      return FAULT_KINDS.map((kind) => [
        { kind },
        found.filter((fault) => fault.kind === kind).length,
      ]);
    },
  },
  {
    name: 'jobs',
    help: 'Jobs of the queue by kind: due now, later, active, or given up in the last 7 days',
    labelNames: ['kind', 'state'],
    samples: ({ jobs }) =>
      jobs.flatMap(({ kind, due, later, active, failed }) =>
        Object.entries({ due, later, active, failed }).map(
          ([state, count]): Sample => [{ kind, state }, count],
        ),
      ),
  },
  {
    name: 'jobs_oldest_seconds',
    help: 'How long the first due job of a kind waits',
    labelNames: ['kind'],
    samples: ({ jobs }, { age }) => jobs.map(({ kind, dueSince }) => [{ kind }, age(dueSince)]),
  },
  {
    name: 'messages',
    help: 'Messages by state: all that wait or are deferred, and those of the last day that ended',
    labelNames: ['state'],
    samples: ({ messages }) =>
      MESSAGE_STATES.map((state) => [
        { state },
        messages.find((one) => one.state === state)?.count ?? 0,
      ]),
  },
  {
    name: 'messages_overdue_seconds',
    help: 'How long the first message waits that should have left',
    labelNames: ['state'],
    samples: ({ messages }, { age }) =>
      messages.map(({ state, overdueSince }) => [{ state }, age(overdueSince)]),
  },
  {
    name: 'write_backs',
    help: 'Writes to a system: waiting, failed in the last 7 days, done in the last day',
    labelNames: ['system', 'state'],
    samples: ({ writes }) =>
      writes.flatMap(({ source, waiting, failed, done }) =>
        Object.entries({ waiting, failed, done }).map(
          ([state, count]): Sample => [{ system: source ?? 'none', state }, count],
        ),
      ),
  },
  {
    name: 'write_backs_oldest_seconds',
    help: 'How long the first write to a system waits',
    labelNames: ['system'],
    samples: ({ writes }, { age }) =>
      writes.map(({ source, waitingSince }) => [{ system: source ?? 'none' }, age(waitingSince)]),
  },
  {
    name: 'reading_age_seconds',
    help: 'How long ago the reading of a connected system last got further, or came to its end',
    labelNames: ['system'],
    samples: ({ readings }, { age, connected }) =>
      readings
        .filter(({ source }) => connected.includes(source))
        .map(({ source, movedAt }) => [{ system: source }, age(movedAt)]),
  },
  {
    name: 'reading_failing_seconds',
    help: 'For how long every reading of a connected system fails; 0 where the last one did not',
    labelNames: ['system'],
    samples: ({ readings }, { age, connected }) =>
      readings
        .filter(({ source }) => connected.includes(source))
        .map(({ source, failedAt }) => [{ system: source }, age(failedAt)]),
  },
  {
    name: 'events_behind',
    help: 'Events that a consumer has not looked at yet, counted up to 10,000',
    labelNames: ['consumer'],
    samples: ({ consumers }) => consumers.map(({ name, behind }) => [{ consumer: name }, behind]),
  },
  {
    name: 'events_behind_seconds',
    help: 'How old the first event is that a consumer has not looked at yet',
    labelNames: ['consumer'],
    samples: ({ consumers }, { age }) =>
      consumers.map(({ name, since }) => [{ consumer: name }, age(since)]),
  },
  {
    name: 'last_backup_timestamp_seconds',
    help: 'When npm run backup last wrote a file, in Unix time; 0 where it never did',
    labelNames: [],
    samples: ({ backupAt }) => [[{}, backupAt ? backupAt.getTime() / SECOND : 0]],
  },
];
