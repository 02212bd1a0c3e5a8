import { z } from 'zod';
import { CustomerId, Stage } from '../../crm/customer/customer.ts';
import { FilesThere } from '../../crm/note/file-copy.ts';
import { NO_TEXTS, type TextsThere } from '../../crm/note/text-there.ts';
import type { WriteBack, WriteBackState } from '../../crm/note/write-back.ts';
import { PersonId } from '../../crm/person/person.ts';
import type { Remote, WriteBacks } from '../../crm/store/write-backs.ts';
import type { Database, Row, Sql } from '../database/database.ts';
import { json } from '../database/json.ts';

/** So many texts that were sent are told from somebody else's. */
const SENT_BEFORE = 20;

export const writeBacksOn = (database: Database): WriteBacks => ({
  async get(key) {
    const [row] = await database.query<Row>(
      `SELECT key, customer_id AS "customerId", CASE WHEN subject_kind = 'owner' THEN json_build_object('kind', subject_kind, 'person', subject_id)
          WHEN subject_kind = 'stage' THEN json_build_object('kind', subject_kind, 'stage', subject_id, 'person', person_id)
          ELSE json_build_object('kind', subject_kind, 'id', subject_id) END AS subject,
        person_id AS by, state, url, fault, at, remote_id AS "remoteId", source, as_person AS "asPerson" FROM write_back WHERE key = $1`,
      [key],
      { name: 'write-back' },
    );
    return row ? Stored.parse(row) : null;
  },
  async save({ key, state, url, fault, at, remoteId, source, asPerson }) {
    await database.query(
      // A copy that was thought dead may still be at it.
      "UPDATE write_back SET state = $2, url = $3, fault = $4, at = $5, remote_id = coalesce($6, remote_id), source = coalesce($7, source), as_person = $8 WHERE key = $1 AND NOT (state = 'done' AND $2 = 'waiting')",
      [key, state, url, fault, at, remoteId, source, asPerson],
    );
  },
  async remote({ kind, id }) {
    const [row] = await database.query<Remote>(
      'SELECT source, remote_id AS id FROM write_back WHERE subject_kind = $1 AND subject_id = $2 AND remote_id IS NOT NULL ORDER BY at DESC, key LIMIT 1',
      [kind, id],
      { name: 'remote' },
    );
    return row ?? null;
  },
  async begin(key, source) {
    const [row] = await database.query<Remote>(BEGIN, [key, source], { name: 'write-back-begin' });
    if (!row) throw new Error(`No write-back is called ${key}`);
    return row;
  },
  async noteAt({ source, id }) {
    const [row] = await database.query<{ note: string }>(
      "SELECT subject_id AS note FROM write_back WHERE remote_id = $2 AND subject_kind = 'note' AND source = $1 ORDER BY at DESC, key LIMIT 1",
      [source, id],
    );
    return row?.note ?? null;
  },
  async texts(note) {
    const [row] = await database.query<TextsThere>(
      'SELECT agreed, sent, sent_before AS "sentBefore", theirs FROM note_there WHERE note = $1',
      [note],
    );
    return row ?? NO_TEXTS;
  },
  async files(note) {
    const [row] = await database.query<{ files: unknown }>(
      'SELECT files FROM note_there WHERE note = $1 AND files IS NOT NULL',
      [note],
    );
    return row ? FilesThere.parse(row.files) : {};
  },
  async saveFiles(note, files) {
    await database.query(
      `INSERT INTO note_there AS n (note, files) VALUES ($1, jsonb_strip_nulls($2::jsonb)) ON CONFLICT (note) DO UPDATE
        SET files = jsonb_strip_nulls(coalesce(n.files, '{}') || $2::jsonb)`,
      [note, json(files)],
    );
  },
  async saveTexts(note, texts) {
    const { agreed = null, sent = null, theirs = null } = texts;
    const named = ['agreed', 'sent', 'theirs'].map((name) => name in texts);
    await database.query(
      `INSERT INTO note_there AS n (note, agreed, sent, theirs) VALUES ($1, $2, $3, $4) ON CONFLICT (note) DO UPDATE
        SET agreed = CASE WHEN $5 THEN excluded.agreed ELSE n.agreed END, sent = CASE WHEN $6 THEN excluded.sent ELSE n.sent END, sent_before = CASE WHEN $6 AND n.sent <> excluded.sent THEN (n.sent || n.sent_before)[:$8] ELSE n.sent_before END, theirs = CASE WHEN $7 THEN excluded.theirs ELSE n.theirs END`,
      [note, agreed, sent, theirs, ...named, SENT_BEFORE],
    );
  },
});

