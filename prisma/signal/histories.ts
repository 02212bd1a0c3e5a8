import { z } from 'zod';
import { CustomerId, Stage } from '../../crm/customer/customer.ts';
import { PersonId } from '../../crm/person/person.ts';
import { withoutAmountsIn } from '../../crm/policy/amounts.ts';
import { HISTORY_DAYS, type SignalHistory } from '../../crm/signal/facts.ts';
import type { Signals } from '../../crm/store/signals.ts';
import { DAY } from '../../crm/time/durations.ts';
import { Direction, Kind, Visibility } from '../../crm/timeline/entry.ts';
import { TOUCH } from '../customer/last-touch.ts';
import type { Database } from '../database/database.ts';
import { Instant } from '../database/values.ts';

export function historiesOn(database: Database): Signals['histories'] {
  return async (customers, now) => {
    if (customers.length === 0) return [];
    const since = new Date(now.getTime() - HISTORY_DAYS * DAY);
    const rows = await database.query(HISTORIES, [customers, since, now], {
      name: 'signal-histories',
    });
    return z.array(Stored).parse(rows);
  };
}

/** Letters and touches: more than anybody writes in the time that rules look back. */
const TALKS = 500;
/** Among so many older entries the last touch is looked for where the newer ones have none. */
const OLDER = 200;
const MANY = 200;
const SIGNS = 20;
/** A word of the promise stands in the entry: one of four letters or more, or one in capitals such as SSO. */
const NAMES_PROMISE = `EXISTS (SELECT 1 FROM unnest(regexp_split_to_array(p.what, '[^[:alnum:]]+')) w
  WHERE (length(w) >= 4 OR (length(w) >= 2 AND w = upper(w) AND w <> lower(w))) AND position(lower(w) IN lower(e.title || ' ' || coalesce(e.body, ''))) > 0)`;

const TALK = `e.source, e.external_id AS "externalId", e.at, e.kind, e.direction, e.department, e.person_id AS "personId",
  (SELECT p.name FROM person p WHERE p.id = e.person_id) AS person,
  (SELECT t.name FROM contact t WHERE t.customer_id = e.customer_id COLLATE "default" AND t.source = e.source COLLATE "default" AND t.external_id = e.contact_id) AS contact, e.visibility`;
const LETTER = `(e.kind IN ('email', 'message') AND e.direction = 'inbound')`;

