import type { CustomerId } from '../../crm/customer/customer.ts';
import type {
  ContactRecord,
  CustomerRecord,
  EntryRecord,
  PersonRecord,
  SourceRecord,
} from '../../crm/customer/records.ts';
import { type Access, ALL_FIELDS } from '../../crm/policy/policy.ts';
import type { Store } from '../../crm/store/store.ts';

/** Records as short as a test wants them: what is not said is something plain. */
const SOURCE = { source: 'crm' };
export const at = (text: string): Date => new Date(`${text}Z`);

export const customer = (
  externalId: string,
  over: Partial<CustomerRecord> = {},
): CustomerRecord => ({
  kind: 'customer',
  ...SOURCE,
  externalId,
  name: externalId,
  segment: null,
  industry: null,
  city: null,
  country: null,
  stage: 'live',
  owner: null,
  revenue: null,
  renewsOn: null,
  health: null,
  since: null,
  domains: [],
  url: null,
  references: [],
  ...over,
});

export const employee = (externalId: string, over: Partial<PersonRecord> = {}): PersonRecord => ({
  kind: 'person',
  ...SOURCE,
  externalId,
  name: externalId,
  email: `${externalId.toLowerCase()}@ours.example`,
  title: null,
  department: 'sales',
  role: 'member',
  zone: null,
  locale: null,
  active: true,
  ...over,
});

export const contact = (
  externalId: string,
  of: string,
  over: Partial<ContactRecord> = {},
): ContactRecord => ({
  kind: 'contact',
  ...SOURCE,
  externalId,
  customer: of,
  name: externalId,
  title: null,
  email: null,
  phone: null,
  ...over,
});

export const entry = (
  externalId: string,
  of: string,
  over: Partial<EntryRecord> = {},
): EntryRecord => ({
  kind: 'entry',
  ...SOURCE,
  externalId,
  customer: of,
  at: at('2026-11-01T10:00'),
  department: 'sales',
  channel: 'email',
  direction: 'outbound',
  entryKind: 'email',
  title: externalId,
  body: null,
  person: null,
  contact: null,
  money: null,
  link: null,
  visibility: 'everyone',
  record: null,
  ...over,
});

export const departments: readonly SourceRecord[] = ['sales', 'support', 'finance'].map((id) => ({
  kind: 'department',
  id,
  name: id,
}));

/** All fields and all entries. */
export const EVERYTHING: Access = {
  fields: ALL_FIELDS,
  departments: ['sales', 'support', 'finance'],
  managers: true,
  self: null,
};

/** The customer of this name; there must be one. */
export async function idOf(store: Store, name: string): Promise<CustomerId> {
  const [match] = await store.customers.find(name, 1);
  if (match?.customer.name !== name) throw new Error(`There is no customer ${name}`);
  return match.customer.id;
}
