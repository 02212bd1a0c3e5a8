import type { Stage } from '../../customer/customer.ts';
import type { ContactRecord, CustomerRecord, SourceRecord } from '../../customer/records.ts';
import { companyDomainOf, domainOf } from '../../matching/addresses.ts';
import type { Read, Reading } from './reading.ts';
import { dayOfField, moneyOfField, ownerOfRow, type Row } from './row.ts';

/** The words of an account's type by which its stage is known, the first that fit. */
const STAGES: readonly (readonly [RegExp, Stage])[] = [
  [/former|churn|lost|past|inactive|cancel/i, 'churned'],
  [/risk/i, 'at-risk'],
  [/onboard|implement/i, 'onboarding'],
  [/customer|client|live|active/i, 'live'],
];

const stageOfType = (type: string | null | undefined): Stage =>
  STAGES.find(([words]) => type && words.test(type))?.[1] ?? 'prospect';

export function accountRecords({ id, row }: Read, reading: Reading): CustomerRecord[] {
  const { own } = reading;
  const value = (name: string | null) => (name === null ? null : (row[name] ?? null));
  const health = Number(value(own.health) ?? Number.NaN);
  return [
    {
      ...customerParts({ id, row, website: row['Website'] ?? null }, reading),
      name: row['Name'] ?? `Salesforce account ${id}`,
      segment: value(own.segment),
      city: row['BillingCity'] ?? null,
      country: row['BillingCountry'] ?? null,
      stage: stageOfType(value(own.stage)),
      revenue: moneyOfField(value(own.revenue), row['CurrencyIsoCode'] ?? own.currency),
      renewsOn: dayOfField(value(own.renewsOn)),
      health: health >= 0 && health <= 100 ? health : null,
    },
  ];
}

export const contactRecords = (
  { id, row, customer }: Read,
  { source }: Reading,
): ContactRecord[] => (customer === null ? [] : [contactParts({ id, row, customer }, source)]);

/** A lead is a customer before there is an account, and its own contact. */
export const leadRecords = ({ id, row }: Read, reading: Reading): SourceRecord[] => [
  {
    ...customerParts({ id, row, website: row['Website'] ?? null }, reading),
    name: row['Company'] ?? row['Name'] ?? `Salesforce lead ${id}`,
    city: row['City'] ?? null,
    country: row['Country'] ?? null,
    stage: 'lead',
  },
  contactParts({ id, row, customer: id }, reading.source),
];

function customerParts(
  { id, row, website }: { id: string; row: Row; website: string | null },
  { source, setting }: Reading,
) {
  const domain = (website && domainOf(website)) || companyDomainOf(row['Email'] ?? null);
  return {
    kind: 'customer' as const,
    source,
    externalId: id,
    segment: null,
    industry: row['Industry'] ?? null,
    owner: ownerOfRow(row),
    revenue: null,
    renewsOn: null,
    health: null,
    since: dayOfField(row['CreatedDate']),
    domains: domain ? [domain] : [],
    url: setting.urlOf(id),
    references: [],
  };
}

const contactParts = (
  { id, row, customer }: { id: string; row: Row; customer: string },
  source: string,
): ContactRecord => ({
  kind: 'contact',
  source,
  externalId: id,
  customer,
  name: row['Name'] ?? row['Email'] ?? `Salesforce contact ${id}`,
  title: row['Title'] ?? null,
  email: row['Email'] ?? null,
  phone: row['Phone'] ?? row['MobilePhone'] ?? null,
});
