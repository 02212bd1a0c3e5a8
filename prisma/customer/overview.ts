import { type Customer, CustomerId, type Reference, Stage } from '../../crm/customer/customer.ts';
import { PersonId } from '../../crm/person/person.ts';
import { type Access, sees } from '../../crm/policy/policy.ts';
import type { LookedFrom, OpenTicket, Overview } from '../../crm/store/customers.ts';
import type { Entry, Kind } from '../../crm/timeline/entry.ts';
import { WRITES } from '../audit/repository.ts';
import { batchCalls } from '../database/batched.ts';
import type { Database } from '../database/database.ts';
import { json } from '../database/json.ts';
import {
  ENTRY_JSON,
  type EntryJson,
  entryOf,
  moneyOf,
  NEWEST_FIRST,
  parameters,
  seenBy,
  withinAccess,
} from '../timeline/entries.ts';
import { KEYS, keysOf, THE_ONE } from './find.ts';

export interface CardQuestion {
  customer: CustomerId | { named: string };
  reader: PersonId | null;
  access: Access;
  /** For the record of a look. */
  from?: LookedFrom;
}

/**
 * Everything on a customer's card, in one statement and one row: this is the read that everybody waits for. What lies
 * beyond the newest entries is read only where they do not tell. A look is on record by the statement that reads.
 */
export function overviewsOn(
  database: Database,
): Record<'overview' | 'look', (asked: CardQuestion) => Promise<Overview | null>> {
  const reading = (name: string, text: string) => {
    const read = batchCalls((all: readonly CardQuestion[]) =>
      rowsFor(database, all, { name, text }),
    );
    return async (asked: CardQuestion) => overviewFrom(database, asked, await read(asked));
  };
  return { overview: reading('overview', OVERVIEW), look: reading('look', LOOK) };
}

async function overviewFrom(
  database: Database,
  { access }: CardQuestion,
  row: OverviewRow | null,
): Promise<Overview | null> {
  if (!row) return null;
  const newest = (row.newest ?? []).map(entryOf);
  const told = toldBy(newest, row.looked_at);
  return {
    ...overviewOf(row),
    newest,
    ...(told ?? (await beyond(database, { id: row.id, access, lookedAt: row.looked_at }))),
  };
}

/** The rows of those that are known, in the order of the questions. */
async function rowsFor(
  database: Database,
  all: readonly CardQuestion[],
  { name, text }: { name: string; text: string },
): Promise<(OverviewRow | null)[]> {
  const rows = await database.query<OverviewRow>(text, [json(all.map(questionOf))], { name });
  const known = new Map(rows.map((row) => [row.n, row]));
  return all.map((_, n) => known.get(n) ?? null);
}

function questionOf({ customer, reader, access, from }: CardQuestion, n: number) {
  const which = typeof customer === 'string' ? { id: customer } : keysOf(customer.named);
  const { departments, managers, self } = access;
  return {
    n,
    ...which,
    reader,
    identity: sees(access, 'identity'),
    departments,
    managers,
    self,
    ...(from && { at: from.at, place: from.place, ...from.account, user_id: from.account.user }),
  };
}

interface OverviewRow {
  n: number;
  id: string;
  name: string;
  segment: string | null;
  industry: string | null;
  city: string | null;
  country: string | null;
  stage: string;
  owner_id: string | null;
  revenue: number | null;
  currency: string | null;
  renews_on: string | null;
  health: number | null;
  since: string | null;
  domains: string[];
  owner: string | null;
  references: Reference[] | null;
  followed: boolean;
  pinned: boolean;
  looked_at: Date | null;
  tickets:
    | [
        subject: string,
        priority: OpenTicket['priority'],
        openedAt: string,
        owner: string | null,
        inAll: number,
      ][]
    | null;
  deals: [count: number, total: number | null, currency: string | null];
  unpaid: [number: string, amount: number, currency: string, dueOn: string][] | null;
  newest: EntryJson[] | null;
  sources: { source: string; at: string }[] | null;
  alikes: { id: string; name: string }[] | null;
}

const NEWEST = 40;

const SEEN = seenBy({
  identity: 'q.identity',
  departments: 'q.departments',
  managers: 'q.managers',
  self: 'q.self',
});

