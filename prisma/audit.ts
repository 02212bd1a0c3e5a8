import { z } from 'zod';
import { CustomerId } from '../crm/customer.ts';
import { PersonId, Platform } from '../crm/person.ts';
import type { AuditEvent, AuditLog } from '../crm/store.ts';
import type { Database } from './database.ts';

export function auditOn(database: Database): AuditLog {
  return {
    async write({ at, person, account, place, action, customer, detail }) {
      await database.query(
        'INSERT INTO audit (at, person_id, platform, tenant, user_id, place, action, customer_id, detail) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9::jsonb)',
        [at, person, account.platform, account.tenant, account.user, place, action, customer, JSON.stringify(detail)], { name: 'audit-write' });
    },
    async search({ person, customer, before, limit }) {
      const rows = await database.prisma.audit.findMany({
        where: { ...(person && { personId: person }), ...(customer && { customerId: customer }), ...(before && { at: { lt: before } }) },
        orderBy: [{ at: 'desc' }, { id: 'desc' }],
        take: limit,
      });
      return rows.map((row): AuditEvent => ({
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

const Action = z.enum(['look-up', 'search', 'timeline', 'open-entry', 'share', 'refused', 'follow', 'form', 'admin']);
const Detail = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]));
