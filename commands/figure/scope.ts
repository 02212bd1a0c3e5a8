import type { FigureScope } from '../../cards/figure/actions.ts';
import { KPI_IDS, type KpiId } from '../../crm/figure/kpi-id.ts';
import type { Days, Scope, Segment } from '../../crm/figure/scope.ts';
import { sees } from '../../crm/policy/policy.ts';
import { addDays, dayIn } from '../../crm/time/day.ts';
import * as registry from '../../kpi/index.ts';
import type { Kpi } from '../../kpi/kpi.ts';
import { scopeOf } from '../../kpi/period.ts';
import type { Context } from '../command.ts';

/** In the order of the list of ids. */
export const KPIS: readonly Kpi[] = Object.values(registry).toSorted(
  (one: Kpi, other: Kpi) => KPI_IDS.indexOf(one.id) - KPI_IDS.indexOf(other.id),
);

export const kpiOf = (id: KpiId): Kpi | null => KPIS.find((kpi) => kpi.id === id) ?? null;

const LATELY = 90;

/** The days of a figure where nobody typed any: the last ninety, today included. */
export function lately({ now, zone }: Pick<Context, 'now' | 'zone'>): Days {
  const last = dayIn(now, zone);
  return { first: addDays(last, 1 - LATELY), last };
}

export const segmentOf = ({ by, of }: Pick<FigureScope, 'by' | 'of'>): Segment => ({
  kind: by,
  value: of,
});

/** These days and this segment as facts are read for them; all time ends today, whenever its button was made. */
export const factScope = (
  { first, last }: Days,
  segment: Segment,
  { now, zone }: Pick<Context, 'now' | 'zone'>,
): Scope =>
  scopeOf({ first, last: first === null ? dayIn(now, zone) : last }, segment, { now, zone });

/** Whether the policy lets this reader see the figure: an amount is revenue. */
export const seesFigure = ({ unit }: Kpi, { access }: Pick<Context, 'access'>): boolean =>
  sees(access, 'identity') && (unit !== 'money' || sees(access, 'revenue'));
