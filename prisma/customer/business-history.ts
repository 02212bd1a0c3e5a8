import { z } from 'zod';
import { PersonId } from '../../crm/person/person.ts';
import type { BusinessHistory, BusinessHistoryStore } from '../../crm/store/business-history.ts';
import type { Database } from '../database/database.ts';

const MOST = 500;

const READ = `SELECT
  (SELECT json_agg(r) FROM (SELECT source, external_id AS "externalId", status, origin, owner_id AS owner, opened_at AS "openedAt", closed_at AS "closedAt", amount, currency
    FROM deal WHERE customer_id = $1 AND coalesce(closed_at, $3) >= $2 ORDER BY closed_at DESC NULLS LAST, external_id LIMIT ${MOST}) r) AS deals,
  (SELECT json_agg(r) FROM (SELECT priority, escalated, owner_id AS owner, opened_at AS "openedAt", solved_at AS "solvedAt"
    FROM ticket WHERE customer_id = $1 AND coalesce(solved_at, $3) >= $2 ORDER BY opened_at DESC, external_id LIMIT ${MOST}) r) AS tickets,
  (SELECT json_agg(r) FROM (SELECT started_on AS "startedOn", trial FROM subscription WHERE customer_id = $1 AND coalesce(ended_on, $3::date) >= $2::date ORDER BY started_on DESC, external_id LIMIT ${MOST}) r) AS subscriptions,
  (SELECT json_agg(r) FROM (SELECT at, reactivation FROM churn WHERE customer_id = $1 AND at >= $2 ORDER BY at DESC, external_id LIMIT ${MOST}) r) AS churns`;

/** All of it in one read. A record without an end counts as open. */
export const businessHistoryOn = (database: Database): BusinessHistoryStore => ({
  async businessHistory(customer, since) {
    const [row] = await database.query(READ, [customer, since, FAR], { name: 'dealings' });
    return Stored.parse(row);
  },
});

const FAR = new Date('9999-01-01T00:00:00Z');
const owner = PersonId.nullable();
const at = z.coerce.date();
const maybeAt = at.nullable();
const list = <Item extends z.ZodType>(item: Item) =>
  z
    .array(item)
    .nullable()
    .transform((found) => found ?? []);

const Stored = z.object({
  deals: list(
    z
      .object({
        source: z.string(),
        externalId: z.string(),
        status: z.enum(['open', 'won', 'lost']),
        origin: z.string().nullable(),
        owner,
        openedAt: maybeAt,
        closedAt: maybeAt,
        amount: z.number().nullable(),
        currency: z.string().nullable(),
      })
      .transform(({ amount, currency, ...deal }) => ({
        ...deal,
        money: amount !== null && currency !== null ? { amount, currency } : null,
      })),
  ),
  tickets: list(
    z.object({
      priority: z.enum(['low', 'normal', 'high', 'urgent']),
      escalated: z.boolean(),
      owner,
      openedAt: at,
      solvedAt: maybeAt,
    }),
  ),
  subscriptions: list(z.object({ startedOn: z.string(), trial: z.boolean() })),
  churns: list(z.object({ at, reactivation: z.boolean() })),
}) satisfies z.ZodType<BusinessHistory>;
