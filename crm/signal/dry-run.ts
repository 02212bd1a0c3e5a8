import { DAY } from '../time/durations.ts';
import { factsAt, type SignalHistory } from './facts.ts';
import type { Finding, SignalRule } from './rule.ts';

/** A month back: as long as the answer can be checked by those who were there. */
export const DRY_RUN_DAYS = 30;

/** A day on which the rule would have begun to find something. */
export interface Occurrence {
  at: Date;
  finding: Finding;
}

/**
 * Replays a rule over the days before an instant, on the facts as they were known on each: once per occurrence, as it
 * would have been told. One that lasted already when the month began is none of it.
 */
export function replay(
  rule: Pick<SignalRule, 'find'>,
  history: SignalHistory,
  { threshold, until, zone }: { threshold: number; until: Date; zone: string },
): Occurrence[] {
  const found = Array.from({ length: DRY_RUN_DAYS + 1 }, (_, day) => {
    const at = new Date(until.getTime() - (DRY_RUN_DAYS - day) * DAY);
    return { at, finding: rule.find(factsAt(history, at, zone), threshold) };
  });
  return found.slice(1).flatMap(({ at, finding }, day) => {
    const wasSo = found[day]?.finding !== null;
    return finding && !wasSo ? [{ at, finding }] : [];
  });
}
