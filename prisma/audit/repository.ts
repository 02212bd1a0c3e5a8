import { z } from 'zod';
import { CustomerId } from '../../crm/customer/customer.ts';
import { PersonId, PlatformId } from '../../crm/person/person.ts';
import type { AuditAction, AuditEvent, AuditLog, AuditRecord } from '../../crm/store/audit.ts';
import { batchCalls } from '../database/batched.ts';
import type { Database, Sql } from '../database/database.ts';
import { json } from '../database/json.ts';

export function auditOn(database: Database): AuditLog {
  const write = batchCalls((events: readonly Written[]) => written(database, events));
  return {
    write: async (event) => void (await write(event)),
    async search({ person, customer, actions, since, until, before, limit }) {
      const rows = await database.prisma.audit.findMany({
        where: {
          ...(person && { personId: person }),
          ...(customer && { customerId: { in: await idsOf(customer, database) } }),
          ...(before && { id: { lt: BigInt(before) } }),
          ...(actions && { action: { in: [...actions] } }),
          ...((since || until) && {
            at: { ...(since && { gte: since }), ...(until && { lt: until }) },
          }),
        },
        orderBy: { id: 'desc' },
        take: limit,
      });
      return rows.map(
        (row): AuditRecord => ({
          id: String(row.id),
          at: row.at,
          person: row.personId === null ? null : PersonId.parse(row.personId),
          account: { platform: PlatformId.parse(row.platform), tenant: row.tenant, user: row.user },
          place: row.place,
          action: Action.parse(row.action),
          customer: row.customerId === null ? null : CustomerId.parse(row.customerId),
          detail: Detail.parse(row.detail),
        }),
      );
    },
  };
}

/** The customer's own, and those of the customers that became a part of it: the log stays as it was written. */
async function idsOf(customer: CustomerId, { prisma }: Database): Promise<string[]> {
  const parts = await prisma.customerJoin.findMany({
    where: { nowId: customer },
    select: { formerId: true },
  });
  return [customer, ...parts.map(({ formerId }) => formerId)];
}

const COLUMNS = 'at, person_id, platform, tenant, user_id, place, action, customer_id, detail';

const WRITE = `INSERT INTO audit (${COLUMNS}) VALUES ($1::timestamptz, $2::text, $3, $4, $5, $6, $7, $8::text, $9::jsonb)`;

/**
 * The part of a statement that writes down the rows of its table `event`, and remembers those that are looks. Looks are
 * written in the order of their key, so that two statements never wait for one another; and one of a kind, since a
 * statement changes a row once.
 */
export const WRITES = `looked AS (
  INSERT INTO look (person_id, customer_id, at) SELECT person_id, customer_id, max(at) FROM event WHERE looks GROUP BY person_id, customer_id ORDER BY person_id, customer_id
  ON CONFLICT (person_id, customer_id) DO UPDATE SET at = excluded.at WHERE look.at < excluded.at
), audited AS (INSERT INTO audit (${COLUMNS}) SELECT ${COLUMNS} FROM event ORDER BY n)`;

const WRITE_ALL = `
WITH event AS MATERIALIZED (SELECT * FROM json_to_recordset($1::json)
  AS e(n int, at timestamptz, person_id text, platform text, tenant text, user_id text, place text, action text, customer_id text, detail jsonb, looks boolean)
), ${WRITES} SELECT`;

type Written = Parameters<AuditLog['write']>[0];

/** Writes the events of one moment, by several people, in one commit that each of them waits for. */
async function written(database: Database, events: readonly Written[]): Promise<true[]> {
  const rows = events.map(
    (
      {
        at,
        person,
        account: { platform, tenant, user },
        place,
        action,
        customer,
        detail,
        looks = false,
      },
      n,
    ) => ({
      n,
      at,
      person_id: person,
      platform,
      tenant,
      user_id: user,
      place,
      action,
      customer_id: customer,
      detail,
      looks: looks && person !== null && customer !== null,
    }),
  );
  await database.query(WRITE_ALL, [json(rows)], { name: 'audit-write-all' });
  return events.map(() => true);
}

/** Inside a transaction, with what it tells of. */
export async function writeAudit(
  sql: Sql,
  { at, person, account, place, action, customer, detail }: AuditEvent,
): Promise<void> {
  await sql.query(
    WRITE,
    [
      at,
      person,
      account.platform,
      account.tenant,
      account.user,
      place,
      action,
      customer,
      JSON.stringify(detail),
    ],
    { name: 'audit-write' },
  );
}

/** An action that is missing here does not compile: its lines could not be read back. */
const Action = z.enum({
  'look-up': 'look-up',
  search: 'search',
  timeline: 'timeline',
  'open-entry': 'open-entry',
  share: 'share',
  refused: 'refused',
  follow: 'follow',
  'same-company': 'same-company',
  signal: 'signal',
  form: 'form',
  admin: 'admin',
  note: 'note',
  handoff: 'handoff',
  task: 'task',
  stage: 'stage',
  goal: 'goal',
  promise: 'promise',
  mention: 'mention',
  win: 'win',
  room: 'room',
  erase: 'erase',
  export: 'export',
  settings: 'settings',
} satisfies { [K in AuditAction]: K });
const Detail = z.record(
  z.string(),
  z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]),
);
