import type { CustomerReference } from '../../crm/customer/customer.ts';
import { PersonId } from '../../crm/person/person.ts';
import type { Customers } from '../../crm/store/customers.ts';
import { batchCalls } from '../database/batched.ts';
import type { Database } from '../database/database.ts';
import { idOf } from '../records/cells.ts';
import { contactsOf } from './contacts.ts';
import { findOn, namedOn } from './find.ts';
import { calledOn } from './first-names.ts';
import { readList } from './lists.ts';
import { openTicketsOn } from './open-tickets.ts';
import { overviewsOn } from './overview.ts';
import { SUMMARY, type SummaryRow, summaryOf } from './summary.ts';

export function customersOn(database: Database): Customers {
  const { prisma } = database;
  const { overview, look } = overviewsOn(database);
  return {
    find: (query, limit) => findOn(database, query, limit),
    called: (firstName, limit) => calledOn(database, firstName, limit),
    named: namedOn(database),
    overview: (customer, reader, access, now) => overview({ customer, reader, access, now }),
    look: (customer, { person, access, from }) =>
      look({ customer, reader: person, access, from, now: from.at }),
    name: batchCalls(async (ids) => {
      const rows = await database.query<{ id: string; name: string }>(
        'SELECT id, name FROM customer WHERE id = ANY($1)',
        [ids],
        { name: 'customer-names' },
      );
      const names = new Map(rows.map(({ id, name }) => [id, name]));
      return ids.map((id) => names.get(id) ?? null);
    }),
    async country(id) {
      const [row] = await database.query<{ country: string | null }>(
        'SELECT country FROM customer WHERE id = $1',
        [id],
        { name: 'customer-country' },
      );
      return row?.country ?? null;
    },
    async owner(id) {
      const [row] = await database.query<{ owner: string | null }>(
        'SELECT owner_id AS owner FROM customer WHERE id = $1',
        [id],
        { name: 'customer-owner' },
      );
      return row?.owner ? PersonId.parse(row.owner) : null;
    },
    openTickets: openTicketsOn(database),
    contacts: (customer) => contactsOf(database, customer),
    async references(id) {
      const rows = await database.query<Omit<CustomerReference, 'owns'>>(
        'SELECT source, external_id AS "externalId", gone FROM reference WHERE customer_id = $1 ORDER BY source, external_id',
        [id],
        { name: 'customer-references' },
      );
      return rows.map((row) => ({ ...row, owns: idOf(row.source, row.externalId) === id }));
    },
    async owned(person, limit) {
      const rows = await database.query<SummaryRow>(
        `SELECT ${SUMMARY} FROM customer c WHERE c.owner_id = $1 AND c.stage <> 'churned'
          ORDER BY (c.stage = 'at-risk') DESC, c.renews_on NULLS LAST, c.name, c.id LIMIT $2`,
        [person, limit],
        { name: 'owned' },
      );
      return rows.map(summaryOf);
    },
    async recent(person, limit) {
      const rows = await database.query<SummaryRow>(
        `SELECT ${SUMMARY} FROM look l JOIN customer c ON c.id = l.customer_id WHERE l.person_id = $1 ORDER BY l.at DESC, c.id LIMIT $2`,
        [person, limit],
        { name: 'recent' },
      );
      return rows.map(summaryOf);
    },
    async followed(person, limit) {
      const rows = await database.query<SummaryRow>(
        `SELECT ${SUMMARY} FROM follow f JOIN customer c ON c.id = f.customer_id WHERE f.person_id = $1 ORDER BY c.name, c.id LIMIT $2`,
        [person, limit],
        { name: 'followed' },
      );
      return rows.map(summaryOf);
    },
    listed: (list, by) => readList(database, list, by),
    async follow(personId, customerId, on, now) {
      if (!on) await prisma.follow.deleteMany({ where: { personId, customerId } });
      else
        await database.query(
          'INSERT INTO follow (person_id, customer_id, since) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
          [personId, customerId, now],
        );
    },
  };
}
