import type { CustomerId } from '../../crm/customer/customer.ts';
import { departmentLeads, LEADING } from '../../crm/customer/department-leads.ts';
import { OWN_SOURCE } from '../../crm/person/administrator.ts';
import type { PersonId } from '../../crm/person/person.ts';
import { type Access, sees } from '../../crm/policy/policy.ts';
import type { LookedFrom, Overview } from '../../crm/store/customers.ts';
import { WRITES } from '../audit/repository.ts';
import { batchCalls } from '../database/batched.ts';
import type { Database } from '../database/database.ts';
import { json } from '../database/json.ts';
import {
  ENTRY_JSON,
  entriesOf,
  entryOf,
  NEWEST_FIRST,
  OLDEST_FIRST,
  seenBy,
} from '../timeline/entries.ts';
import { THE_ONE } from './find.ts';
import { beyond, leadsBeyond, NEWEST, recencyOf } from './last-touch.ts';
import { assignedIn, knowingSources, type OverviewRow, overviewOf } from './overview-row.ts';
import { KEYS, keysOf } from './search-keys.ts';

export interface CardQuestion {
  customer: CustomerId | { named: string };
  reader: PersonId | null;
  access: Access;
  now: Date;
  /** For the record of a look. */
  from?: LookedFrom;
}

