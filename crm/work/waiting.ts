import type { Handoff } from '../handoff/handoff.ts';
import type { PromiseSummary } from '../promise/summary.ts';
import type { Mention } from '../question/question.ts';
import type { Draft } from '../store/drafts.ts';
import { isLate, isSnoozed } from '../task/rules.ts';
import type { TaskSummary } from '../task/summary.ts';
import type { Day } from '../time/day.ts';

/** Something that waits for one person. */
export type Waiting =
  | { kind: 'task'; said: TaskSummary }
  | { kind: 'promise'; said: PromiseSummary }
  | { kind: 'handoff'; handoff: Handoff; customer: string; from: string }
  | { kind: 'mention'; mention: Mention; customer: string; from: string }
  /** Somebody asked about what this person hands over, and has no answer yet. */
  | {
      kind: 'asked';
      handoff: Handoff;
      question: Handoff['talk'][number];
      customer: string;
      from: string;
    }
  | { kind: 'draft'; draft: Draft };

/** The order of open work, most urgent first. `offered` and `asked`: others wait for an answer. */
const RANKS = ['late', 'offered', 'asked', 'today', 'held', 'begun', 'later'] as const;
type Rank = (typeof RANKS)[number];

/** Most pressing first; what its holder put off is not there. `today` and `endOfDay` are the reader's. */
export function inOrder(
  waiting: readonly Waiting[],
  { now, endOfDay, today }: { now: Date; endOfDay: Date; today: Day },
): Waiting[] {
  const ranked = waiting
    .filter((one) => one.kind !== 'task' || !isSnoozed(one.said.task, now))
    .map((one) => ({
      one,
      rank: RANKS.indexOf(rankOf(one, { now, endOfDay, today })),
      at: timeOf(one),
    }));
  return ranked.sort((a, b) => a.rank - b.rank || a.at - b.at).map(({ one }) => one);
}

function rankOf(
  one: Waiting,
  { now, endOfDay, today }: { now: Date; endOfDay: Date; today: Day },
): Rank {
  switch (one.kind) {
    case 'task':
      if (isLate(one.said.task, now)) return 'late';
      return one.said.task.dueAt && one.said.task.dueAt < endOfDay ? 'today' : 'later';
    case 'promise': {
      const { dueOn } = one.said.promise;
      if (dueOn !== null && dueOn < today) return 'late';
      return dueOn === today ? 'today' : 'later';
    }
    case 'handoff':
      if (one.handoff.dueAt < now) return 'late';
      return one.handoff.state === 'offered' ? 'offered' : 'held';
    case 'mention':
    case 'asked':
      return 'asked';
    case 'draft':
      return 'begun';
  }
}

function timeOf(one: Waiting): number {
  switch (one.kind) {
    case 'task':
      return one.said.task.dueAt?.getTime() ?? Infinity;
    case 'promise':
      return one.said.promise.dueOn === null ? Infinity : Date.parse(one.said.promise.dueOn);
    case 'handoff':
      return one.handoff.dueAt.getTime();
    case 'mention':
      return one.mention.createdAt.getTime();
    case 'asked':
      return one.question.at.getTime();
    case 'draft':
      return one.draft.at.getTime();
  }
}