const CARD = `
SELECT q.n, c.id, c.name, c.segment, c.industry, c.city, c.country, c.stage, c.owner_id, c.revenue, c.currency, c.renews_on, c.health, c.since,
  ARRAY(SELECT d.domain FROM domain d WHERE d.customer_id = c.id ORDER BY d.domain LIMIT 50) AS domains,
  (SELECT p.name FROM person p WHERE p.id = c.owner_id) AS owner,
  (SELECT json_agg(r) FROM (SELECT source, external_id AS "externalId", url FROM reference WHERE customer_id = c.id AND NOT gone ORDER BY source, external_id LIMIT 20) r) AS "references",
  EXISTS (SELECT 1 FROM follow f WHERE f.person_id = q.reader AND f.customer_id = c.id) AS followed,
  EXISTS (SELECT 1 FROM note n WHERE n.customer_id = c.id AND n.pinned AND n.deleted_at IS NULL) AS pinned,
  (SELECT l.at FROM look l WHERE l.person_id = q.reader AND l.customer_id = c.id) AS looked_at,
  (SELECT json_agg(json_build_array(t.subject, t.priority, t.opened_at, (SELECT p.name FROM person p WHERE p.id = t.owner_id), t.in_all)) FROM (
    SELECT *, count(*) OVER () AS in_all FROM ticket t WHERE t.customer_id = c.id AND t.status IN ('open', 'waiting')
    ORDER BY array_position(ARRAY['urgent', 'high', 'normal', 'low'], t.priority), t.opened_at LIMIT 20) t) AS tickets,
  (SELECT json_build_array(count(*), CASE WHEN min(d.currency) = max(d.currency) THEN sum(d.amount) END, min(d.currency))
    FROM deal d WHERE d.customer_id = c.id AND d.status = 'open') AS deals,
  (SELECT json_agg(json_build_array(i.number, i.amount, i.currency, i.due_on)) FROM (
    SELECT * FROM invoice i WHERE i.customer_id = c.id AND i.paid_on IS NULL ORDER BY i.due_on LIMIT 20) i) AS unpaid,
  (SELECT json_agg(${ENTRY_JSON}) FROM (SELECT * FROM entry e WHERE e.customer_id = c.id AND ${SEEN} ORDER BY ${NEWEST_FIRST} LIMIT ${NEWEST}) e) AS newest,
  (SELECT json_agg(s) FROM (SELECT source, last_seen AS at FROM source ORDER BY last_seen DESC, source LIMIT 8) s) AS sources,
  (SELECT json_agg(a) FROM (
    SELECT a.id, a.name FROM customer a WHERE a.id IN (
      SELECT n.id FROM (SELECT id FROM customer WHERE name_key = c.name_key LIMIT 20) n WHERE n.id <> c.id
      UNION ALL SELECT o.customer_id FROM domain d JOIN domain o ON o.domain = d.domain WHERE d.customer_id = c.id AND o.customer_id <> c.id)
    ORDER BY a.name, a.id LIMIT 5) a) AS alikes
FROM q JOIN customer c ON c.id = coalesce(q.id, ${THE_ONE})`;

const QUESTIONS = `SELECT * FROM json_to_recordset($1::json) AS q(n int, id text, ${KEYS}, reader text, identity boolean, departments text[], managers boolean, self text,
  at timestamptz, platform text, tenant text, user_id text, place text)`;

const OVERVIEW = `WITH q AS MATERIALIZED (${QUESTIONS}) ${CARD}`;

const LOOK = `WITH q AS MATERIALIZED (${QUESTIONS}), card AS MATERIALIZED (${CARD}), event AS MATERIALIZED (
  SELECT q.n, q.at, q.reader AS person_id, q.platform, q.tenant, q.user_id, q.place, 'look-up' AS action, card.id AS customer_id,
    jsonb_build_object('shown', 'card', 'entries', coalesce(json_array_length(card.newest), 0)) AS detail, true AS looks FROM card JOIN q ON q.n = card.n
), ${WRITES} SELECT * FROM card`;

type Told = Pick<Overview, 'lastTouch' | 'fresh'>;

