import { z } from 'zod';
import { PersonId } from '../person/person.ts';
import { KpiId } from './kpi-id.ts';
import { SegmentKind } from './scope.ts';

/** The stretch of the calendar in which a figure is to reach its target. */
export const TARGET_PERIODS = ['week', 'month', 'quarter', 'year'] as const;
export const TargetPeriod = z.enum(TARGET_PERIODS);
export type TargetPeriod = z.infer<typeof TargetPeriod>;

/** A value that the organisation wants a figure to have. Each figure has one for each segment. */
export const Target = z.object({
  figure: KpiId,
  segment: z.object({ kind: SegmentKind, value: z.string() }),
  /** In the figure's unit, so that both can be compared; money in minor units. */
  value: z.number(),
  /** Of money. */
  currency: z.string().nullable(),
  period: TargetPeriod,
  setBy: PersonId,
  setAt: z.date(),
});
export type Target = z.infer<typeof Target>;
