import { z } from 'zod';
import { CustomerId } from '../crm/customer.ts';
import { PersonId, Platform } from '../crm/person.ts';
import type { AuditEvent, AuditLog, AuditRecord } from '../crm/store/audit.ts';
import type { Database, Sql } from './database.ts';

export function auditOn(database: Database): AuditLog {
  return {
    async write({ looks = false, ...event }) {
      if (looks && event.person !== null && event.customer !== null) await database.query(`WITH looked AS (${LOOK}) ${WRITE}`, cellsOf(event), { name: 'audit-look' });
      else await writeAudit(database, event);
    },
    async search({ person, customer, before, limit }) {
      const rows = await database.prisma.audit.findMany({
        where: { ...(person && { personId: person }), ...(customer && { customerId: customer }), ...(before && { id: { lt: BigInt(before) } }) },
        orderBy: { id: 'desc' },
        take: limit,
      });
      return rows.map((row): AuditRecord => ({
        id: String(row.id),
        at: row.at,
        person: row.personId === null ? null : PersonId.parse(row.personId),
        account: { platform: Platform.parse(row.platform), tenant: row.tenant, user: row.user },
        place: row.place,
        action: Action.parse(row.action),
        customer: row.customerId === null ? null : CustomerId.parse(row.customerId),
        detail: Detail.parse(row.detail),
      }));
    },
  };
}

const WRITE = `INSERT INTO audit (at, person_id, platform, tenant, user_id, place, action, customer_id, detail)
  VALUES ($1::timestamptz, $2::text, $3, $4, $5, $6, $7, $8::text, $9::jsonb)`;

// One statement for both: every look-up waits for it.
const LOOK = `INSERT INTO look (person_id, customer_id, at) VALUES ($2::text, $8::text, $1::timestamptz)
  ON CONFLICT (person_id, customer_id) DO UPDATE SET at = excluded.at WHERE look.at < excluded.at`;

const cellsOf = ({ at, person, account, place, action, customer, detail }: AuditEvent): unknown[] =>
  [at, person, account.platform, account.tenant, account.user, place, action, customer, JSON.stringify(detail)];

/** Also inside a transaction, with what it tells of. */
export async function writeAudit(sql: Sql, event: AuditEvent): Promise<void> {
  await sql.query(WRITE, cellsOf(event), { name: 'audit-write' });
}

const Action = z.enum(['look-up', 'search', 'timeline', 'open-entry', 'share', 'refused', 'follow', 'form', 'admin', 'note', 'handoff', 'task', 'mention', 'win', 'room', 'settings']);
const Detail = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]));
