import type { Stage } from '../../customer/customer.ts';
import type { CustomerRecord, SourceRecord } from '../../customer/records.ts';
import { moneyOf } from '../money.ts';
import type { HubspotObject } from './objects.ts';
import { dayOfProperty } from './property.ts';
import type { Reading } from './reading.ts';

const STAGES: Readonly<Record<string, Stage>> = {
  salesqualifiedlead: 'prospect',
  opportunity: 'prospect',
  customer: 'live',
  evangelist: 'live',
};

/** HubSpot's own stage for ours; it has none for the others. A company's own stages have ids that say nothing. */
export const LIFECYCLES: Partial<Record<Stage, string>> = {
  lead: 'lead',
  prospect: 'opportunity',
  live: 'customer',
};

export function customerOf(
  { id, properties }: HubspotObject,
  { source, setting, own }: Reading,
): CustomerRecord {
  const property = (name: string | undefined) => (name && properties[name]) || null;
  const domain = property('domain')?.toLowerCase() ?? null;
  const health = Number(property(own.health) ?? Number.NaN);
  return {
    kind: 'customer',
    source,
    externalId: id,
    name: property('name') ?? domain ?? `HubSpot company ${id}`,
    segment: setting.segmentLabel(property(own.segment)),
    industry: property('industry'),
    city: property('city'),
    country: property('country'),
    stage: STAGES[property('lifecyclestage') ?? ''] ?? 'lead',
    owner: property('hubspot_owner_id'),
    revenue: moneyOf(property(own.revenue), setting.account.currency),
    renewsOn: dayOfProperty(property(own.renewsOn)),
    health: health >= 0 && health <= 100 ? health : null,
    since: dayOfProperty(property('hs_v2_date_entered_customer') ?? property('createdate')),
    domains: domain ? [domain] : [],
    url: setting.account.companyUrl(id),
    references: [],
  };
}

export function contactOf(
  { id, properties }: HubspotObject,
  company: string | null,
  { source }: Reading,
): SourceRecord[] {
  if (company === null) return [];
  const name = [properties['firstname'], properties['lastname']].filter(Boolean).join(' ');
  const email = properties['email'] || null;
  return [
    {
      kind: 'contact',
      source,
      externalId: id,
      customer: company,
      name: name || email || `HubSpot contact ${id}`,
      title: properties['jobtitle'] || null,
      email,
      phone: properties['phone'] || properties['mobilephone'] || null,
    },
  ];
}
