import type { Bill } from './bills.ts';
import type { Clock } from './calendar.ts';
import { randomFor } from './random.ts';
import type { RecordBuilder } from './record-builder.ts';
import { tellBilling } from './year/billing.ts';
import { tellDeals } from './year/deals.ts';
import { tellMarketing } from './year/marketing.ts';
import { tellNps, tellSupport } from './year/support.ts';
import { tellOnboarding, tellTalks } from './year/talks.ts';
import { tellUsage } from './year/usage.ts';
import { windowOf } from './year/window.ts';

/** An ordinary year with one customer, across all departments, up to where its story begins. */
export function generateYear(builder: RecordBuilder, clock: Clock, bills: readonly Bill[]): void {
  tellBilling(builder, clock, bills);
  const window = windowOf(builder.company);
  if (!window) return;
  // Each part draws from a chance of its own, so that one more call leaves the tickets as they were.
  const part = (name: string) => ({
    builder,
    clock,
    ...window,
    said: new Set<unknown>(),
    chance: randomFor(`${builder.company.key} ${name}`),
  });
  tellMarketing(part('marketing'));
  tellDeals(part('deals'));
  if (builder.company.success) tellSupport(part('support'));
  // Those with a story have said what they think of us in it.
  if (builder.company.success && !builder.company.story) tellNps(part('nps'));
  tellOnboarding(part('onboarding'));
  tellTalks(part('talks'));
  tellUsage(part('usage'));
}
