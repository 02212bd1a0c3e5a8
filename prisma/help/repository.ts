import { Term } from '../../crm/help/term.ts';
import type { Terms } from '../../crm/store/terms.ts';
import type { Row, Sql } from '../database/database.ts';
import { clean } from '../database/json.ts';

export const termsOn = (database: Sql): Terms => ({
  async all() {
    const rows = await database.query<Row>(
      'SELECT key, name, meaning, set_by AS "setBy", set_at AS "setAt" FROM term ORDER BY key',
      [],
      { name: 'terms' },
    );
    return rows.map((row) => Term.parse(row));
  },
  async save({ key, name, meaning, setBy, setAt }) {
    await database.query(
      `INSERT INTO term (key, name, meaning, set_by, set_at) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (key) DO UPDATE SET name = excluded.name, meaning = excluded.meaning, set_by = excluded.set_by, set_at = excluded.set_at`,
      [clean(key), clean(name), clean(meaning), setBy, setAt],
    );
  },
  async remove(key) {
    await database.query('DELETE FROM term WHERE key = $1', [clean(key)]);
  },
});
