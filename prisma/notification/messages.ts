import { z } from 'zod';
import { CustomerId } from '../../crm/customer/customer.ts';
import type { Message, NewMessage } from '../../crm/notification/message.ts';
import { Addressee, MessageKind } from '../../crm/notification/message.ts';
import { MessageSubject } from '../../crm/notification/message-subject.ts';
import { PersonId } from '../../crm/person/person.ts';
import { unreachable } from '../../crm/problem.ts';
import type { Messages } from '../../crm/store/messages.ts';
import type { Database, Row, Sql } from '../database/database.ts';
import { clean, json, maybeJson } from '../database/json.ts';

export function messagesOn(database: Database): Messages {
  const read = async (rest: string, values: readonly unknown[], name: string): Promise<Message[]> =>
    (
      await database.query<Row>(`SELECT ${FIELDS} FROM message ${rest}`, values, {
        name: `message-${name}`,
      })
    ).map((row) => Stored.parse(row));
  return {
    get: async (key) => (await read('WHERE key = $1', [key], 'one'))[0] ?? null,
    async save({ key, state, dueAt, sentAt, sentAs }) {
      await database.query(
        // A slower copy cannot reopen a message that was sent, muted or withdrawn, but one that left after all is sent.
        `UPDATE message SET state = $2, due_at = $3, sent_at = $4, sent_as = $5 WHERE key = $1 AND (state IN ('waiting', 'deferred') OR $2 = 'sent')`,
        [key, state, dueAt, sentAt, maybeJson(sentAs)],
        { name: 'message-save' },
      );
    },
    async begin(keys, sentAs) {
      const begun = await database.query(
        `WITH free AS (SELECT key FROM message WHERE key = ANY($1::text[]) AND state IN ('waiting', 'deferred')
            AND coalesce(sent_as->>'reference', $3) = $3 ORDER BY key FOR UPDATE)
          UPDATE message SET sent_as = $2 WHERE key IN (SELECT key FROM free) AND (SELECT count(*) FROM free) = cardinality($1::text[]) RETURNING key`,
        [keys, json(sentAs), sentAs.reference],
        { name: 'message-begin' },
      );
      return begun.length === keys.length;
    },
    async sent(keys, at, sentAs) {
      await database.query(
        `UPDATE message SET state = 'sent', due_at = NULL, sent_at = $2, sent_as = $3 WHERE key = ANY($1::text[])`,
        [keys, at, json(sentAs)],
        { name: 'messages-sent' },
      );
    },
    async markActed(key, at) {
      await database.query(
        'UPDATE message SET acted_at = $2 WHERE key = $1 AND acted_at IS NULL',
        [key, at],
        { name: 'message-acted' },
      );
    },
    async revise({ key, line, view }) {
      await database.query(
        'UPDATE message SET line = $2, view = $3 WHERE key = $1',
        [key, clean(line), json(view)],
        { name: 'message-revise' },
      );
    },
    of: ({ kind, id }) =>
      read(
        `WHERE subject_kind = $1 AND subject_id = $2 AND state IN ('waiting', 'sent', 'deferred') ORDER BY created_at DESC, key LIMIT 500`,
        [kind, id],
        'told-of',
      ),
    alike: ({ kind, id, role, version }) =>
      read(
        `WHERE subject_kind = $1 AND subject_id = $2 AND role = $3 AND subject_version IS NOT DISTINCT FROM $4::int ORDER BY created_at, key LIMIT 500`,
        [kind, id, role, version],
        'alike',
      ),
    deferred: (to, now) =>
      read(
        `WHERE addressee = $1 AND state = 'deferred' AND due_at <= $2 ORDER BY due_at, created_at, key LIMIT 500`,
        [addresseeKey(to), now],
        'deferred',
      ),
    recent: (to, since) =>
      read(
        `WHERE addressee = $1 AND state IN ('waiting', 'sent', 'deferred') AND coalesce(sent_at, created_at) >= $2 ORDER BY coalesce(sent_at, created_at) DESC, key LIMIT 500`,
        [addresseeKey(to), since],
        'recent',
      ),
  };
}

