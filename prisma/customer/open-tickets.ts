import { CustomerId } from '../../crm/customer/customer.ts';
import type { Customers, ListedTicket } from '../../crm/store/customers.ts';
import type { Database } from '../database/database.ts';

type Row = Omit<ListedTicket, 'customer'> & { customer: string; in_all: number };

/** Open tickets across customers, the most urgent first, then the oldest. */
export const openTicketsOn =
  (database: Database): Customers['openTickets'] =>
  async ({ owner = null, department = null, customer = null, only = null, now, limit }) => {
    const rows = await database.query<Row>(
      `SELECT t.customer_id AS customer, c.name, t.subject, t.priority, t.opened_at AS "openedAt", p.name AS owner,
          (count(*) OVER ())::int AS in_all
        FROM ticket t JOIN customer c ON c.id = t.customer_id LEFT JOIN person p ON p.id = t.owner_id
        WHERE t.status IN ('open', 'waiting') AND t.opened_at <= $3
          AND ($1::text IS NULL OR t.owner_id = $1) AND ($2::text IS NULL OR p.department_id = $2)
          AND ($5::text IS NULL OR t.customer_id = $5)
          AND ($6::text IS DISTINCT FROM 'urgent' OR t.priority = 'urgent')
          AND ($6::text IS DISTINCT FROM 'unassigned' OR t.owner_id IS NULL)
        ORDER BY array_position(ARRAY['urgent', 'high', 'normal', 'low'], t.priority), t.opened_at, t.source, t.external_id
        LIMIT $4`,
      [owner, department, now, limit, customer, only],
      { name: 'open-tickets' },
    );
    return {
      tickets: rows.map(({ in_all: _, customer, openedAt, ...row }) => ({
        ...row,
        customer: CustomerId.parse(customer),
        openedAt: new Date(openedAt),
      })),
      count: rows[0]?.in_all ?? 0,
    };
  };
