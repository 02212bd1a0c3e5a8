import type { PersonId } from '../person/person.ts';
import type { Store } from '../store/store.ts';
import { addDays, type Day, dayIn } from '../time/day.ts';
import { MINUTE, WEEK } from '../time/durations.ts';
import type { Digest, DigestIssue } from './digest.ts';
import { type DigestSchedule, daysOfSlot, slotAfter, slotBefore } from './schedule.ts';

/** Longer than any platform's short silence: an issue says so that comes later than this. */
const LATE = 30 * MINUTE;

export const isLate = (slot: Date, now: Date): boolean => now.getTime() - slot.getTime() > LATE;

/** The closed days of the schedule's zone, as far as its next and its last slots need them. */
export async function closedDays(
  { zone }: DigestSchedule,
  now: Date,
  { holidays }: Pick<Store, 'holidays'>,
): Promise<ReadonlySet<Day>> {
  const today = dayIn(now, zone);
  return new Set(await holidays.of(zone, addDays(today, -60), addDays(today, 400)));
}

export function newDigest(
  digest: Pick<Digest, 'id' | 'to' | 'variant' | 'schedule' | 'kpis'> & { by: PersonId },
  now: Date,
  closed: ReadonlySet<Day>,
): Digest {
  return {
    ...digest,
    version: 1,
    state: 'on',
    next: slotAfter(now, digest.schedule, closed),
    createdAt: now,
    askedAt: null,
  };
}

/** The next version of a digest, with the time at which it comes next; a pause and a stop have none. */
export function changeDigest(
  digest: Digest,
  change: Partial<Pick<Digest, 'schedule' | 'kpis' | 'state' | 'askedAt' | 'by'>>,
  { now, closed }: { now: Date; closed: ReadonlySet<Day> },
): Digest {
  const changed = { ...digest, ...change, version: digest.version + 1 };
  return {
    ...changed,
    next: changed.state === 'on' ? slotAfter(now, changed.schedule, closed) : null,
  };
}

/**
 * The step of a digest whose time has come: the issue of its last slot, and the digest as it goes on. Slots that
 * passed before that one, while nobody was there to send them, are not made up for. A slot that has become a closed
 * day since is none.
 */
export function dueIssue(
  digest: Digest,
  now: Date,
  closed: ReadonlySet<Day>,
): { digest: Digest; issue: DigestIssue | null } {
  const { schedule, next } = digest;
  const slot = slotBefore(now, schedule, closed);
  const gone = changeDigest(digest, {}, { now, closed });
  if (!slot || !next || slot.at < next.at) return { digest: gone, issue: null };
  return {
    digest: gone,
    issue: {
      digest: digest.id,
      slot: slot.at,
      ...daysOfSlot(slot.day, schedule, closed),
      reference: null,
      sentAt: null,
      actedAt: null,
    },
  };
}

const UNREAD = 4 * WEEK;
/** Fewer than these say nothing about a rhythm. */
const LEAST_ISSUES = 2;

/** Whether nobody acted on what was sent for four weeks (of a monthly one, on the last two), nor said since that it goes on. */
export function isUnread(
  { createdAt, askedAt, schedule }: Pick<Digest, 'createdAt' | 'askedAt' | 'schedule'>,
  issues: readonly DigestIssue[],
  now: Date,
): boolean {
  const length = schedule.every === 'month' ? 2 * UNREAD + WEEK : UNREAD;
  const since = now.getTime() - length;
  if (createdAt.getTime() > since || (askedAt && askedAt.getTime() > since)) return false;
  const lately = issues.filter(({ slot, sentAt }) => sentAt !== null && slot.getTime() >= since);
  return lately.length >= LEAST_ISSUES && lately.every(({ actedAt }) => actedAt === null);
}

/** The last issue as it was to come: for a preview, and for a button on one. */
export function issueAt(
  digest: Pick<Digest, 'id' | 'schedule'>,
  now: Date,
  closed: ReadonlySet<Day>,
): DigestIssue {
  const { schedule, id } = digest;
  const today = dayIn(now, schedule.zone);
  const { day, at } = slotBefore(now, schedule, closed) ?? { day: today, at: now };
  return {
    digest: id,
    slot: at,
    ...daysOfSlot(day, schedule, closed),
    reference: null,
    sentAt: null,
    actedAt: null,
  };
}
