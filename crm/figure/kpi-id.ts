import { z } from 'zod';

/** Every figure that the organisation shares. An id never changes: buttons, goals and digests carry it. */
export const KPI_IDS = [
  'customer-lifetime-value',
  'customer-acquisition-cost',
  'retention-rate',
  'net-promoter-score',
  'customer-satisfaction',
  'churn-rate',
  'average-revenue',
  'first-contact-resolution',
  'customer-effort-score',
  'upsell-cross-sell-rate',
  'time-to-resolution',
  'engagement-rate',
  'first-response-time',
  'handoff-time',
  'interaction-coverage',
  'channel-consistency',
  'adoption',
  'kept-promises',
] as const;
export const KpiId = z.enum(KPI_IDS);
export type KpiId = z.infer<typeof KpiId>;
