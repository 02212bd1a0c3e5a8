import type { DepartmentId } from '../person/person.ts';
import type { Access } from '../policy/policy.ts';
import type { Store } from '../store/store.ts';
import { type Day, endOfDay, startOfDay } from '../time/day.ts';
import { redactWin, type VisibleWin } from '../win/redact.ts';

/** All that a digest tells besides its figures, as far as its readers may see it. */
export interface DigestContent {
  wins: readonly VisibleWin[];
  /** Handoffs that are overdue now, by the department that they wait for, most first. */
  late: readonly { department: DepartmentId; handoffs: number }[];
}

const MOST_WINS = 50;
const MOST_LATE = 500;

export async function readContent(
  { first, last }: { first: Day; last: Day },
  { store, access, zone, now }: { store: Store; access: Access; zone: string; now: Date },
): Promise<DigestContent> {
  const [wins, late] = await Promise.all([
    store.wins.list({
      since: startOfDay(first, zone),
      until: endOfDay(last, zone),
      limit: MOST_WINS,
    }),
    lateHandoffs(store, now),
  ]);
  const posted = wins.filter(({ state }) => state === 'posted');
  return { wins: await Promise.all(posted.map((win) => redactWin(win, access, store))), late };
}

async function lateHandoffs(store: Store, now: Date): Promise<DigestContent['late']> {
  const [overdue, people] = await Promise.all([
    store.handoffs.overdue(now, MOST_LATE),
    store.people.all(),
  ]);
  const departments = new Map(people.map(({ id, department }) => [id, department]));
  const counts = new Map<DepartmentId, number>();
  for (const { to, holder } of overdue) {
    const receiver = holder ?? (to.kind === 'person' ? to.person : null);
    const department = receiver === null && to.kind === 'department' ? to.department : null;
    const at = department ?? (receiver && departments.get(receiver));
    if (at) counts.set(at, (counts.get(at) ?? 0) + 1);
  }
  return [...counts]
    .map(([department, handoffs]) => ({ department, handoffs }))
    .toSorted((one, other) => other.handoffs - one.handoffs);
}
