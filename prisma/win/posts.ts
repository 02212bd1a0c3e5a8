import type { WinPosts } from '../../crm/store/wins.ts';
import { WinPost } from '../../crm/win/posts.ts';
import type { Database, Row } from '../database/database.ts';
import { clean, json } from '../database/json.ts';

export function winPostsOn(database: Database): WinPosts {
  const read = async (where: string, value: string): Promise<WinPost | null> => {
    const [row] = await database.query<Row>(
      `SELECT key, version, place, daily, reference, content,
        edit_id AS "editId", editing_since AS since,
        ARRAY(SELECT win_id FROM win_post_item WHERE post_key = key ORDER BY position) AS wins
       FROM win_post WHERE ${where}`,
      [value],
    );
    if (!row) return null;
    const { editId, since, ...post } = row;
    return WinPost.parse({ ...post, editing: editId === null ? null : { id: editId, since } });
  };
  return {
    get: (key) => read('key = $1', key),
    of: (win) => read('key = (SELECT post_key FROM win_post_item WHERE win_id = $1)', win),
    async save(post) {
      await database.query(SAVE, [...cellsOf(post), post.wins]);
    },
    async replace(post) {
      const replaced = await database.query(REPLACE, [...cellsOf(post), post.version]);
      return replaced.length > 0;
    },
  };
}

const cellsOf = ({ key, place, daily, reference, content, editing }: WinPost) => [
  key,
  json(place),
  daily,
  reference,
  content && clean(content),
  editing?.id ?? null,
  editing?.since ?? null,
];

const SAVE = `WITH saved AS (
    INSERT INTO win_post (key, version, place, daily, reference, content, edit_id, editing_since)
    VALUES ($1, 1, $2, $3, $4, $5, $6, $7)
    ON CONFLICT (key) DO UPDATE SET version = win_post.version + 1, place = excluded.place, daily = excluded.daily,
      reference = excluded.reference, content = excluded.content, edit_id = excluded.edit_id, editing_since = excluded.editing_since
    RETURNING key)
  INSERT INTO win_post_item (win_id, post_key, position)
  SELECT win.id, saved.key, win.position FROM saved, unnest($8::text[]) WITH ORDINALITY AS win(id, position)
  ON CONFLICT (win_id) DO UPDATE SET post_key = excluded.post_key, position = excluded.position`;

const REPLACE = `UPDATE win_post SET version = version + 1, place = $2, daily = $3, reference = $4, content = $5, edit_id = $6, editing_since = $7
  WHERE key = $1 AND version = $8 RETURNING key`;
