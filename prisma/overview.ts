import { type Customer, CustomerId, type Reference, Stage } from '../crm/customer.ts';
import type { Kind } from '../crm/entry.ts';
import { PersonId } from '../crm/person.ts';
import type { Sight } from '../crm/policy.ts';
import type { OpenTicket, Overview } from '../crm/store.ts';
import type { Database } from './database.ts';
import { ENTRY_JSON, type EntryJson, entryOf, inSight, moneyOf, NEWEST_FIRST, parameters } from './entries.ts';

/** Everything on a customer's card, in one statement and one row: this is the read that everybody waits for. */
export async function overviewOn(database: Database, id: CustomerId, { reader, sight }: { reader: PersonId | null; sight: Sight }): Promise<Overview | null> {
  const { values, add } = parameters();
  const text = overviewSql({ id: add(id), reader: add(reader), seen: inSight(sight, { add }) });
  const [row] = await database.query<OverviewRow>(text, values, { name: 'overview' });
  return row ? overviewOf(row) : null;
}

interface OverviewRow {
  id: string; name: string; segment: string | null; industry: string | null; city: string | null; country: string | null; stage: string;
  owner_id: string | null; revenue: number | null; currency: string | null; renews_on: string | null; health: number | null; since: string | null;
  domains: string[]; owner: string | null; references: Reference[] | null; followed: boolean; looked_at: Date | null;
  tickets: { subject: string; priority: OpenTicket['priority']; openedAt: string; owner: string | null }[] | null;
  ticket_count: number;
  deals: { count: number; total: number | null; currency: string | null };
  unpaid: { number: string; amount: number; currency: string; dueOn: string }[] | null;
  touch: { at: string; person: string; personId: string; department: string; kind: Kind } | null;
  newest: EntryJson[] | null; fresh: number | null; sources: { source: string; at: string }[] | null; alikes: { id: string; name: string }[] | null;
}

// A touch is one of us with the customer: a talk, or something sent to them; not what they did alone and not what we
// wrote among ourselves. Looked for among the newest 200 entries, so that a customer with a million costs no more.
const TOUCH = `e.person_id IS NOT NULL AND (e.kind IN ('call', 'meeting') AND e.direction <> 'internal'
  OR e.kind IN ('ticket', 'email', 'message') AND e.direction = 'outbound')`;

const overviewSql = ({ id, reader, seen }: { id: string; reader: string; seen: string }): string => `
SELECT c.id, c.name, c.segment, c.industry, c.city, c.country, c.stage, c.owner_id, c.revenue, c.currency, c.renews_on, c.health, c.since,
  ARRAY(SELECT d.domain FROM domain d WHERE d.customer_id = c.id ORDER BY d.domain LIMIT 50) AS domains,
  (SELECT p.name FROM person p WHERE p.id = c.owner_id) AS owner,
  (SELECT json_agg(r) FROM (SELECT source, external_id AS "externalId", url FROM reference WHERE customer_id = c.id ORDER BY source, external_id LIMIT 20) r) AS "references",
  EXISTS (SELECT 1 FROM follow f WHERE f.person_id = ${reader}::text AND f.customer_id = c.id) AS followed,
  l.at AS looked_at,
  (SELECT json_agg(t) FROM (
    SELECT t.subject, t.priority, t.opened_at AS "openedAt", (SELECT p.name FROM person p WHERE p.id = t.owner_id) AS owner
    FROM ticket t WHERE t.customer_id = c.id AND t.status IN ('open', 'waiting')
    ORDER BY array_position(ARRAY['urgent', 'high', 'normal', 'low'], t.priority), t.opened_at LIMIT 20) t) AS tickets,
  (SELECT count(*)::int FROM ticket t WHERE t.customer_id = c.id AND t.status IN ('open', 'waiting')) AS ticket_count,
  (SELECT json_build_object('count', count(*), 'total', CASE WHEN count(DISTINCT d.currency) = 1 THEN sum(d.amount) END, 'currency', min(d.currency))
    FROM deal d WHERE d.customer_id = c.id AND d.status = 'open') AS deals,
  (SELECT json_agg(i) FROM (
    SELECT i.number, i.amount, i.currency, i.due_on AS "dueOn" FROM invoice i WHERE i.customer_id = c.id AND i.paid_on IS NULL ORDER BY i.due_on LIMIT 20) i) AS unpaid,
  (SELECT json_build_object('at', e.at, 'person', p.name, 'personId', p.id, 'department', e.department, 'kind', e.kind)
    FROM (SELECT * FROM entry e WHERE e.customer_id = c.id AND ${seen} ORDER BY ${NEWEST_FIRST} LIMIT 200) e JOIN person p ON p.id = e.person_id
    WHERE ${TOUCH} ORDER BY ${NEWEST_FIRST} LIMIT 1) AS touch,
  (SELECT json_agg(${ENTRY_JSON}) FROM (SELECT * FROM entry e WHERE e.customer_id = c.id AND ${seen} ORDER BY ${NEWEST_FIRST} LIMIT 40) e) AS newest,
  CASE WHEN l.at IS NOT NULL THEN
    (SELECT count(*)::int FROM (SELECT 1 FROM entry e WHERE e.customer_id = c.id AND e.at > l.at AND ${seen} ORDER BY ${NEWEST_FIRST} LIMIT 1000) n) END AS fresh,
  (SELECT json_agg(s) FROM (SELECT source, last_seen AS at FROM source ORDER BY last_seen DESC, source LIMIT 8) s) AS sources,
  (SELECT json_agg(a) FROM (
    SELECT a.id, a.name FROM (
      SELECT n.id FROM (SELECT id FROM customer WHERE name_key = c.name_key LIMIT 20) n
      UNION SELECT o.customer_id FROM domain d JOIN domain o ON o.domain = d.domain WHERE d.customer_id = c.id) same
    JOIN customer a ON a.id = same.id WHERE a.id <> c.id ORDER BY a.name, a.id LIMIT 5) a) AS alikes
FROM customer c LEFT JOIN look l ON l.person_id = ${reader}::text AND l.customer_id = c.id
WHERE c.id = ${id}::text`;

function overviewOf(row: OverviewRow): Overview {
  return {
    customer: customerOf(row),
    owner: row.owner,
    references: row.references ?? [],
    followed: row.followed,
    lookedAt: row.looked_at,
    openTickets: (row.tickets ?? []).map((ticket) => ({ ...ticket, openedAt: new Date(ticket.openedAt) })),
    openTicketCount: row.ticket_count,
    openDeals: { count: row.deals.count, total: moneyOf(row.deals.total, row.deals.currency) },
    unpaid: (row.unpaid ?? []).map(({ number, amount, currency, dueOn }) => ({ number, money: { amount, currency }, dueOn })),
    lastTouch: row.touch && { ...row.touch, at: new Date(row.touch.at), personId: PersonId.parse(row.touch.personId) },
    newest: (row.newest ?? []).map(entryOf),
    fresh: row.fresh,
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
