import {
  type MemoryCrm,
  type MemoryCrmOptions,
  memoryCrm,
} from '../../../crm/connectors/memory.ts';
import type { ContactRecord, CustomerRecord } from '../../../crm/customer/records.ts';

export const company = (
  id: string,
  name: string,
  domain: string,
  source = 'memory',
): CustomerRecord => ({
  kind: 'customer',
  source,
  externalId: id,
  name,
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
  domains: [domain],
  url: null,
  references: [],
});

export const COMPANIES = [
  company('c-1', 'Acme Industries', 'acme.example'),
  company('c-2', 'Globex', 'globex.example'),
  company('c-3', 'Kestrel', 'kestrel.example'),
];
const DANA: ContactRecord = {
  kind: 'contact',
  source: 'memory',
  externalId: 'p-1',
  customer: 'c-1',
  name: 'Dana',
  title: null,
  email: 'dana@mail.example',
  phone: null,
};

const RAJ: ContactRecord = {
  ...DANA,
  externalId: 'p-2',
  customer: 'c-2',
  name: 'Raj',
  email: 'raj@mail.example',
};

export const KNOWN_COMPANY = {
  id: 'c-1',
  name: 'Acme Industries',
  domain: 'acme.example',
  email: 'dana@mail.example',
};

/** A CRM of three companies, two on a page. */
export const threeCompanies = (options: Partial<MemoryCrmOptions> = {}): MemoryCrm =>
  memoryCrm({
    customers: COMPANIES,
    contacts: [DANA, RAJ],
    address: 'https://crm.example',
    pageSize: 2,
    ...options,
  });

/** Dana leaves. */
export function deleteContact(crm: MemoryCrm): string {
  crm.remove({ kind: 'contact', externalId: DANA.externalId });
  return DANA.externalId;
}

/** Dana works for Globex as well, or no longer does. */
export function shareContact(crm: MemoryCrm, isOn: boolean): { contact: string; other: string } {
  crm.put({ ...DANA, otherCustomers: isOn ? [RAJ.customer] : [] });
  return { contact: DANA.externalId, other: RAJ.customer };
}

/** Globex is found to be Acme. */
export function mergeCompanies(crm: MemoryCrm): {
  from: readonly string[];
  into: string;
  contact: string;
} {
  const merge = { from: RAJ.customer, into: KNOWN_COMPANY.id };
  crm.merge(merge);
  return { from: [merge.from], into: merge.into, contact: RAJ.externalId };
}

/** Somebody goes over all of them. */
export function changeAll(crm: MemoryCrm): readonly string[] {
  for (const one of COMPANIES) crm.put({ ...one, city: 'Berlin' });
  return COMPANIES.map(({ externalId }) => externalId);
}
