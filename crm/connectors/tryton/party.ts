import type { Deletion } from '../../connector.ts';
import type { ContactRecord, CustomerRecord, PersonRecord } from '../../customer/records.ts';
import { companyDomainOf, domainOf } from '../../matching/addresses.ts';
import { dayIn } from '../../time/day.ts';
import type { Address, Mechanism, Party, User } from './models.ts';
import { dateOf } from './values.ts';

/** Tryton is for those with whom a company does business already, and names no stage. */
const STAGE = 'live';

export function customerOf(
  source: string,
  party: Party,
  { addresses, mechanisms }: { addresses: readonly Address[]; mechanisms: readonly Mechanism[] },
): CustomerRecord {
  const [address] = addresses.filter(({ active }) => active);
  const domains = mechanisms.filter(({ active }) => active).map(domainOfMechanism);
  return {
    kind: 'customer',
    source,
    externalId: String(party.id),
    name: nameOfParty(party),
    segment: null,
    industry: null,
    city: address?.city ?? null,
    country: address?.['country.']?.name ?? null,
    stage: STAGE,
    revenue: null,
    renewsOn: null,
    health: null,
    since: dayIn(dateOf(party.create_date), 'UTC'),
    domains: [...new Set(domains.filter((domain) => domain !== null))],
    url: null,
    references: [],
  };
}

export const nameOfParty = ({ id, name }: Pick<Party, 'id' | 'name'>): string =>
  name ?? `Tryton party ${id}`;

/** Whether the customer's domains may depend on it. */
export const tellsDomain = ({ type }: Pick<Mechanism, 'type'>): boolean =>
  type === 'website' || type === 'email';

export function domainOfMechanism({
  type,
  value,
}: Pick<Mechanism, 'type' | 'value'>): string | null {
  if (type === 'email') return companyDomainOf(value);
  return type === 'website' && value ? domainOf(value) : null;
}

/** A way to reach somebody of the customer's; other kinds of them, a website for one, reach nobody. */
export function contactOf(source: string, mechanism: Mechanism): ContactRecord | Deletion | null {
  const { id, party, type, value, name, active } = mechanism;
  const externalId = String(id);
  if (!active) return { kind: 'contact', externalId };
  const isPhone = type === 'phone' || type === 'mobile';
  if (value === null || (type !== 'email' && !isPhone)) return null;
  return {
    kind: 'contact',
    source,
    externalId,
    customer: String(party),
    name: name ?? value,
    title: null,
    email: type === 'email' ? value : null,
    phone: isPhone ? value : null,
  };
}

export const personOf = (
  source: string,
  { id, name, login, email, active }: User,
): PersonRecord => ({
  kind: 'person',
  source,
  externalId: String(id),
  name: name ?? login ?? `Tryton user ${id}`,
  email,
  title: null,
  department: 'sales',
  role: 'member',
  zone: null,
  locale: null,
  active,
});
