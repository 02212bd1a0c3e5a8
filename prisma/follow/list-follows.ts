import { z } from 'zod';
import { CustomerId } from '../../crm/customer/customer.ts';
import { ListFollow } from '../../crm/follow/list-follow.ts';
import type { Change } from '../../crm/store/change.ts';
import type { ListFollows } from '../../crm/store/list-follows.ts';
import { DAY } from '../../crm/time/durations.ts';
import type { Database, Row, Sql } from '../database/database.ts';
import { json } from '../database/json.ts';

const FIELDS = `id, version, place, name, words, "by", since, told_at AS "toldAt", next_at AS "nextAt"`;
/** So long the customers of one message can be looked at. */
const KEPT = 35 * DAY;

export function listFollowsOn(database: Database): ListFollows {
  const read = async (rest: string, values: readonly unknown[]): Promise<ListFollow[]> =>
    (await database.query<Row>(`SELECT ${FIELDS} FROM list_follow ${rest}`, values)).map((row) =>
      ListFollow.parse(row),
    );
  return {
    get: async (id) => (await read('WHERE id = $1', [id]))[0] ?? null,
    of: ({ platform, tenant, id }) =>
      read('WHERE platform = $1 AND tenant = $2 AND place_id = $3 ORDER BY name, id', [
        platform,
        tenant,
        id,
      ]),
    due: (now) => read('WHERE next_at <= $1 ORDER BY next_at, id', [now]),
    async members(id) {
      const rows = await database.query(
        `SELECT customer_id AS "customerId" FROM list_follow_member
          WHERE follow_id = $1 AND left_at IS NULL ORDER BY rank, customer_id`,
        [id],
      );
      return rows.map((row) => Member.parse(row).customerId);
    },
    async changes(id, at, { skip, limit }) {
      const rows = await database.query(CHANGES, [id, at]);
      const changes = rows.map((row) => Changed.parse(row));
      const came = changes.filter((one) => one.came).length;
      return {
        changes: changes.slice(skip, skip + limit),
        came,
        left: changes.length - came,
      };
    },
    async remove(id) {
      const gone = await database.query(
        `WITH members AS (DELETE FROM list_follow_member WHERE follow_id = $1)
          DELETE FROM list_follow WHERE id = $1 RETURNING id`,
        [id],
      );
      return gone.length > 0;
    },
  };
}

const CHANGES = `SELECT customer_id AS "customerId", left_at IS NULL AS came FROM list_follow_member
  WHERE follow_id = $1 AND ((came_at = $2 AND left_at IS NULL) OR left_at = $2)
  ORDER BY left_at IS NOT NULL, rank, customer_id`;

const Member = z.object({ customerId: CustomerId });
const Changed = Member.extend({ came: z.boolean() });

type Saved = Extract<Change, { kind: 'list-follow' }>;

/** False where somebody was faster, or it is followed no more. */
export async function saveListFollow(
  sql: Sql,
  { follow, members }: Saved,
  now: Date,
): Promise<boolean> {
  const { id, version, place, name, words, by, since, toldAt, nextAt } = follow;
  const rows = await sql.query(version === 1 ? ADD : CHANGE, [
    id,
    version,
    place.platform,
    place.tenant,
    place.id,
    json(place),
    name,
    words,
    by,
    since,
    toldAt,
    nextAt,
  ]);
  if (rows.length === 0) return false;
  if (members) await saveMembers(sql, id, members, now);
  return true;
}

/** All who stand on it now; the others left, where they had not before. */
async function saveMembers(
  sql: Sql,
  id: string,
  members: readonly string[],
  now: Date,
): Promise<void> {
  const values = [id, json(members), now];
  await sql.query(LEAVE, values);
  await sql.query(COME, values);
  await sql.query('DELETE FROM list_follow_member WHERE follow_id = $1 AND left_at < $2', [
    id,
    new Date(now.getTime() - KEPT),
  ]);
}

const LEAVE = `UPDATE list_follow_member SET left_at = $3 WHERE follow_id = $1 AND left_at IS NULL
  AND customer_id NOT IN (SELECT jsonb_array_elements_text($2::jsonb))`;
const COME = `INSERT INTO list_follow_member (customer_id, follow_id, came_at, rank)
  SELECT m.id, $1, $3, m.rank FROM jsonb_array_elements_text($2::jsonb) WITH ORDINALITY AS m (id, rank)
  ON CONFLICT (customer_id, follow_id) DO UPDATE SET rank = excluded.rank, left_at = NULL,
    came_at = CASE WHEN list_follow_member.left_at IS NULL THEN list_follow_member.came_at ELSE excluded.came_at END
  WHERE list_follow_member.rank <> excluded.rank OR list_follow_member.left_at IS NOT NULL`;

const COLUMNS =
  'id, version, platform, tenant, place_id, place, name, words, "by", since, told_at, next_at';
const ADD = `INSERT INTO list_follow (${COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
  ON CONFLICT DO NOTHING RETURNING id`;
const CHANGE = `UPDATE list_follow SET version = $2, platform = $3, tenant = $4, place_id = $5, place = $6, name = $7,
  words = $8, "by" = $9, since = $10, told_at = $11, next_at = $12 WHERE id = $1 AND version = $2 - 1 RETURNING id`;
