import type { CustomerSummary } from '../customer/customer.ts';
import type { DepartmentId, Identity, Person, PersonId, Role } from '../person/person.ts';
import type { Overview } from '../store/customers.ts';
import type { Entry } from '../timeline/entry.ts';

/**
 * Who may see what. This file is the whole policy: what is not allowed here is denied.
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

/** What a channel may see where a guest reads, or somebody in no directory; where another organisation reads it is nothing, always. */
const WITH_GUESTS: readonly Field[] = [];

/** What a channel that is set to show no amounts leaves out. */
const AMOUNTS: readonly Field[] = ['revenue', 'dealAmounts', 'invoices'];

export type Field = keyof typeof FIELDS;
export const ALL_FIELDS = Object.keys(FIELDS) as readonly Field[];

/** What one reader, or one audience, may see: plain data that the store turns into a predicate. */
export interface Sight {
  fields: readonly Field[];
  /** Entries kept to a department are seen by these. */
  departments: readonly DepartmentId[];
  /** Entries kept to managers are seen. */
  managers: boolean;
  /** One's own entries are always seen. */
  self: PersonId | null;
}

export const NOTHING: Sight = { fields: [], departments: [], managers: false, self: null };

export function sightOf(person: Person): Sight {
  if (!person.active) return NOTHING;
  return {
    fields: ALL_FIELDS.filter((field) => FIELDS[field](person)),
    departments: [person.department],
    managers: isManager(person.role),
    self: person.id,
  };
}

/** Who reads a channel, as far as it is known. */
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

/** What all of an audience may see: no more than its least sighted member. */
export function sightOfAudience(audience: Audience): Sight {
  if (audience.outsiders) return NOTHING;
  if (audience.guests + audience.unknown > 0) return { ...NOTHING, fields: WITH_GUESTS };
  const [first, ...rest] = audience.people.map(sightOf);
  if (!first) return NOTHING;
  return rest.reduce(narrow, { ...first, self: null });
}

/** What both may see; nothing is anybody's own any more. */
export const narrow = (one: Sight, other: Sight): Sight => ({
  fields: one.fields.filter((field) => other.fields.includes(field)),
  departments: one.departments.filter((id) => other.departments.includes(id)),
  managers: one.managers && other.managers,
  self: null,
});

export const withoutAmounts = (sight: Sight): Sight => ({
  ...sight,
  fields: sight.fields.filter((field) => !AMOUNTS.includes(field)),
});

export const sees = (sight: Sight, field: Field): boolean => sight.fields.includes(field);

export function seesEntry(
  sight: Sight,
  entry: Pick<Entry, 'visibility' | 'department' | 'personId'>,
): boolean {
  if (!sees(sight, 'identity')) return false;
  if (sight.self !== null && entry.personId === sight.self) return true;
  if (entry.visibility === 'everyone') return true;
  if (entry.visibility === 'department') return sight.departments.includes(entry.department);
  return sight.managers;
}

export const hiddenFrom = (sight: Sight): Field[] =>
  ALL_FIELDS.filter((field) => !sees(sight, field));

/** The same facts with what this sight does not reach taken out; entries out of sight are dropped, not emptied. */
export function redact(overview: Overview, sight: Sight): Overview {
  return {
    ...overview,
    customer: {
      ...overview.customer,
      revenue: sees(sight, 'revenue') ? overview.customer.revenue : null,
      health: sees(sight, 'health') ? overview.customer.health : null,
    },
    openDeals: {
      ...overview.openDeals,
      total: sees(sight, 'dealAmounts') ? overview.openDeals.total : null,
    },
    unpaid: sees(sight, 'invoices') ? overview.unpaid : [],
    newest: overview.newest
      .filter((entry) => seesEntry(sight, entry))
      .map((entry) => redactEntry(entry, sight)),
  };
}

export const redactEntry = (entry: Entry, sight: Sight): Entry =>
  entry.money && !sees(sight, amountField(entry.kind)) ? { ...entry, money: null } : entry;

export const redactSummary = (summary: CustomerSummary, sight: Sight): CustomerSummary =>
  sees(sight, 'revenue') ? summary : { ...summary, revenue: null };

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

/** Sets channels, reads the audit log, maps accounts to people. */
export const isAdministrator = ({ role }: Pick<Person, 'role'>): boolean =>
  role === 'administrator';

export const isManager = (role: Role): boolean => role !== 'member';