/** Each key once, whoever adds it again. In one statement, since a customer may have a thousand followers. `doer` caused those that name nobody else. */
export async function addMessages(
  sql: Sql,
  messages: readonly NewMessage[],
  { now, doer }: { now: Date; doer: PersonId | null },
): Promise<void> {
  if (messages.length === 0) return;
  const rows = messages.map(
    ({ key, subject, to, kind, customerId, line, why, view, pressing, sender = doer }) => ({
      key,
      subject_kind: subject.kind,
      subject_id: subject.id,
      role: subject.role,
      subject_version: subject.version,
      addressee: addresseeKey(to),
      recipient: to,
      kind,
      customer_id: customerId,
      line,
      why,
      view,
      pressing,
      sender_id: sender,
    }),
  );
  await sql.query(
    `INSERT INTO message (key, subject_kind, subject_id, role, subject_version, addressee, recipient, kind, customer_id, line, why, view, pressing, sender_id, state, created_at)
      SELECT key, subject_kind, subject_id, role, subject_version, addressee, recipient, kind, customer_id, line, why, view, pressing, sender_id, 'waiting', $2
      FROM jsonb_to_recordset($1::jsonb) AS m (key text, subject_kind text, subject_id text, role text, subject_version int, addressee text, recipient jsonb, kind text, customer_id text, line text, why text, view jsonb, pressing boolean, sender_id text)
      ON CONFLICT (key) DO NOTHING`,
    [json(rows), now],
    { name: 'message-add' },
  );
}

/** Withdraws a message; one that is on its way already ends as sent, with these words. */
export async function withdrawMessage(
  sql: Sql,
  { key, line, view }: Pick<Message, 'key' | 'line' | 'view'>,
): Promise<void> {
  await sql.query(
    `UPDATE message SET line = $2, view = $3, state = CASE WHEN state IN ('waiting', 'deferred') THEN 'withdrawn' ELSE state END WHERE key = $1`,
    [key, clean(line), json(view)],
    { name: 'message-take-back' },
  );
}

export async function setDue(
  sql: Sql,
  { messages, at }: { messages: readonly string[]; at: Date },
): Promise<void> {
  await sql.query(
    `UPDATE message SET due_at = $2 WHERE key = ANY($1) AND state = 'deferred'`,
    [messages, at],
    { name: 'message-due' },
  );
}

export async function suppressMessage(
  sql: Sql,
  { message, state }: { message: string; state: 'muted' | 'failed' },
): Promise<void> {
  await sql.query(
    `UPDATE message SET state = $2, due_at = NULL WHERE key = $1 AND state IN ('waiting', 'deferred')`,
    [message, state],
    { name: 'message-not-told' },
  );
}

/** The key of an addressee: one text for a person, wherever they are reached, or for a place. */
export function addresseeKey(to: Addressee): string {
  switch (to.kind) {
    case 'person':
      return `person:${to.person}`;
    case 'place':
      return `place:${to.place.platform}:${to.place.tenant}:${to.place.id}`;
    default:
      return unreachable(to);
  }
}

const FIELDS = `key, json_build_object('kind', subject_kind, 'id', subject_id, 'role', role, 'version', subject_version) AS subject,
  recipient AS "to", kind, customer_id AS "customerId", line, why, view, pressing, sender_id AS sender, state,
  created_at AS "createdAt", due_at AS "dueAt", sent_at AS "sentAt", acted_at AS "actedAt", sent_as AS "sentAs"`;

const Stored = z.object({
  key: z.string(),
  subject: MessageSubject,
  to: Addressee,
  kind: MessageKind,
  customerId: CustomerId.nullable(),
  line: z.string(),
  why: z.string(),
  view: z.looseObject({}),
  pressing: z.boolean(),
  sender: PersonId.nullable(),
  state: z.enum(['waiting', 'deferred', 'sent', 'muted', 'failed', 'withdrawn']),
  createdAt: z.date(),
  dueAt: z.date().nullable(),
  sentAt: z.date().nullable(),
  actedAt: z.date().nullable(),
  sentAs: z.object({ place: z.unknown(), reference: z.string() }).nullable(),
}) satisfies z.ZodType<Message>;
