import type { KpiId } from '../crm/figure/kpi-id.ts';
import * as registry from './index.ts';
import type { Kpi } from './kpi.ts';

const ALL: readonly Kpi[] = Object.values(registry);

/** The figures of an organisation's digest where no department owns it. */
const OF_EVERYBODY: readonly KpiId[] = [
  'retention-rate',
  'customer-satisfaction',
  'first-contact-resolution',
  'net-promoter-score',
  'interaction-coverage',
];
const MOST = 6;

/** The figures that somebody chose; else those that the department moves, those first that it moves most. */
export function chosenKpis(ids: readonly KpiId[] | null, department: string | null): Kpi[] {
  const named = (wanted: readonly KpiId[]) =>
    wanted.flatMap((id) => ALL.filter((kpi) => kpi.id === id));
  if (ids) return named(ids);
  const owned = ALL.map((kpi) => ({
    kpi,
    rank: kpi.movers.findIndex((mover) => mover.department === department),
  }))
    .filter(({ rank }) => rank >= 0)
    .toSorted((one, other) => one.rank - other.rank || (one.kpi.id < other.kpi.id ? -1 : 1));
  return owned.length > 0 ? owned.slice(0, MOST).map(({ kpi }) => kpi) : named(OF_EVERYBODY);
}
