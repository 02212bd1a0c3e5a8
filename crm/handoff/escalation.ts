import { HOUR } from '../time/durations.ts';
import { type Calendar, isWorkingTime, workingTimeBetween } from '../time/working-time.ts';
import type { Handoff } from './handoff.ts';

/** The people who hear of a late handoff, each after so much of the receiver's working time. */
export const ESCALATION = [
  { level: 0, who: 'receiver', after: 0 },
  { level: 1, who: 'manager', after: 4 * HOUR },
  { level: 2, who: 'leader', after: 12 * HOUR },
] as const;
export type EscalationLevel = (typeof ESCALATION)[number];

/**
 * The level to escalate to now, or null. Each is reached once and in order, in the receiver's working time only. The one
 * who accepted a handoff has it: they are reminded of it, and nobody above them is told.
 */
export function nextLevel(
  handoff: Pick<Handoff, 'state' | 'dueAt' | 'level' | 'reminders'>,
  now: Date,
  calendar: Calendar,
): EscalationLevel | null {
  if (handoff.dueAt > now || !isWorkingTime(now, calendar)) return null;
  const next = ESCALATION[handoff.reminders === 0 ? 0 : handoff.level + 1];
  if (!next || (handoff.state === 'accepted' && next.level > 0)) return null;
  return workingTimeBetween(handoff.dueAt, now, calendar) >= next.after ? next : null;
}