// The subject of a ticket, and the name of a deal, are left out where an entry of it is kept from somebody.
// Each part runs along an index that begins with the customer; $2 is as far as rules look back, $3 now.
const HISTORIES = `SELECT
  json_build_object('id', c.id, 'name', c.name, 'stage', c.stage, 'ownerId', c.owner_id, 'renewsOn', c.renews_on, 'since', c.since) AS customer,
  coalesce((SELECT json_agg(t ORDER BY t.at DESC, t.source DESC, t."externalId" DESC) FROM (
    (SELECT ${TALK} FROM entry e WHERE e.customer_id = c.id AND e.at > $2 AND e.at <= $3 AND (${TOUCH} OR ${LETTER}) ORDER BY e.at DESC LIMIT ${TALKS})
    UNION ALL (SELECT ${TALK} FROM (SELECT * FROM entry o WHERE o.customer_id = c.id AND o.at <= $2 ORDER BY o.at DESC LIMIT ${OLDER}) e
      WHERE ${TOUCH} ORDER BY e.at DESC LIMIT 1)) t), '[]') AS talks,
  coalesce((SELECT json_agg(t ORDER BY t."openedAt", t.id) FROM (
    SELECT source, external_id AS id, CASE WHEN ('ticket:' || source || ':' || external_id) <> ALL(r.records) THEN subject END AS subject, priority, opened_at AS "openedAt", CASE WHEN status = 'solved' THEN coalesce(solved_at, opened_at) END AS "solvedAt",
      CASE WHEN priority = 'urgent' THEN (SELECT max(v.at) FROM event v WHERE v.kind = 'ticket-escalated' AND v.source = ticket.source AND v.payload->>'record' = ticket.external_id) END AS "urgentSince"
    FROM ticket WHERE customer_id = c.id AND opened_at <= $3 AND (status <> 'solved' OR opened_at > $2) ORDER BY opened_at DESC LIMIT ${MANY}) t), '[]') AS tickets,
  coalesce((SELECT json_agg(a ORDER BY a.at DESC, a.id) FROM (
    SELECT source, external_id AS id, survey, score, best, at FROM survey_answer WHERE customer_id = c.id AND at > $2 AND at <= $3 ORDER BY at DESC LIMIT ${MANY}) a), '[]') AS answers,
  coalesce((SELECT json_agg(u ORDER BY u.day) FROM (
    SELECT day, sum(uses)::int AS uses FROM usage_day WHERE customer_id = c.id AND day > ($2::timestamptz AT TIME ZONE 'UTC')::date GROUP BY day) u), '[]') AS usage,
  (SELECT max(day) FROM usage_day WHERE day <= ($3::timestamptz AT TIME ZONE 'UTC')::date) AS "usageUntil",
  coalesce((SELECT json_agg(d ORDER BY d."openedAt", d.id) FROM (
    SELECT source, external_id AS id, CASE WHEN ('deal:' || source || ':' || external_id) <> ALL(r.records) THEN name END AS name, owner_id AS "ownerId", opened_at AS "openedAt", CASE WHEN status <> 'open' THEN coalesce(closed_at, opened_at, $2) END AS "closedAt",
      coalesce((SELECT json_agg(e.at) FROM entry e WHERE e.customer_id = c.id AND e.at > $2 AND e.at <= $3 AND e.record_kind = 'deal' AND e.source = d.source AND e.record_id = d.external_id), '[]') AS steps
    FROM deal d WHERE customer_id = c.id AND (status = 'open' OR closed_at > $2) LIMIT ${MANY}) d), '[]') AS deals,
  coalesce((SELECT json_agg(i ORDER BY i."dueOn", i.id) FROM (
    SELECT source, external_id AS id, number, issued_on AS "issuedOn", due_on AS "dueOn", paid_on AS "paidOn" FROM invoice
    WHERE customer_id = c.id AND amount > 0 AND (paid_on IS NULL OR paid_on > ($2::timestamptz AT TIME ZONE 'UTC')::date) LIMIT ${MANY}) i), '[]') AS invoices,
  coalesce((SELECT json_agg(p ORDER BY p.at DESC, p.id) FROM (
    SELECT p.source, p.external_id AS id, p.invoice_id AS invoice, (SELECT i.number FROM invoice i WHERE i.source = p.source AND i.external_id = p.invoice_id) AS number, p.at, p.status = 'failed' AS failed
    FROM payment p WHERE p.customer_id = c.id AND p.at > $2 AND p.at <= $3 ORDER BY p.at DESC LIMIT ${MANY}) p), '[]') AS payments,
  coalesce((SELECT json_agg(h ORDER BY h."dueAt", h.id) FROM (
    SELECT id, created_at AS "createdAt", due_at AS "dueAt", CASE WHEN state NOT IN ('offered', 'accepted') THEN coalesce(decided_at, created_at) END AS "closedAt"
    FROM handoff WHERE customer_id = c.id AND (state IN ('offered', 'accepted') OR due_at > $2) LIMIT ${MANY}) h), '[]') AS handoffs,
  coalesce((SELECT json_agg(m ORDER BY m."dueOn" NULLS LAST, m.id) FROM (
    SELECT p.id, p.what, coalesce((SELECT b.name FROM person b WHERE b.id = p.promised_by), '–') AS by, p.created_at AS "createdAt", p.due_on AS "dueOn", p.closed_at AS "closedAt",
      coalesce((SELECT json_agg(e.at) FROM (SELECT e.at FROM entry e WHERE e.customer_id = c.id AND e.at > p.created_at AND e.at <= $3 AND e.kind NOT IN ('promise', 'handoff')
        AND ${NAMES_PROMISE} ORDER BY e.at DESC LIMIT ${SIGNS}) e), '[]') AS signs
    FROM promise p WHERE p.customer_id = c.id AND p.visibility = 'everyone' AND (p.state = 'open' OR p.closed_at > $2) LIMIT ${MANY}) m), '[]') AS promises,
  coalesce((SELECT json_agg(a ORDER BY a.name, a.id) FROM (
    SELECT a.id, a.name, a.since FROM customer a WHERE a.id IN (
      SELECT n.id FROM (SELECT id FROM customer WHERE name_key = c.name_key LIMIT 20) n WHERE n.id <> c.id
      UNION ALL SELECT o.customer_id FROM domain d JOIN domain o ON o.domain = d.domain WHERE d.company IS NOT NULL AND d.customer_id = c.id AND o.customer_id <> c.id)
      AND NOT EXISTS (SELECT 1 FROM same_company s WHERE s.first_id = least(a.id, c.id) AND s.second_id = greatest(a.id, c.id) AND s.same IS NOT NULL)
    ORDER BY a.name, a.id LIMIT 5) a), '[]') AS "lookAlikes"
  FROM customer c, LATERAL (SELECT coalesce(array_agg(e.record_kind || ':' || e.source || ':' || e.record_id), '{}') AS records FROM entry e
    WHERE e.customer_id = c.id AND e.at > $2 AND e.record_id IS NOT NULL AND e.visibility <> 'everyone') r
  WHERE c.id = ANY($1) ORDER BY c.id`;

