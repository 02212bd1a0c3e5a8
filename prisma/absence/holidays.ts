import type { Holidays } from '../../crm/store/holidays.ts';
import type { Database } from '../database/database.ts';

export const holidaysOn = (database: Database): Holidays => ({
  async of(zone, from, to) {
    const rows = await database.query<{ day: string }>(
      'SELECT day FROM holiday WHERE zone = $1 AND day BETWEEN $2 AND $3 ORDER BY day',
      [zone, from, to],
      { name: 'holidays' },
    );
    return rows.map(({ day }) => day);
  },
  async save(zone, days) {
    await database.transaction(async (sql) => {
      await sql.query('DELETE FROM holiday WHERE zone = $1', [zone]);
      await sql.query(
        'INSERT INTO holiday (zone, day) SELECT $1, day::date FROM unnest($2::text[]) AS day ON CONFLICT DO NOTHING',
        [zone, days],
      );
    });
  },
});
