import type { Money, Stage } from '../../crm/customer/customer.ts';
import type { ContactRecord, CustomerRecord } from '../../crm/customer/records.ts';
import type { Clock } from './calendar.ts';
import { type City, cityOf } from './cities.ts';
import { OTHER_ROWS, type Row, STORY_ROWS } from './company-list.ts';
import { inventContacts, phoneOf, type Reachable, reachable } from './contacts.ts';
import { type Colleague, emailOf } from './people.ts';
import { randomFor } from './random.ts';

/** The systems that the demo organisation works with; each knows a customer by an id of its own. */
export const SYSTEMS = ['crm', 'helpdesk', 'billing', 'product', 'marketing'] as const;
export type System = (typeof SYSTEMS)[number];

export interface Company {
  key: string;
  name: string;
  domain: string;
  segment: Row[2];
  industry: string;
  cityName: string;
  city: City;
  owner: Colleague;
  success: Colleague | null;
  stage: Stage;
  revenue: Money | null;
  currency: string;
  /** Days from today. */
  renews: number | null;
  health: number | null;
  /** Days ago. */
  since: number;
  /** Days ago at which the usual year ends: where a story takes over, where it left, or today. */
  usualUntil: number;
  left: number | null;
  story: boolean;
  contacts: readonly Reachable[];
  ids: Readonly<Record<System, string>>;
}

export function company(key: string): Company {
  const found = COMPANIES.find((one) => one.key === key);
  if (!found) throw new Error(`The demo has no customer "${key}"`);
  return found;
}

function companyOf(row: Row, index: number): Company {
  const [
    key,
    name,
    segment,
    industry,
    cityName,
    owner,
    success,
    stage,
    revenue,
    renews,
    health,
    since,
    more = {},
  ] = row;
  const city = cityOf(cityName);
  const domain = more.domain ?? `${name.toLowerCase().replace(/[^a-z0-9]+/g, '-')}.example`;
  const named = more.contacts ?? inventContacts(city, randomFor(`${key} contacts`));
  const currency = more.currency ?? 'EUR';
  return {
    key,
    name,
    domain,
    segment,
    industry,
    cityName,
    city,
    owner,
    success,
    stage,
    currency,
    renews,
    health,
    since,
    revenue: revenue === null ? null : money(revenue, currency),
    usualUntil: more.left ?? more.story ?? 0,
    left: more.left ?? null,
    story: more.story !== undefined,
    contacts: named.map((one, i) => reachable(one, domain, phoneOf(city, 10 + index + i * 31))),
    ids: idsOf(index + 1),
  };
}

/** Whole units of a currency; the yen has no smaller one. */
export const money = (units: number, currency = 'EUR'): Money => ({
  amount: Math.round(units * (currency === 'JPY' ? 1 : 100)),
  currency,
});

const idsOf = (number: number): Company['ids'] => ({
  crm: `c-${1000 + number}`,
  helpdesk: `org-${5400 + number * 3}`,
  billing: `cus-${70_210 + number * 7}`,
  product: `ws-${300 + number}`,
  marketing: `acc-${9000 + number * 2}`,
});

const PLACES: Readonly<Record<System, string>> = {
  crm: 'https://crm.example/customers/',
  helpdesk: 'https://helpdesk.example/organisations/',
  billing: 'https://billing.example/customers/',
  product: 'https://app.rapport.example/workspaces/',
  marketing: 'https://marketing.example/accounts/',
};
export const addressIn = (system: System, id: string): string => PLACES[system] + id;

export function customerRecord(one: Company, clock: Clock): CustomerRecord {
  return {
    kind: 'customer',
    source: 'crm',
    externalId: one.ids.crm,
    name: one.name,
    segment: one.segment,
    industry: one.industry,
    city: one.cityName,
    country: one.city.country,
    stage: one.stage,
    owner: emailOf(one.owner),
    revenue: one.revenue,
    renewsOn: one.renews === null ? null : clock.day(one.renews),
    health: one.health,
    since: clock.day(-one.since),
    domains: [one.domain],
    url: addressIn('crm', one.ids.crm),
    references: SYSTEMS.filter((system) => system !== 'crm').map((source) => ({
      source,
      externalId: one.ids[source],
      url: addressIn(source, one.ids[source]),
    })),
  };
}

export const COMPANIES: readonly Company[] = [...STORY_ROWS, ...OTHER_ROWS].map(companyOf);

export const contactId = (one: Company, nth: number): string => `${one.ids.crm}-p${nth + 1}`;

/** Companies whose first contact works for another one as well. */
const ALSO_AT: Readonly<Record<string, string>> = { skarda: 'tekstil' };

export const contactRecords = (one: Company): ContactRecord[] =>
  one.contacts.map((contact, nth) => ({
    kind: 'contact',
    source: 'crm',
    externalId: contactId(one, nth),
    customer: one.ids.crm,
    otherCustomers: COMPANIES.flatMap(({ key, ids }) =>
      nth === 0 && key === ALSO_AT[one.key] ? ids.crm : [],
    ),
    ...contact,
  }));
