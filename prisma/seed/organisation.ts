import type { SourceRecord } from '../../crm/customer/records.ts';
import { type Clock, clockAt } from './calendar.ts';
import { campaignRecords, spendRecords } from './campaigns.ts';
import { COMPANIES, type Company, company, contactRecords, customerRecord } from './companies.ts';
import { departmentRecords, personRecords } from './people.ts';
import { recordBuilderFor } from './record-builder.ts';
import * as stories from './stories/index.ts';
import type { Story } from './stories/story.ts';
import { planBills } from './year/billing.ts';
import { generateYear } from './year.ts';

const STORIES: readonly Story[] = Object.values(stories);

/** Customers worth asking for, each with a question to type and the answer that it finds. */
export const demoStories: readonly { customer: string; question: string; find: string }[] =
  STORIES.map((story) => ({
    customer: company(story.company).name,
    question: story.question,
    find: story.find,
  }));

/**
 * An invented company with 25 employees, 60 customers and the year behind them, all of it relative to `now` and nothing
 * later than it. The same `now` gives the same records. Those that others refer to come first.
 */
export function demoOrganisation(now: Date): SourceRecord[] {
  const clock = clockAt(now);
  const bills = planBills();
  return [
    ...departmentRecords(),
    ...personRecords(),
    ...campaignRecords(clock),
    ...spendRecords(clock),
    ...COMPANIES.map((one) => customerRecord(one, clock)),
    ...COMPANIES.flatMap(contactRecords),
    ...COMPANIES.flatMap((one) => recordsOf(one, clock, bills)),
    ...STORIES.flatMap((story) => story.besides?.(clock) ?? []),
  ];
}

function recordsOf(
  one: Company,
  clock: Clock,
  bills: ReturnType<typeof planBills>,
): readonly SourceRecord[] {
  const builder = recordBuilderFor(one);
  generateYear(builder, clock, bills.get(one.key) ?? []);
  for (const story of STORIES) if (story.company === one.key) story.tell(builder, clock);
  return builder.records;
}