/**
 * Every write of the same note or task is locked first, so that two copies of the bot that begin at once wait for each
 * other, and the second finds the first one's mark. An owner or a stage is one write by itself.
 */
const BEGIN = `WITH subject AS (SELECT w.key, w.source, w.remote_id, w.at FROM write_back w, write_back a
    WHERE a.key = $1 AND (w.key = a.key OR (w.subject_kind = a.subject_kind AND w.subject_id = a.subject_id AND a.subject_kind NOT IN ('owner', 'stage')))
    ORDER BY w.key FOR UPDATE OF w),
  begun AS (SELECT source, coalesce(remote_id, '') AS id FROM subject WHERE remote_id IS NOT NULL OR source IS NOT NULL ORDER BY at DESC, key LIMIT 1),
  marked AS (UPDATE write_back SET source = $2, remote_id = CASE WHEN subject_kind IN ('owner', 'stage') THEN remote_id ELSE '' END
    WHERE key = $1 AND NOT EXISTS (SELECT 1 FROM begun) RETURNING source, '' AS id)
  SELECT source, id FROM begun UNION ALL SELECT source, id FROM marked`;

const subjectIdOf = (subject: WriteBack['subject']): string => {
  if (subject.kind === 'owner') return subject.person;
  return subject.kind === 'stage' ? subject.stage : subject.id;
};

/** Each key once, whoever adds it again, in one statement. */
export async function addWriteBacks(
  sql: Sql,
  added: readonly { writeBack: WriteBack; standsAs?: Remote }[],
  now: Date,
): Promise<void> {
  if (added.length === 0) return;
  const rows = added.map(
    ({ writeBack: { key, customerId, subject, by = null }, standsAs = null }) => ({
      key,
      customer_id: customerId,
      subject_kind: subject.kind,
      subject_id: subjectIdOf(subject),
      person_id: subject.kind === 'stage' ? subject.person : by,
      state: standsAs === null ? 'waiting' : 'done',
      remote_id: standsAs?.id ?? null,
      source: standsAs?.source ?? null,
    }),
  );
  await sql.query(
    `INSERT INTO write_back (key, customer_id, subject_kind, subject_id, person_id, state, at, remote_id, source)
      SELECT key, customer_id, subject_kind, subject_id, person_id, state, $2, remote_id, source
      FROM jsonb_to_recordset($1::jsonb) AS w (key text, customer_id text, subject_kind text, subject_id text, person_id text, state text, remote_id text, source text)
      ORDER BY key ON CONFLICT DO NOTHING`,
    [json(rows), now],
    { name: 'write-back-add' },
  );
}

const Stored = z.object({
  key: z.string(),
  customerId: CustomerId,
  by: PersonId.nullable(),
  subject: z.discriminatedUnion('kind', [
    z.object({ kind: z.enum(['note', 'task']), id: z.string() }),
    z.object({ kind: z.literal('owner'), person: PersonId }),
    z.object({ kind: z.literal('stage'), stage: Stage, person: PersonId }),
  ]),
  state: z.enum(['waiting', 'done', 'failed']),
  url: z.string().nullable(),
  fault: z.string().nullable(),
  at: z.date(),
  remoteId: z.string().nullable(),
  source: z.string().nullable(),
  asPerson: PersonId.nullable(),
}) satisfies z.ZodType<WriteBack & WriteBackState>;
