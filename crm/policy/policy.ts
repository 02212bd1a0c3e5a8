import type { CustomerSummary } from '../customer/customer.ts';
import type { DepartmentId, Identity, Person, PersonId, Role } from '../person/person.ts';
import type { CustomerPromise } from '../promise/promise.ts';
import type { Overview } from '../store/customers.ts';
import type { Entry } from '../timeline/entry.ts';
import { withoutAmountsIn } from './amounts.ts';

/**
 * Decides the visible fields of every reader. This file is the whole policy: anything that it does not allow is denied.
 *
 * Every employee sees who a customer is and what every department did. Money, ways to reach a contact and internal
 * figures go to the departments that work with them; managers, leaders and administrators see all fields.
 * To change who sees a field, change the list behind it; a department of your own goes in by its id.
 */
const FIELDS = {
  identity: everyone(), // name, segment, city, stage, owner, domains, renewal day
  revenue: managersAnd('sales', 'onboarding', 'success', 'finance', 'marketing'), // recurring revenue, on the card and on entries
  dealAmounts: managersAnd('sales', 'success', 'finance', 'marketing'), // what a deal is worth
  invoices: managersAnd('sales', 'success', 'finance', 'operations'), // what is billed, paid and late
  health: managersAnd('sales', 'onboarding', 'success', 'support', 'product', 'marketing'), // the score from 0 to 100
  contactDetails: managersAnd('sales', 'onboarding', 'success', 'support', 'marketing', 'finance'), // e-mail addresses and phone numbers of the people there
} satisfies Record<string, Rule>;

/** Fields for a channel with a guest, or a reader in no directory; with another organisation it never sees any. */
const WITH_GUESTS: readonly Field[] = [];

/** Fields that a channel leaves out where it is set to show no amounts. */
const AMOUNTS: readonly Field[] = ['revenue', 'dealAmounts', 'invoices'];

export type Field = keyof typeof FIELDS;
export const ALL_FIELDS = Object.keys(FIELDS) as readonly Field[];

/** The rights of one reader, or of one audience: plain data that the store turns into a predicate. */
export interface Access {
  fields: readonly Field[];
  /** Entries kept to a department are seen by these. */
  departments: readonly DepartmentId[];
  /** Entries kept to managers are seen. */
  managers: boolean;
  /** One's own entries are always seen. */
  self: PersonId | null;
}

export const NO_ACCESS: Access = { fields: [], departments: [], managers: false, self: null };

export function accessOf(person: Person): Access {
  if (!person.active) return NO_ACCESS;
  return {
    fields: ALL_FIELDS.filter((field) => FIELDS[field](person)),
    departments: [person.department],
    managers: isManager(person.role),
    self: person.id,
  };
}

/** The readers of a channel, as far as they are known. */
export interface Audience {
  /** Members of the channel, all kinds together. */
  size: number;
  people: readonly Person[];
  guests: number;
  /** Members with no employee behind their account. */
  unknown: number;
  /** The channel is shared with another organisation, or somebody from one is in it. */
  outsiders: boolean;
}

/** The access of an audience: no more than that of any member. */
export function accessOfAudience(audience: Audience): Access {
  if (audience.outsiders) return NO_ACCESS;
  if (audience.guests + audience.unknown > 0) return { ...NO_ACCESS, fields: WITH_GUESTS };
  const [first, ...rest] = audience.people.map(accessOf);
  if (!first) return NO_ACCESS;
  return rest.reduce(narrow, { ...first, self: null });
}

/** The access that both share; neither keeps entries of their own. */
export const narrow = (one: Access, other: Access): Access => ({
  fields: one.fields.filter((field) => other.fields.includes(field)),
  departments: one.departments.filter((id) => other.departments.includes(id)),
  managers: one.managers && other.managers,
  self: null,
});

export const withoutAmounts = (access: Access): Access => ({
  ...access,
  fields: access.fields.filter((field) => !AMOUNTS.includes(field)),
});

export const sees = (access: Access, field: Field): boolean => access.fields.includes(field);

