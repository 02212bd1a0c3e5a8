import type { DepartmentRecord, PersonRecord } from '../../crm/customer/records.ts';
import type { DEPARTMENTS, Role } from '../../crm/person/person.ts';
import type { Store } from '../../crm/store/store.ts';

/** The demo's own company sells software for warehouse and order reports. All of it is invented. */
export const ORGANISATION = { name: 'Fernhold', domain: 'rapport.example' };

export type Team = (typeof DEPARTMENTS)[number];

const TEAMS: Readonly<Record<Team, string>> = {
  marketing: 'Marketing',
  sales: 'Sales',
  onboarding: 'Onboarding',
  success: 'Success',
  support: 'Support',
  product: 'Product',
  operations: 'Operations',
  finance: 'Finance',
};

type Row = readonly [
  name: string,
  team: Team,
  title: string,
  role: Role,
  city: keyof typeof OFFICES,
];

const OFFICES = {
  Berlin: ['Europe/Berlin', 'de-DE'],
  London: ['Europe/London', 'en-GB'],
  'New York': ['America/New_York', 'en-US'],
  Madrid: ['Europe/Madrid', 'es-ES'],
  Stockholm: ['Europe/Stockholm', 'sv-SE'],
  Tokyo: ['Asia/Tokyo', 'ja-JP'],
} as const;

const PEOPLE = {
  priya: ['Priya Nair', 'marketing', 'Head of Marketing', 'manager', 'London'],
  jo: ['Jo Lindqvist', 'marketing', 'Campaign Lead', 'member', 'Stockholm'],
  marco: ['Marco Bellini', 'marketing', 'Content Editor', 'member', 'Berlin'],
  helena: ['Helena Marsh', 'sales', 'Chief Revenue Officer', 'leader', 'London'],
  ingrid: ['Ingrid Solberg', 'sales', 'Head of Sales', 'manager', 'Berlin'],
  ana: ['Ana Ruiz', 'sales', 'Account Executive', 'member', 'Madrid'],
  tom: ['Tom Whitfield', 'sales', 'Account Executive', 'member', 'London'],
  darnell: ['Darnell Price', 'sales', 'Account Executive', 'member', 'New York'],
  yuki: ['Yuki Tanaka', 'sales', 'Account Executive', 'member', 'Tokyo'],
  nina: ['Nina Kowalska', 'onboarding', 'Head of Onboarding', 'manager', 'Berlin'],
  emeka: ['Emeka Okafor', 'onboarding', 'Onboarding Specialist', 'member', 'London'],
  grace: ['Grace Chen', 'success', 'Head of Customer Success', 'manager', 'New York'],
  ben: ['Ben Osei', 'success', 'Customer Success Manager', 'member', 'Berlin'],
  sofia: ['Sofia Almeida', 'success', 'Customer Success Manager', 'member', 'Madrid'],
  paul: ['Paul Egger', 'support', 'Head of Support', 'manager', 'Berlin'],
  mia: ['Mia Hoffmann', 'support', 'Support Engineer', 'member', 'Berlin'],
  kim: ['Kim Larsen', 'support', 'Support Engineer', 'member', 'Stockholm'],
  aisha: ['Aisha Rahman', 'support', 'Support Specialist', 'member', 'London'],
  elin: ['Elin Åkesson', 'product', 'Head of Product', 'manager', 'Stockholm'],
  raj: ['Raj Patel', 'product', 'Product Manager', 'member', 'London'],
  daniel: ['Daniel Roth', 'operations', 'Managing Director', 'leader', 'Berlin'],
  lea: ['Lea Brandt', 'operations', 'CRM Administrator', 'administrator', 'Berlin'],
  victor: ['Victor Moreau', 'operations', 'Revenue Operations Analyst', 'member', 'Berlin'],
  fatima: ['Fatima El Idrissi', 'finance', 'Head of Finance', 'manager', 'Berlin'],
  oskar: ['Oskar Wójcik', 'finance', 'Accounts Receivable', 'member', 'Berlin'],
} satisfies Record<string, Row>;

/** A colleague by first name, which is also the e-mail's. */
export type Colleague = keyof typeof PEOPLE;

export const emailOf = (who: Colleague): string => `${who}@${ORGANISATION.domain}`;
export const teamOf = (who: Colleague): Team => PEOPLE[who][1];
export const firstNameOf = (who: Colleague): string => PEOPLE[who][0].split(' ')[0] ?? '';

export const departmentRecords = (): DepartmentRecord[] =>
  Object.entries(TEAMS).map(([id, name]) => ({ kind: 'department', id, name }));

export const personRecords = (): PersonRecord[] =>
  Object.entries<Row>(PEOPLE).map(([first, [name, department, title, role, city]]) => ({
    kind: 'person',
    source: 'crm',
    externalId: `user-${first}`,
    name,
    email: `${first}@${ORGANISATION.domain}`,
    title,
    department,
    role,
    zone: OFFICES[city][0],
    locale: OFFICES[city][1],
    active: true,
  }));

/** False where an organisation brought records of its own: nothing of theirs belongs in the demo's CRM. */
export const isDemoOrganisation = async ({ people }: Pick<Store, 'people'>): Promise<boolean> =>
  (await people.byEmail(emailOf('lea'))) !== null;
