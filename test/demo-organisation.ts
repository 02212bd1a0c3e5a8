import type { SourceRecord } from '../crm/customer/records.ts';
import { demoOrganisation as made } from '../prisma/seed/organisation.ts';

const byDay = new Map<number, readonly SourceRecord[]>();

/** The demo organisation at this instant, made once: `saveRecords` knows it again. */
export function demoOrganisation(now: Date): readonly SourceRecord[] {
  const records = byDay.get(now.getTime()) ?? made(now);
  byDay.set(now.getTime(), records);
  return records;
}