export function seesEntry(
  access: Access,
  entry: Pick<Entry, 'visibility' | 'department' | 'personId'>,
): boolean {
  if (!sees(access, 'identity')) return false;
  if (access.self !== null && entry.personId === access.self) return true;
  if (entry.visibility === 'everyone') return true;
  if (entry.visibility === 'department') return access.departments.includes(entry.department);
  return access.managers;
}

/** A promise from a private note is as private as the note; whoever wrote it down reads it. */
export const seesPromise = (
  access: Access,
  {
    by,
    createdBy,
    department,
    visibility,
  }: Pick<CustomerPromise, 'by' | 'createdBy' | 'department' | 'visibility'>,
): boolean =>
  seesEntry(access, { visibility, department, personId: by }) ||
  (sees(access, 'identity') && access.self !== null && access.self === createdBy);

/** The words of a promise stand on everybody's card, so an amount in them is left out for those who see none. */
export const promiseWords = (what: string, access: Access): string =>
  sees(access, 'dealAmounts') ? what : withoutAmountsIn(what);

export const hiddenFrom = (access: Access): Field[] =>
  ALL_FIELDS.filter((field) => !sees(access, field));

/** The same facts with what this sight does not reach taken out; entries out of sight are dropped, not emptied. */
export function redact(overview: Overview, access: Access): Overview {
  return {
    ...overview,
    customer: {
      ...overview.customer,
      revenue: sees(access, 'revenue') ? overview.customer.revenue : null,
      health: sees(access, 'health') ? overview.customer.health : null,
    },
    openDeals: {
      ...overview.openDeals,
      total: sees(access, 'dealAmounts') ? overview.openDeals.total : null,
    },
    unpaid: sees(access, 'invoices') ? overview.unpaid : [],
    credits: sees(access, 'invoices') ? overview.credits : [],
    newest: overview.newest
      .filter((entry) => seesEntry(access, entry))
      .map((entry) => redactEntry(entry, access)),
    planned:
      overview.planned && seesEntry(access, overview.planned)
        ? redactEntry(overview.planned, access)
        : null,
    promises: overview.promises
      .filter((promise) => seesPromise(access, promise))
      .map((promise) => ({ ...promise, what: promiseWords(promise.what, access) })),
    signals: overview.signals.filter(({ causes }) =>
      causes.every(({ entry }) => !entry || seesEntry(access, entry)),
    ),
  };
}

export const redactEntry = (entry: Entry, access: Access): Entry =>
  entry.money && !sees(access, amountField(entry.kind)) ? { ...entry, money: null } : entry;

export const redactSummary = (summary: CustomerSummary, access: Access): CustomerSummary =>
  sees(access, 'revenue') ? summary : { ...summary, revenue: null };

/** Why an account is not answered, or null when it is. */
export type Refusal = 'outsider' | 'guest' | 'no-email' | 'unmapped' | 'inactive';

export function refusalOf(identity: Identity, person: Person | null): Refusal | null {
  if (identity.standing === 'outsider') return 'outsider';
  if (identity.standing === 'guest') return 'guest';
  if (!identity.email) return 'no-email';
  if (!person) return 'unmapped';
  return person.active ? null : 'inactive';
}

/** Which fields an amount on an entry of this kind belongs to. */
export function amountField(kind: Entry['kind']): Field {
  if (kind === 'invoice' || kind === 'payment') return 'invoices';
  return kind === 'deal' || kind === 'win' ? 'dealAmounts' : 'revenue';
}

type Rule = (person: Pick<Person, 'department' | 'role'>) => boolean;

function everyone(): Rule {
  return () => true;
}

function managersAnd(...allowed: DepartmentId[]): Rule {
  return ({ department, role }) => isManager(role) || allowed.includes(department);
}

/** Takes a list of customers out of Rapport, as a file. */
export const mayExport = (person: Pick<Person, 'role' | 'department'>): boolean =>
  managersAnd('sales', 'success', 'marketing', 'finance', 'operations')(person);

/** Sets channels, reads the audit log, maps accounts to people. */
export const isAdministrator = ({ role }: Pick<Person, 'role'>): boolean =>
  role === 'administrator';

export const isManager = (role: Role): boolean => role !== 'member';

/** Heads of departments, leaders and administrators set the targets of the shared figures. */
export const maySetTargets = ({ role }: Pick<Person, 'role'>): boolean => isManager(role);
