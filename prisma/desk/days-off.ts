import { z } from 'zod';
import type { Absence, Desk } from '../../crm/desk.ts';
import { PersonId } from '../../crm/person.ts';
import type { Database, Row } from '../database.ts';

/** When people, and whole offices, are away. */
export const daysOffOn = (
  database: Database,
): Pick<Desk, 'absence' | 'saveAbsence' | 'holidays' | 'saveHolidays'> => ({
  async absence(person, at) {
    const [row] = await database.query<Row>(
      `SELECT person_id AS person, starts_at AS "from", ends_at AS until, cover_id AS cover FROM absence
        WHERE person_id = $1 AND starts_at <= $2 AND ends_at > $2 ORDER BY starts_at DESC LIMIT 1`,
      [person, at],
      { name: 'absence' },
    );
    return row ? Stored.parse(row) : null;
  },
  async saveAbsence({ person, from, until, cover }) {
    await database.query(
      `INSERT INTO absence (person_id, starts_at, ends_at, cover_id) VALUES ($1, $2, $3, $4)
        ON CONFLICT (person_id, starts_at) DO UPDATE SET ends_at = excluded.ends_at, cover_id = excluded.cover_id`,
      [person, from, until, cover],
    );
  },
  async holidays(zone, from, to) {
    const rows = await database.query<{ day: string }>(
      'SELECT day FROM holiday WHERE zone = $1 AND day BETWEEN $2 AND $3 ORDER BY day',
      [zone, from, to],
      { name: 'holidays' },
    );
    return rows.map(({ day }) => day);
  },
  async saveHolidays(zone, days) {
    await database.transaction(async (sql) => {
      await sql.query('DELETE FROM holiday WHERE zone = $1', [zone]);
      await sql.query(
        'INSERT INTO holiday (zone, day) SELECT $1, day::date FROM unnest($2::text[]) AS day ON CONFLICT DO NOTHING',
        [zone, days],
      );
    });
  },
});

const Stored: z.ZodType<Absence> = z.object({
  person: PersonId,
  from: z.date(),
  until: z.date(),
  cover: PersonId.nullable(),
});
