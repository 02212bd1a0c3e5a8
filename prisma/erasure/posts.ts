import { z } from 'zod';
import { Addressee } from '../../crm/notification/message.ts';
import { Place } from '../../crm/person/place.ts';
import type { ErasurePost } from '../../crm/store/erasures.ts';
import type { Sql } from '../database/database.ts';
import { json } from '../database/json.ts';
import { ERASED } from './replace.ts';
import type { SweptRow } from './sweep.ts';

type What = ErasurePost['what'];

const View = z.custom<object>((value) => typeof value === 'object' && value !== null);

const StoredPost: z.ZodType<ErasurePost> = z.object({
  id: z.coerce.string(),
  what: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('post'), place: Place, reference: z.string() }),
    z.object({ kind: z.literal('message'), key: z.string(), isWhole: z.boolean() }),
    z.object({ kind: z.literal('win-post'), key: z.string() }),
    z.object({ kind: z.literal('room'), place: Place }),
    z.object({
      kind: z.enum(['digest', 'shared-card']),
      place: Place,
      reference: z.string(),
      view: View,
    }),
  ]),
});

export async function postsOf(sql: Sql, erasure: string): Promise<ErasurePost[]> {
  const rows = await sql.query(
    'SELECT id::text, what FROM erasure_post WHERE erasure_id = $1 ORDER BY erasure_post.id',
    [erasure],
  );
  return rows.map((row) => StoredPost.parse(row));
}

async function addPosts(sql: Sql, erasure: string, posts: readonly What[]): Promise<void> {
  if (posts.length > 0)
    await sql.query(
      'INSERT INTO erasure_post (erasure_id, what) SELECT $1, what FROM jsonb_array_elements($2::jsonb) AS what',
      [erasure, json(posts)],
    );
}

const Standing = z.object({ place: Place, reference: z.string() });

/** Remembers every post of a customer, before its rows go: shared cards, its room's line, wins. */
export async function keepPosts(sql: Sql, erasure: string, ids: readonly string[]): Promise<void> {
  const standing = await sql.query(
    `SELECT place, reference FROM customer_post WHERE customer_id = ANY($1)
      UNION ALL SELECT place, posted FROM room WHERE customer_id = ANY($1) AND posted IS NOT NULL
      UNION ALL SELECT place, reference FROM win_post p WHERE reference IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM win_post_item i JOIN win w ON w.id = i.win_id WHERE i.post_key = p.key AND w.customer_id <> ALL($1))
        AND EXISTS (SELECT 1 FROM win_post_item i JOIN win w ON w.id = i.win_id WHERE i.post_key = p.key)`,
    [ids],
  );
  const shared = await sql.query<{ key: string }>(
    `SELECT DISTINCT post_key AS key FROM win_post_item i JOIN win w ON w.id = i.win_id WHERE w.customer_id = ANY($1)
      AND EXISTS (SELECT 1 FROM win_post_item o JOIN win v ON v.id = o.win_id WHERE o.post_key = i.post_key AND v.customer_id <> ALL($1))`,
    [ids],
  );
  await addPosts(sql, erasure, [
    ...standing.map((row): What => ({ kind: 'post', ...Standing.parse(row) })),
    ...shared.map(({ key }): What => ({ kind: 'win-post', key })),
  ]);
}

/**
 * Messages about a customer, and the questions about the erasure itself: those that were sent lose their words and are
 * edited, the others never leave.
 */
export async function scrubMessages(
  sql: Sql,
  erasure: string,
  ids: readonly string[],
): Promise<void> {
  const about = `(customer_id = ANY($1) OR subject_kind = 'erasure' AND subject_id = $2 AND role = 'asked')`;
  const view = { title: ERASED, blocks: [] };
  const details = await sql.query(
    `SELECT m.sent_as->'place' AS place, a.reference FROM message m JOIN post_attempt a ON a.key = 'detail:' || m.key
        AND a.platform = m.sent_as->'place'->>'platform' AND a.tenant = m.sent_as->'place'->>'tenant'
      WHERE ${about} AND m.state = 'sent' AND a.reference IS NOT NULL`,
    [ids, erasure],
  );
  const sent = await sql.query<{ key: string }>(
    `UPDATE message m SET key = 'erased:' || $2 || ':' || md5(m.key), subject_kind = 'other', subject_id = 'erased', role = 'other', subject_version = NULL,
      customer_id = NULL, line = $3, why = '', view = $4::jsonb
      WHERE ${about} AND state = 'sent' RETURNING key`,
    [ids, erasure, ERASED, json(view)],
  );
  await sql.query(`DELETE FROM message WHERE ${about}`, [ids, erasure]);
  await addPosts(sql, erasure, [
    ...sent.map(({ key }): What => ({ kind: 'message', key, isWhole: true })),
    ...details.map((row): What => ({ kind: 'post', ...Standing.parse(row) })),
  ]);
}

/** Shared cards whose words nobody kept: one of a customer with this contact may name them. */
export async function keepOldCards(
  sql: Sql,
  erasure: string,
  contacts: readonly { source: string; externalId: string }[],
): Promise<void> {
  const cards = await sql.query(
    `SELECT place, reference FROM customer_post WHERE view IS NULL AND customer_id IN (SELECT customer_id FROM contact
      WHERE (source, external_id) IN (SELECT * FROM unnest($1::text[], $2::text[])))`,
    [contacts.map(({ source }) => source), contacts.map(({ externalId }) => externalId)],
  );
  await addPosts(
    sql,
    erasure,
    cards.map((row): What => ({ kind: 'post', ...Standing.parse(row) })),
  );
}

/** Of rows that lost a name, those that stand in a chat are edited there too. */
export async function keepSwept(
  sql: Sql,
  erasure: string,
  swept: readonly SweptRow[],
): Promise<void> {
  const posts: What[] = [];
  for (const { table, row } of swept) {
    if (table === 'message' && row['state'] === 'sent')
      posts.push({ kind: 'message', key: String(row['key']), isWhole: false });
    else if (table === 'win_post' && row['reference'])
      posts.push({ kind: 'win-post', key: String(row['key']) });
    else if (table === 'digest_issue') posts.push(...(await issuePosts(sql, row)));
    else if (table === 'customer_post') posts.push(...cardPost(row));
    else if (table === 'room') posts.push({ kind: 'room', place: Place.parse(row['place']) });
  }
  await addPosts(sql, erasure, posts);
}

function cardPost(row: SweptRow['row']): What[] {
  const { data: post } = Card.safeParse(row);
  return post ? [{ kind: 'shared-card', ...post }] : [];
}

const Card = z.object({ place: Place, reference: z.string(), view: View });

const Detail = z.object({ reference: z.string(), view: View });

/** The post of an issue, and the one in its thread. A leader's own issue is a message like others. */
async function issuePosts(sql: Sql, row: SweptRow['row']): Promise<What[]> {
  const [digest] = await sql.query('SELECT "to" FROM digest WHERE id = $1', [row['digest_id']]);
  const to = Addressee.safeParse(digest?.['to']).data;
  if (to?.kind !== 'place') return [];
  const posts = [{ reference: row['reference'], view: row['view'] }, row['detail']];
  return posts.flatMap((post): What[] => {
    const parsed = Detail.safeParse(post).data;
    return parsed ? [{ kind: 'digest', place: to.place, ...parsed }] : [];
  });
}
