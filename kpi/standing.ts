import type { Days } from '../crm/figure/scope.ts';
import type { Target, TargetPeriod } from '../crm/figure/target.ts';
import type { Figure, Kpi } from './kpi.ts';
import { periodAsLongAs } from './period.ts';

/** How a figure stands to its target: `by` is the distance, in the figure's unit. Nothing known is not 0. */
export type Standing =
  | { kind: 'met'; by: number }
  | { kind: 'missed'; by: number }
  | { kind: 'unknown' }
  /** The figure is of days that are no period of the target's length: `is` names the one that they are. */
  | { kind: 'other-period'; is: TargetPeriod | null };

/** Less than any figure is written with. */
const EXACT = 1e-9;

/**
 * A figure that is better higher is met from its target up, the others from it down. `days` are those of the figure: a
 * target for a month says nothing on three months, nor one for a quarter on a week.
 */
export function standingOf(
  { better }: Pick<Kpi, 'better'>,
  { value, currency }: Pick<Figure, 'value' | 'currency'>,
  { days, ...target }: Pick<Target, 'value' | 'currency' | 'period'> & { days: Days },
): Standing {
  if (value === null || currency !== target.currency) return { kind: 'unknown' };
  const is = periodAsLongAs(days);
  if (is !== target.period) return { kind: 'other-period', is };
  const ahead = better === 'up' ? value - target.value : target.value - value;
  const by = Math.abs(ahead) < EXACT ? 0 : Math.abs(ahead);
  return { kind: by === 0 || ahead > 0 ? 'met' : 'missed', by };
}
