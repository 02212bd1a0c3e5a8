import type { Target } from '../crm/figure/target.ts';
import type { Figure, Kpi } from './kpi.ts';

/** How a figure stands to its target: `by` is the distance, in the figure's unit. Nothing known is not 0. */
export type Standing =
  | { kind: 'met'; by: number }
  | { kind: 'missed'; by: number }
  | { kind: 'unknown' };

/** Less than any figure is written with. */
const EXACT = 1e-9;

/** A figure that is better higher is met from its target up, the others from it down. */
export function standingOf(
  { better }: Pick<Kpi, 'better'>,
  { value, currency }: Pick<Figure, 'value' | 'currency'>,
  target: Pick<Target, 'value' | 'currency'>,
): Standing {
  if (value === null || currency !== target.currency) return { kind: 'unknown' };
  const ahead = better === 'up' ? value - target.value : target.value - value;
  const by = Math.abs(ahead) < EXACT ? 0 : Math.abs(ahead);
  return { kind: by === 0 || ahead > 0 ? 'met' : 'missed', by };
}
