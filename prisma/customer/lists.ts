import type { CustomerList, ListKind, ListPage } from '../../crm/customer/list.ts';
import { placeNames } from '../../crm/customer/place-names.ts';
import { sees } from '../../crm/policy/policy.ts';
import type { ListedFor } from '../../crm/store/customers.ts';
import { addDays } from '../../crm/time/day.ts';
import type { Database } from '../database/database.ts';
import { SUMMARY, type SummaryRow, summaryOf } from './summary.ts';

/** How each list is read: its rows, and its order, which is the worst first. Each may name `$1` to `$7` and `$10` to `$12`. */
interface Reading {
  from: string;
  where: string;
  order: string;
}

const RENEWAL = 'c.renews_on NULLS LAST';
const READINGS: Record<ListKind, Reading> = {
  all: { from: '', where: 'true', order: `(c.stage = 'at-risk') DESC, ${RENEWAL}` },
  'at-risk': {
    from: '',
    where: `c.stage = 'at-risk'`,
    order: `CASE WHEN $7::bool THEN c.health END NULLS LAST, ${RENEWAL}`,
  },
  silent: {
    from: `JOIN (SELECT customer_id, min(created_at) AS at FROM signal
      WHERE rule IN ('silence', 'renewal-without-contact') AND ended_at IS NULL GROUP BY customer_id) s ON s.customer_id = c.id`,
    where: 'true',
    order: `(c.renews_on < $5::date + 60) DESC NULLS LAST, s.at, ${RENEWAL}`,
  },
  renewing: {
    from: '',
    where: 'c.renews_on BETWEEN $10::date AND $6::date',
    order: `c.renews_on, (c.stage = 'at-risk') DESC`,
  },
  urgent: {
    from: `JOIN (SELECT customer_id, count(*) AS n, min(opened_at) AS at FROM ticket
      WHERE priority = 'urgent' AND status IN ('open', 'waiting') AND opened_at <= $4 GROUP BY customer_id) t ON t.customer_id = c.id`,
    where: 'true',
    order: 't.n DESC, t.at',
  },
  unpaid: {
    from: `JOIN (SELECT customer_id, min(due_on) AS due FROM invoice
      WHERE paid_on IS NULL AND amount > 0 AND due_on <= $5::date - $11::int GROUP BY customer_id) i ON i.customer_id = c.id`,
    where: 'true',
    order: 'i.due',
  },
  new: {
    from: '',
    where: `c.since BETWEEN $6::date AND $10::date`,
    order: 'c.since DESC',
  },
};

/** One page of a list; customers who left us stand in none. `today` is the reader's. */
export async function readList(
  database: Database,
  list: CustomerList,
  by: ListedFor,
): Promise<ListPage> {
  const { from, where, order } = READINGS[list.kind];
  const sign = list.kind === 'new' ? -1 : 1;
  const [near, far] = [list.after, list.days].map((days) => addDays(by.today, sign * days));
  const place = list.city === null ? null : placeNames(list.city);
  // The text is the same for every reader of one list, so each parameter is named whether or not this list reads it.
  const rows = await database.query<SummaryRow & { in_all: number }>(
    `SELECT ${SUMMARY}, (count(*) OVER ())::int AS in_all FROM customer c ${from}
      WHERE c.stage <> 'churned' AND ${where}
        AND ($1::text <> 'mine' OR c.owner_id = $2)
        AND ($1::text <> 'followed' OR EXISTS (SELECT 1 FROM follow f WHERE f.person_id = $2 AND f.customer_id = c.id))
        AND ($3::text[] IS NULL OR lower(c.city) = ANY($3) OR lower(c.country) = ANY($12::text[]))
        AND $4::timestamptz IS NOT NULL AND $5::date IS NOT NULL AND $6::date IS NOT NULL AND $7::bool IS NOT NULL
        AND $10::date IS NOT NULL AND $11::int IS NOT NULL
      ORDER BY ${order}, c.name, c.id OFFSET $8::int LIMIT $9::int`,
    [
      list.of,
      by.person,
      place?.cities ?? null,
      by.now,
      by.today,
      far,
      sees(by.access, 'health'),
      by.skip,
      by.limit,
      near,
      by.lateAfter,
      place?.countries ?? null,
    ],
    { name: `customers-${list.kind}` },
  );
  return { customers: rows.map(summaryOf), count: rows[0]?.in_all ?? 0 };
}
