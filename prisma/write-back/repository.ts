import { z } from 'zod';
import type { ExternalId } from '../../crm/connector.ts';
import { CustomerId } from '../../crm/customer/customer.ts';
import type { WriteBack, WriteBackState } from '../../crm/note/write-back.ts';
import { PersonId } from '../../crm/person/person.ts';
import type { WriteBacks } from '../../crm/store/write-backs.ts';
import type { Database, Row, Sql } from '../database/database.ts';
import { json } from '../database/json.ts';

export const writeBacksOn = (database: Database): WriteBacks => ({
  async get(key) {
    const [row] = await database.query<Row>(
      `SELECT key, customer_id AS "customerId", CASE WHEN subject_kind = 'owner' THEN json_build_object('kind', subject_kind, 'person', subject_id)
          ELSE json_build_object('kind', subject_kind, 'id', subject_id) END AS subject,
        state, url, fault, at, remote_id AS "remoteId" FROM write_back WHERE key = $1`,
      [key],
      { name: 'write-back' },
    );
    return row ? Stored.parse(row) : null;
  },
  async save({ key, state, url, fault, at, remoteId }) {
    await database.query(
      // A copy that was thought dead may still be at it.
      "UPDATE write_back SET state = $2, url = $3, fault = $4, at = $5, remote_id = $6 WHERE key = $1 AND NOT (state = 'done' AND $2 = 'waiting')",
      [key, state, url, fault, at, remoteId],
    );
  },
  async remoteId({ kind, id }) {
    const [row] = await database.query<{ id: string }>(
      'SELECT remote_id AS id FROM write_back WHERE subject_kind = $1 AND subject_id = $2 AND remote_id IS NOT NULL ORDER BY at DESC, key LIMIT 1',
      [kind, id],
      { name: 'remote-id' },
    );
    return row?.id ?? null;
  },
});

/** Each key once, whoever adds it again, in one statement. */
export async function addWriteBacks(
  sql: Sql,
  added: readonly { writeBack: WriteBack; standsAs?: ExternalId }[],
  now: Date,
): Promise<void> {
  if (added.length === 0) return;
  const rows = added.map(({ writeBack: { key, customerId, subject }, standsAs = null }) => ({
    key,
    customer_id: customerId,
    subject_kind: subject.kind,
    subject_id: subject.kind === 'owner' ? subject.person : subject.id,
    state: standsAs === null ? 'waiting' : 'done',
    remote_id: standsAs,
  }));
  await sql.query(
    `INSERT INTO write_back (key, customer_id, subject_kind, subject_id, state, at, remote_id)
      SELECT key, customer_id, subject_kind, subject_id, state, $2, remote_id
      FROM jsonb_to_recordset($1::jsonb) AS w (key text, customer_id text, subject_kind text, subject_id text, state text, remote_id text)
      ORDER BY key ON CONFLICT DO NOTHING`,
    [json(rows), now],
    { name: 'write-back-add' },
  );
}

const Stored = z.object({
  key: z.string(),
  customerId: CustomerId,
  subject: z.discriminatedUnion('kind', [
    z.object({ kind: z.enum(['note', 'task']), id: z.string() }),
    z.object({ kind: z.literal('owner'), person: PersonId }),
  ]),
  state: z.enum(['waiting', 'done', 'failed']),
  url: z.string().nullable(),
  fault: z.string().nullable(),
  at: z.date(),
  remoteId: z.string().nullable(),
}) satisfies z.ZodType<WriteBack & WriteBackState>;