/** A touch is one of us with the customer: a talk, or something sent to them; not what they did alone and not what we wrote among ourselves. */
const isTouch = ({ kind, direction }: Entry): boolean =>
  (TALKS.has(kind) && direction !== 'internal') || (SENT.has(kind) && direction === 'outbound');
const TALKS: ReadonlySet<Kind> = new Set(['call', 'meeting']);
const SENT: ReadonlySet<Kind> = new Set(['ticket', 'email', 'message']);

/** What the newest entries tell of; null where older ones have to be asked. */
function toldBy(newest: readonly Entry[], lookedAt: Date | null): Told | null {
  const isAll = newest.length < NEWEST;
  const touch = newest.find((entry) => entry.person !== null && isTouch(entry));
  const fresh = lookedAt && newest.filter(({ at }) => at > lookedAt).length;
  if (!isAll && (!touch || fresh === NEWEST)) return null;
  return { lastTouch: touch ? touchOf(touch) : null, fresh };
}

function touchOf({ at, person, personId, department, kind }: Entry): Overview['lastTouch'] {
  return person === null || personId === null ? null : { at, person, personId, department, kind };
}

/** Looked for among the newest 200 entries, so that a customer with a million costs no more. */
async function beyond(
  database: Database,
  { id, access, lookedAt }: { id: string; access: Access; lookedAt: Date | null },
): Promise<Told> {
  const { values, add } = parameters();
  const [customer, since, seen] = [add(id), add(lookedAt), withinAccess(access, { add })];
  const text = `SELECT
    (SELECT ${ENTRY_JSON} FROM (SELECT * FROM entry e WHERE e.customer_id = ${customer}::text AND ${seen} ORDER BY ${NEWEST_FIRST} LIMIT 200) e JOIN person p ON p.id = e.person_id
      WHERE e.kind = ANY(${add([...TALKS])}::text[]) AND e.direction <> 'internal' OR e.kind = ANY(${add([...SENT])}::text[]) AND e.direction = 'outbound' ORDER BY ${NEWEST_FIRST} LIMIT 1) AS touch,
    (SELECT count(*)::int FROM (SELECT 1 FROM entry e WHERE e.customer_id = ${customer}::text AND e.at > ${since}::timestamptz AND ${seen} ORDER BY ${NEWEST_FIRST} LIMIT 1000) n) AS fresh`;
  const [row] = await database.query<{ touch: EntryJson | null; fresh: number }>(text, values, {
    name: 'overview-beyond',
  });
  return {
    lastTouch: row?.touch ? touchOf(entryOf(row.touch)) : null,
    fresh: lookedAt && (row?.fresh ?? 0),
  };
}

function overviewOf(row: OverviewRow): Omit<Overview, 'newest' | keyof Told> {
  const tickets = row.tickets ?? [];
  const [deals, total, currency] = row.deals;
  return {
    customer: customerOf(row),
    owner: row.owner,
    references: row.references ?? [],
    followed: row.followed,
    pinned: row.pinned,
    lookedAt: row.looked_at,
    openTickets: tickets.map(([subject, priority, openedAt, owner]) => ({
      subject,
      priority,
      openedAt: new Date(openedAt),
      owner,
    })),
    openTicketCount: tickets[0]?.[4] ?? 0,
    openDeals: { count: deals, total: moneyOf(total, currency) },
    unpaid: (row.unpaid ?? []).map(([number, amount, currency, dueOn]) => ({
      number,
      money: { amount, currency },
      dueOn,
    })),
    sources: (row.sources ?? []).map(({ source, at }) => ({ source, at: new Date(at) })),
    lookAlikes: (row.alikes ?? []).map(({ id, name }) => ({ id: CustomerId.parse(id), name })),
  };
}

const customerOf = (row: OverviewRow): Customer => ({
  id: CustomerId.parse(row.id),
  name: row.name,
  segment: row.segment,
  industry: row.industry,
  city: row.city,
  country: row.country,
  stage: Stage.parse(row.stage),
  ownerId: row.owner_id === null ? null : PersonId.parse(row.owner_id),
  revenue: moneyOf(row.revenue, row.currency),
  renewsOn: row.renews_on,
  health: row.health,
  since: row.since,
  domains: row.domains,
});
