import { fold } from '../../crm/matching/names.ts';
import type { SavedList, SavedLists } from '../../crm/store/saved-lists.ts';
import type { Database } from '../database/database.ts';

const COLUMNS = 'name, words, saved_at AS "savedAt"';

const keyOf = (name: string): string => fold(name).replace(/\s+/g, ' ').trim();

export const savedListsOn = (database: Database): SavedLists => ({
  of: (person) =>
    database.query<SavedList>(
      `SELECT ${COLUMNS} FROM saved_list WHERE person_id = $1 ORDER BY name_key`,
      [person],
    ),
  async get(person, name) {
    const [row] = await database.query<SavedList>(
      `SELECT ${COLUMNS} FROM saved_list WHERE person_id = $1 AND name_key = $2`,
      [person, keyOf(name)],
    );
    return row ?? null;
  },
  async save(person, { name, words, savedAt }) {
    await database.query(
      `INSERT INTO saved_list (person_id, name_key, name, words, saved_at) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (person_id, name_key) DO UPDATE SET name = excluded.name, words = excluded.words, saved_at = excluded.saved_at`,
      [person, keyOf(name), name, words, savedAt],
    );
  },
  async remove(person, name) {
    const gone = await database.query(
      'DELETE FROM saved_list WHERE person_id = $1 AND name_key = $2 RETURNING 1',
      [person, keyOf(name)],
    );
    return gone.length > 0;
  },
});
