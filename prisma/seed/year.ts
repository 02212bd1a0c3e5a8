import type { Bill } from './bills.ts';
import type { Clock } from './calendar.ts';
import { randomFor } from './random.ts';
import type { Pen } from './record-builder.ts';
import { tellBilling } from './year/billing.ts';
import { tellDeals } from './year/deals.ts';
import { tellMarketing } from './year/marketing.ts';
import { tellNps, tellSupport } from './year/support.ts';
import { tellOnboarding, tellTalks } from './year/talks.ts';
import { tellUsage } from './year/usage.ts';
import { windowOf } from './year/window.ts';

/** An ordinary year with one customer, across all departments, up to where its story begins. */
export function tellYear(pen: Pen, clock: Clock, bills: readonly Bill[]): void {
  tellBilling(pen, clock, bills);
  const window = windowOf(pen.company);
  if (!window) return;
  // Each part draws from a chance of its own, so that one more call leaves the tickets as they were.
  const part = (name: string) => ({
    pen,
    clock,
    ...window,
    said: new Set<unknown>(),
    chance: randomFor(`${pen.company.key} ${name}`),
  });
  tellMarketing(part('marketing'));
  tellDeals(part('deals'));
  if (pen.company.success) tellSupport(part('support'));
  // Those with a story have said what they think of us in it.
  if (pen.company.success && !pen.company.story) tellNps(part('nps'));
  tellOnboarding(part('onboarding'));
  tellTalks(part('talks'));
  tellUsage(part('usage'));
}
