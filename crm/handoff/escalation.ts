import { HOUR } from '../time/durations.ts';
import { type Calendar, isWorkingTime, workingTimeBetween } from '../time/working-time.ts';
import type { Handoff } from './handoff.ts';

/** The people who hear of a late handoff, each after so much of the receiver's working time. */
export const ESCALATION = [
  { rung: 0, who: 'receiver', after: 0 },
  { rung: 1, who: 'manager', after: 4 * HOUR },
  { rung: 2, who: 'leader', after: 12 * HOUR },
] as const;
export type EscalationLevel = (typeof ESCALATION)[number];

/**
 * The level that is due now, or null. Each comes once and in order, in the receiver's working time only. A handoff that
 * somebody accepted is theirs: they are reminded of it, and nobody above them is told.
 */
export function nextLevel(
  handoff: Pick<Handoff, 'state' | 'dueAt' | 'rung' | 'reminders'>,
  now: Date,
  calendar: Calendar,
): EscalationLevel | null {
  if (handoff.dueAt > now || !isWorkingTime(now, calendar)) return null;
  const next = ESCALATION[handoff.reminders === 0 ? 0 : handoff.rung + 1];
  if (!next || (handoff.state === 'accepted' && next.rung > 0)) return null;
  return workingTimeBetween(handoff.dueAt, now, calendar) >= next.after ? next : null;
}
