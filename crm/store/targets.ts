import type { KpiId } from '../figure/kpi-id.ts';
import type { Segment } from '../figure/scope.ts';
import type { Target } from '../figure/target.ts';

/** The organisation's shared goals: one for each figure and segment. */
export interface Targets {
  /** Null where none is set for exactly this segment. */
  get(figure: KpiId, segment: Segment): Promise<Target | null>;
  /** By figure; those of all customers before those of a segment. */
  all(): Promise<Target[]>;
  /** Replaces the one of the same figure and segment. */
  save(target: Target): Promise<void>;
  remove(figure: KpiId, segment: Segment): Promise<void>;
}
