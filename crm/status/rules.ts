import type { UpstreamFault } from '../problem.ts';
import { MINUTE } from '../time/durations.ts';
import type { JobFacts, StatusFacts, WriteFacts } from './facts.ts';

/** Jobs, messages and writes leave within seconds. */
export const LATE = 10 * MINUTE;
/** A system is read every five minutes. */
export const READING_LATE = 30 * MINUTE;
/** Consumers look every other second. */
export const EVENTS_LATE = 5 * MINUTE;

/** Something that an administrator should know of and can do something about. */
export type Fault =
  | { kind: 'reading-fails'; source: string; since: Date; fault: UpstreamFault }
  | { kind: 'reading-late'; source: string; since: Date }
  | WritesFailed
  | { kind: 'writes-late'; source: string | null; count: number; since: Date; fault: string | null }
  | { kind: 'jobs-failed'; job: string; count: number; at: Date; fault: string | null }
  /** `job` is the kind that waits longest. */
  | { kind: 'jobs-late'; job: string; count: number; since: Date }
  | { kind: 'messages-late'; count: number; since: Date }
  /** `why` is the reason of most of them. */
  | { kind: 'messages-failed'; count: number; since: Date; why: string }
  /** `consumer` is the one that is furthest behind. */
  | { kind: 'events-late'; consumer: string; count: number; since: Date };

type WritesFailed = {
  kind: 'writes-failed';
  source: string | null;
  count: number;
  at: Date;
  fault: string | null;
};

export type FaultKind = Fault['kind'];

export const FAULT_KINDS = [
  'reading-fails',
  'reading-late',
  'writes-failed',
  'writes-late',
  'jobs-failed',
  'jobs-late',
  'messages-late',
  'messages-failed',
  'events-late',
] as const satisfies readonly FaultKind[];

/** Kinds of jobs whose failure is a fact of its own: a system's reading, a write, a message. */
const OTHERWISE_SHOWN: ReadonlySet<string> = new Set([
  'read-connector',
  'write-back',
  'deliver-message',
  'deliver-batch',
]);

/** Reasons that are somebody's choice, or the lack of a chat account: nothing is broken by them. */
const NO_FAULT: ReadonlySet<string> = new Set([
  'inactive',
  'unreachable',
  'shared',
  'read-only',
  'silent',
]);

/**
 * The faults among these facts, in the order in which they are to be looked at. `connected` has the sources that are
 * read now: one that was taken off is not expected to be read.
 */
export function faultsOf(
  facts: StatusFacts,
  { now, connected }: { now: Date; connected: readonly string[] },
): Fault[] {
  const isOver = (since: Date | null, length: number): since is Date =>
    since !== null && now.getTime() - since.getTime() > length;
  return [
    ...readingFaults(facts, { connected, isOver }),
    ...facts.writes.flatMap((writes) => writeFaults(writes, isOver)),
    ...facts.jobs.filter(isFailed).map(jobFault),
    ...lateJobs(facts.jobs, isOver),
    ...lateMessages(facts, isOver),
    ...failedMessages(facts),
    ...lateEvents(facts, isOver),
  ];
}

/** Those that another try by hand may mend. */
export const mayTryAgain = ({ kind }: Fault): boolean =>
  kind === 'reading-fails' ||
  kind === 'reading-late' ||
  kind === 'writes-failed' ||
  kind === 'jobs-failed';

/** Messages of the last day that reached nobody though nothing is broken. */
export const unreachedMessages = ({ undelivered }: StatusFacts): number =>
  sum(undelivered.filter(({ why }) => NO_FAULT.has(why)).map(({ count }) => count));

type IsOver = (since: Date | null, length: number) => since is Date;

function readingFaults(
  { readings }: StatusFacts,
  { connected, isOver }: { connected: readonly string[]; isOver: IsOver },
): Fault[] {
  return readings
    .filter(({ source }) => connected.includes(source))
    .flatMap(({ source, failedAt, fault, movedAt }): Fault[] => {
      if (failedAt && fault) return [{ kind: 'reading-fails', source, since: failedAt, fault }];
      // A long reading gets further all the time; one that is killed at the same place again and again does not.
      return isOver(movedAt, READING_LATE)
        ? [{ kind: 'reading-late', source, since: movedAt }]
        : [];
    });
}

function writeFaults(writes: WriteFacts, isOver: IsOver): Fault[] {
  const { source, failed, failedAt, waiting, waitingSince, fault } = writes;
  return [
    ...(failed > 0 && failedAt
      ? [{ kind: 'writes-failed' as const, source, count: failed, at: failedAt, fault }]
      : []),
    ...(isOver(waitingSince, LATE)
      ? [{ kind: 'writes-late' as const, source, count: waiting, since: waitingSince, fault }]
      : []),
  ];
}

type FailedJobs = JobFacts & { failedAt: Date };

/** The failed jobs of a kind are a fault of their own, unless something else shows it. */
const isFailed = (facts: JobFacts): facts is FailedJobs =>
  facts.failed > 0 && facts.failedAt !== null && !OTHERWISE_SHOWN.has(facts.kind);

const jobFault = ({ kind: job, failed, failedAt, fault }: FailedJobs): Fault => ({
  kind: 'jobs-failed',
  job,
  count: failed,
  at: failedAt,
  fault,
});

/** Where one kind waits, most others do too: they are one fault. */
function lateJobs(jobs: readonly JobFacts[], isOver: IsOver): Fault[] {
  const late = jobs.filter(({ dueSince }) => isOver(dueSince, LATE));
  const first = earliest(late, ({ dueSince }) => dueSince);
  if (!first) return [];
  const count = sum(late.map(({ due }) => due));
  return [{ kind: 'jobs-late', job: first.one.kind, count, since: first.at }];
}

function lateMessages({ messages }: StatusFacts, isOver: IsOver): Fault[] {
  const late = messages.filter(({ overdueSince }) => isOver(overdueSince, LATE));
  const first = earliest(late, ({ overdueSince }) => overdueSince);
  const count = sum(late.map(({ overdue }) => overdue));
  return first ? [{ kind: 'messages-late', count, since: first.at }] : [];
}

function failedMessages({ undelivered }: StatusFacts): Fault[] {
  const broken = undelivered.filter(({ why }) => !NO_FAULT.has(why));
  const [most] = broken.toSorted((one, other) => other.count - one.count);
  const first = earliest(broken, ({ since }) => since);
  if (!most || !first) return [];
  const count = sum(broken.map((one) => one.count));
  return [{ kind: 'messages-failed', count, since: first.at, why: most.why }];
}

function lateEvents({ consumers }: StatusFacts, isOver: IsOver): Fault[] {
  const late = consumers.filter(({ since }) => isOver(since, EVENTS_LATE));
  const first = earliest(late, ({ since }) => since);
  if (!first) return [];
  const { name: consumer, behind: count } = first.one;
  return [{ kind: 'events-late', consumer, count, since: first.at }];
}

function earliest<One>(
  all: readonly One[],
  atOf: (one: One) => Date | null,
): { one: One; at: Date } | null {
  const [first] = all
    .flatMap((one) => {
      const at = atOf(one);
      return at ? [{ one, at }] : [];
    })
    .toSorted((one, other) => one.at.getTime() - other.at.getTime());
  return first ?? null;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);
