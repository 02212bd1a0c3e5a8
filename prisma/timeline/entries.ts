import { CustomerId } from '../../crm/customer/customer.ts';
import { PersonId } from '../../crm/person/person.ts';
import { type Access, sees } from '../../crm/policy/policy.ts';
import {
  type Channel,
  type Direction,
  type Entry,
  type Kind,
  type RecordKind,
  Visibility,
} from '../../crm/timeline/entry.ts';

/** Numbers the parameters of one statement, in the order in which they are asked for. */
export function parameters() {
  const values: unknown[] = [];
  return {
    values,
    add(value: unknown): string {
      values.push(value);
      return `$${values.length}`;
    },
  };
}
export type Parameters = ReturnType<typeof parameters>;

/** `seesEntry` of crm/policy/policy.ts as a predicate on `e`, so that a page has no gaps. The text is the same for every sight. */
export const withinAccess = (access: Access, { add }: Pick<Parameters, 'add'>): string =>
  seenBy({
    identity: `${add(sees(access, 'identity'))}::boolean`,
    departments: `${add(access.departments)}::text[]`,
    managers: `${add(access.managers)}::boolean`,
    self: `${add(access.self)}::text`,
  });

/** The same predicate for a sight whose parts stand in these expressions. */
export const seenBy = ({
  identity,
  departments,
  managers,
  self,
}: Record<'identity' | 'departments' | 'managers' | 'self', string>): string =>
  `${identity} AND (e.visibility = 'everyone'
    OR (e.visibility = 'department' AND e.department = ANY(${departments}))
    OR (${managers} AND e.visibility NOT IN ('everyone', 'department'))
    OR e.person_id = ${self})`;

/**
 * The first entries `e` of a customer that meet a condition, in an order: their own, and those of others that are theirs
 * too. `customer` is the SQL of the id. Each side ends after `limit`, so that a long history costs no more: an association
 * has the time of its entry, and the condition is read of that. An entry that names the customer by two of its names is
 * found by both.
 */
export const entriesOf = (
  customer: string,
  { where, order, limit }: { where: string; order: string; limit: string | number },
): string => `SELECT * FROM (
    (SELECT * FROM entry e WHERE e.customer_id = ${customer} AND ${where} ORDER BY ${order} LIMIT ${limit})
    UNION ALL (SELECT DISTINCT e.* FROM reference r CROSS JOIN LATERAL (SELECT e.* FROM association a
        JOIN entry e ON e.source = a.source COLLATE "C" AND e.external_id = a.external_id COLLATE "C"
        WHERE a.source = r.source AND a.customer = r.external_id AND a.kind = 'entry' AND a.at IS NOT NULL AND e.customer_id <> ${customer} AND ${ofAssociation(where)}
        ORDER BY ${ofAssociation(order)} LIMIT ${limit}) e
      WHERE r.customer_id = ${customer})) e ORDER BY ${order} LIMIT ${limit}`;

/** The same condition or order, of the association `a`: it has an index of its own. */
const ofAssociation = (sql: string): string =>
  sql
    .replaceAll(/\be\.at\b/g, 'a.at')
    .replaceAll(/\be\.(source|external_id)\b/g, 'a.$1 COLLATE "C"');

/** Newest first; with the key of the table at the end, no two entries have the same place. */
export const NEWEST_FIRST = 'e.at DESC, e.source DESC, e.external_id DESC';
export const OLDEST_FIRST = 'e.at, e.source, e.external_id';

// An entry's keys are kept in plain byte order and a contact's are not; compared in byte order, the contact's index would not serve.
// A contact of several customers may stand with another one of them.
const CONTACT = `SELECT t.name FROM contact t WHERE t.source = e.source COLLATE "default" AND t.external_id = e.contact_id
  ORDER BY t.customer_id <> e.customer_id COLLATE "default" LIMIT 1`;

/** One entry as a JSON array: read once, for 40 entries, that is half the cost of 40 rows of 20 columns. */
export const ENTRY_JSON = `json_build_array(e.customer_id, e.at, e.source, e.external_id, e.department, e.channel, e.direction, e.kind,
  e.title, e.body, e.person_id, CASE WHEN e.person_id IS NOT NULL THEN (SELECT p.name FROM person p WHERE p.id = e.person_id) END,
  e.contact_id, CASE WHEN e.contact_id IS NOT NULL THEN (${CONTACT}) END,
  e.amount, e.currency, e.link, e.visibility, e.record_kind, e.record_id)`;

type Text = string | null;
export type EntryJson = [
  customerId: string,
  at: string,
  source: string,
  externalId: string,
  department: string,
  channel: Channel,
  direction: Direction,
  kind: Kind,
  title: string,
  body: Text,
  personId: Text,
  person: Text,
  contactId: Text,
  contact: Text,
  amount: number | null,
  currency: Text,
  link: Text,
  visibility: string,
  recordKind: RecordKind | null,
  recordId: Text,
];

const KNOWN: ReadonlyMap<string, Visibility> = new Map(
  Visibility.options.map((known) => [known, known]),
);

export function entryOf(row: EntryJson): Entry {
  const [
    customerId,
    at,
    source,
    externalId,
    department,
    channel,
    direction,
    kind,
    title,
    body,
    personId,
    person,
    contactId,
    contact,
    amount,
    currency,
    link,
    visibility,
    recordKind,
    recordId,
  ] = row;
  return {
    customerId: CustomerId.parse(customerId),
    at: new Date(at),
    source,
    externalId,
    department,
    channel,
    direction,
    kind,
    title,
    body,
    personId: personId === null ? null : PersonId.parse(personId),
    person,
    contactId,
    contact,
    money: moneyOf(amount, currency),
    link,
    // A visibility that only a newer version knows is read as `managers`, as the policy reads it.
    visibility: KNOWN.get(visibility) ?? 'managers',
    record: recordKind && recordId ? { kind: recordKind, id: recordId } : null,
  };
}

export const moneyOf = (amount: number | null, currency: string | null) =>
  amount === null || currency === null ? null : { amount, currency };