/**
 * Everything on a customer's card, in one statement and one row: this is the read that everybody waits for. Entries
 * beyond the newest are read only where those do not suffice. A look is on record by the statement that reads.
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
  { access, now }: CardQuestion,
  row: OverviewRow | null,
): Promise<Overview | null> {
  if (!row) return null;
  const newest = (row.newest ?? []).map(entryOf);
  const told = recencyOf(newest, row.looked_at, access.self);
  const facts = overviewOf(row);
  const assigned = assignedIn(row);
  const [older, recency] = await Promise.all([
    leadsBeyond(database, { id: row.id, newest, assigned, now }),
    told ?? beyond(database, { id: row.id, access, lookedAt: row.looked_at, now }),
  ]);
  return {
    ...facts,
    sources: knowingSources(row, newest),
    newest,
    leads: departmentLeads({ ...facts, newest: [...newest, ...older] }, assigned, now),
    ...recency,
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

function questionOf({ customer, reader, access, now, from }: CardQuestion, n: number) {
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
    at: now,
    ...(from && { place: from.place, ...from.account, user_id: from.account.user }),
  };
}

const SEEN = seenBy({
  identity: 'q.identity',
  departments: 'q.departments',
  managers: 'q.managers',
  self: 'q.self',
});

const CARD = `
SELECT q.n, c.id, c.name, c.segment, c.industry, c.city, c.country, c.stage, c.owner_id, c.revenue, c.currency, c.renews_on, c.health, c.since, c.stage_since,
  ARRAY(SELECT d.domain FROM domain d WHERE d.customer_id = c.id ORDER BY d.domain LIMIT 50) AS domains,
  (SELECT p.name FROM person p WHERE p.id = c.owner_id) AS owner,
  (SELECT json_agg(r) FROM (SELECT source, external_id AS "externalId", url FROM reference WHERE customer_id = c.id AND NOT gone ORDER BY source, external_id LIMIT 20) r) AS "references",
  EXISTS (SELECT 1 FROM follow f WHERE f.person_id = q.reader AND f.customer_id = c.id) AS followed,
  EXISTS (SELECT 1 FROM note n WHERE n.customer_id = c.id AND n.pinned AND n.deleted_at IS NULL) AS pinned,
  EXISTS (SELECT 1 FROM goal g WHERE g.customer_id = c.id AND g.state = 'open') AS goals,
  (SELECT json_build_array(h.due_at, (SELECT p.name FROM person p WHERE p.id = coalesce(h.holder_id, h.target->>'person')), h.target_department, h.in_all)
    FROM (SELECT *, count(*) OVER () AS in_all FROM handoff WHERE customer_id = c.id AND state = 'offered' AND due_at < q.at ORDER BY due_at, id LIMIT 1) h) AS late_handoff,
  (SELECT json_agg(json_build_array(r.id, r.what, r.due_on, r.promised_by, r.created_by, r.department, r.visibility, (SELECT p.name FROM person p WHERE p.id = r.promised_by)) ORDER BY r.due_on NULLS LAST, r.created_at, r.id)
    FROM (SELECT * FROM promise WHERE customer_id = c.id AND state = 'open' ORDER BY due_on NULLS LAST, created_at, id LIMIT 200) r) AS promises,
  (SELECT l.at FROM look l WHERE l.person_id = q.reader AND l.customer_id = c.id) AS looked_at,
  (SELECT json_agg(json_build_array(t.subject, t.priority, t.opened_at, (SELECT p.name FROM person p WHERE p.id = t.owner_id), t.in_all)) FROM (
    SELECT *, count(*) OVER () AS in_all FROM ticket t WHERE t.customer_id = c.id AND t.status IN ('open', 'waiting') AND t.opened_at <= q.at
    ORDER BY array_position(ARRAY['urgent', 'high', 'normal', 'low'], t.priority), t.opened_at LIMIT 20) t) AS tickets,
  (SELECT json_build_array(count(*), CASE WHEN min(d.currency) = max(d.currency) THEN sum(d.amount) END, min(d.currency))
    FROM deal d WHERE d.customer_id = c.id AND d.status = 'open') AS deals,
  (SELECT json_agg(json_build_array(i.number, i.amount, i.currency, i.due_on)) FROM (
    SELECT * FROM invoice i WHERE i.customer_id = c.id AND i.paid_on IS NULL AND i.due_on IS NOT NULL AND i.amount > 0 ORDER BY i.due_on LIMIT 20) i) AS unpaid,
  (SELECT json_agg(json_build_array(i.count, i.number, i.amount, i.currency) ORDER BY i.currency) FROM (
    SELECT count(*)::int, CASE WHEN count(*) = 1 THEN min(number) END AS number, -sum(amount) AS amount, currency
      FROM invoice WHERE customer_id = c.id AND paid_on IS NULL AND amount < 0 GROUP BY currency) i) AS credits,
  (SELECT json_agg(${ENTRY_JSON}) FROM (${entriesOf('c.id', { where: `e.at <= q.at AND ${SEEN}`, order: NEWEST_FIRST, limit: NEWEST })}) e) AS newest,
  (SELECT ${ENTRY_JSON} FROM (${entriesOf('c.id', { where: `e.at > q.at AND e.kind IN ('call', 'meeting') AND ${SEEN}`, order: OLDEST_FIRST, limit: 1 })}) e) AS planned,
  (SELECT json_build_array(p.id, p.name, h.decided_at) FROM handoff h JOIN person p ON p.id = h.holder_id
    WHERE h.customer_id = c.id AND h.state = 'accepted' ORDER BY h.decided_at DESC NULLS LAST, h.id LIMIT 1) AS held,
  (SELECT json_agg(json_build_array(l.department_id, l.id, l.name)) FROM (
    SELECT DISTINCT ON (p.department_id) p.department_id, p.id, p.name FROM (
      SELECT c.owner_id AS person_id, 1 AS rank, q.at AS since
      UNION ALL SELECT h.holder_id, 2, h.decided_at FROM handoff h WHERE h.customer_id = c.id AND h.state = 'accepted'
      UNION ALL SELECT t.owner_id, 3, t.opened_at FROM ticket t WHERE t.customer_id = c.id AND t.status IN ('open', 'waiting') AND t.opened_at <= q.at
      UNION ALL SELECT d.owner_id, 3, d.opened_at FROM deal d WHERE d.customer_id = c.id AND d.status = 'open') r
    JOIN person p ON p.id = r.person_id WHERE p.active AND p.department_id IN (${LEADING.map((id) => `'${id}'`).join(', ')})
    ORDER BY p.department_id, r.rank, r.since DESC NULLS LAST, p.id) l) AS assigned,
  (SELECT json_agg(s) FROM (SELECT s.source, greatest(s.last_seen, k.read_at) AS at, k.read_at AS "readAt", k.failed_at AS "failedAt", k.fault,
      EXISTS (SELECT 1 FROM reference r WHERE r.customer_id = c.id AND r.source = s.source AND NOT r.gone)
        OR EXISTS (SELECT 1 FROM contact p WHERE p.customer_id = c.id AND p.source = s.source)
        OR EXISTS (SELECT 1 FROM ticket t WHERE t.customer_id = c.id AND t.source = s.source) AS knows
    FROM source s LEFT JOIN connector_reading k ON k.source = s.source WHERE s.source <> '${OWN_SOURCE}' ORDER BY knows DESC, at DESC, s.source LIMIT 8) s) AS sources,
  (SELECT json_agg(a) FROM (
    SELECT a.id, a.name, (SELECT count(*)::int FROM ticket t WHERE t.customer_id = a.id AND t.status IN ('open', 'waiting') AND t.priority = 'urgent' AND t.opened_at <= q.at) AS urgent FROM customer a WHERE a.id IN (
      SELECT n.id FROM (SELECT id FROM customer WHERE name_key = c.name_key LIMIT 20) n WHERE n.id <> c.id
      UNION ALL SELECT o.customer_id FROM domain d JOIN domain o ON o.domain = d.domain WHERE d.company IS NOT NULL AND d.customer_id = c.id AND o.customer_id <> c.id)
      AND NOT EXISTS (SELECT 1 FROM same_company s WHERE s.first_id = least(a.id, c.id) AND s.second_id = greatest(a.id, c.id) AND s.same IS NOT NULL)
    ORDER BY a.name, a.id LIMIT 5) a) AS alikes,
  (SELECT json_agg(json_build_object('id', s.id, 'rule', s.rule, 'detail', s.detail, 'causes', s.causes) ORDER BY s.created_at, s.id) FROM signal s
    WHERE s.customer_id = c.id AND s.ended_at IS NULL) AS signals,
  (SELECT json_agg(json_build_object('rule', r.rule, 'isOn', r.is_on, 'threshold', r.threshold)) FROM signal_rule r) AS rules,
  (SELECT json_agg(json_build_array(p.id, p.name, h.at) ORDER BY h.at) FROM hold_override h JOIN person p ON p.id = h.person_id
    WHERE h.customer_id = c.id AND h.until > q.at) AS overrides
FROM q JOIN customer c ON c.id = coalesce(q.id, ${THE_ONE})`;

const QUESTIONS = `SELECT * FROM json_to_recordset($1::json) AS q(n int, id text, ${KEYS}, reader text, identity boolean, departments text[], managers boolean, self text,
  at timestamptz, platform text, tenant text, user_id text, place text)`;

const OVERVIEW = `WITH q AS MATERIALIZED (${QUESTIONS}) ${CARD}`;

const LOOK = `WITH q AS MATERIALIZED (${QUESTIONS}), card AS MATERIALIZED (${CARD}), event AS MATERIALIZED (
  SELECT q.n, q.at, q.reader AS person_id, q.platform, q.tenant, q.user_id, q.place, 'look-up' AS action, card.id AS customer_id,
    jsonb_build_object('shown', 'card', 'entries', coalesce(json_array_length(card.newest), 0)) AS detail, true AS looks FROM card JOIN q ON q.n = card.n
), ${WRITES} SELECT * FROM card`;