const Keyed = { source: z.string(), id: z.string() };

const Stored = z.object({
  customer: z.object({
    id: CustomerId,
    name: z.string(),
    stage: Stage,
    ownerId: PersonId.nullable(),
    renewsOn: z.string().nullable(),
    since: z.string().nullable(),
  }),
  talks: z.array(
    z.object({
      source: z.string(),
      externalId: z.string(),
      at: Instant,
      kind: Kind,
      direction: Direction,
      department: z.string(),
      personId: PersonId.nullable(),
      person: z.string().nullable(),
      contact: z.string().nullable(),
      // A visibility that only a newer version knows is read as the policy reads it.
      visibility: Visibility.catch('managers'),
    }),
  ),
  tickets: z.array(
    z.object({
      ...Keyed,
      subject: z.string().nullable(),
      priority: z.enum(['low', 'normal', 'high', 'urgent']),
      urgentSince: Instant.nullable(),
      openedAt: Instant,
      solvedAt: Instant.nullable(),
    }),
  ),
  answers: z.array(
    z.object({
      ...Keyed,
      survey: z.enum(['csat', 'nps', 'ces', 'review']),
      score: z.number(),
      best: z.number(),
      at: Instant,
    }),
  ),
  usage: z.array(z.object({ day: z.string(), uses: z.number() })),
  usageUntil: z.string().nullable(),
  deals: z.array(
    z.object({
      ...Keyed,
      name: z.string().nullable(),
      ownerId: PersonId.nullable(),
      openedAt: Instant.nullable(),
      closedAt: Instant.nullable(),
      steps: z.array(Instant),
    }),
  ),
  invoices: z.array(
    z.object({
      ...Keyed,
      number: z.string(),
      issuedOn: z.string(),
      dueOn: z.string().nullable(),
      paidOn: z.string().nullable(),
    }),
  ),
  payments: z.array(
    z.object({
      ...Keyed,
      invoice: z.string().nullable(),
      number: z.string().nullable(),
      at: Instant,
      failed: z.boolean(),
    }),
  ),
  handoffs: z.array(
    z.object({
      id: z.string(),
      createdAt: Instant,
      dueAt: Instant,
      closedAt: Instant.nullable(),
    }),
  ),
  promises: z.array(
    z.object({
      id: z.string(),
      what: z.string().transform(withoutAmountsIn),
      by: z.string(),
      createdAt: Instant,
      dueOn: z.string().nullable(),
      closedAt: Instant.nullable(),
      signs: z.array(Instant),
    }),
  ),
  lookAlikes: z.array(z.object({ id: CustomerId, name: z.string(), since: z.string().nullable() })),
}) satisfies z.ZodType<SignalHistory>;
