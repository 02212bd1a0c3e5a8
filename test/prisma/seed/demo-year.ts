import type { SourceRecord } from '../../../crm/customer/records.ts';

export type Of<Kind extends SourceRecord['kind']> = Extract<SourceRecord, { kind: Kind }>;

export const DAY = 86_400_000;
/** Days on which clocks, calendars and weekends are at their worst. */
export const NOWS = [
  '2026-11-22T08:14:00Z', // a Sunday morning
  '2026-11-22T23:05:00Z', // Monday, five past midnight in Berlin
  '2028-02-29T15:30:00Z', // a leap day
  '2027-03-01T05:00:00Z',
  '2026-03-29T00:30:00Z', // half an hour before the clocks go forward
  '2026-03-29T09:00:00Z',
  '2026-10-25T00:30:00Z', // within the hour that comes twice
  '2026-10-25T12:00:00Z',
  '2027-01-01T00:00:30Z',
  '2026-07-10T20:45:00Z',
].map((at) => new Date(at));

const berlin = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin' });
export const berlinDay = (at: Date) => berlin.format(at);
/** `YYYY-MM-DD` in Berlin, so many days from now. */
export const dayFrom = (now: Date, days: number) =>
  new Date(Date.parse(berlinDay(now)) + days * DAY).toISOString().slice(0, 10);
export const isKind =
  <Kind extends SourceRecord['kind']>(kind: Kind) =>
  (record: SourceRecord): record is Of<Kind> =>
    record.kind === kind;

/** One customer's records, found as the store would: by the id that each source has for it. */
export function about(records: readonly SourceRecord[], name: string) {
  const customer = records.filter(isKind('customer')).find((one) => one.name === name);
  if (!customer) throw new Error(`No customer ${name}`);
  const ids = new Map(
    [customer, ...customer.references].map(({ source, externalId }) => [source, externalId]),
  );
  const own = records.filter((one) => 'customer' in one && one.customer === ids.get(one.source));
  const all = <Kind extends SourceRecord['kind']>(kind: Kind) => own.filter(isKind(kind));
  const entries = all('entry').sort((one, other) => other.at.getTime() - one.at.getTime());
  return {
    customer,
    all,
    entries,
    open: all('ticket').filter(({ status }) => status !== 'solved'),
  };
}
