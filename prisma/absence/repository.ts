import { z } from 'zod';
import { PersonId } from '../../crm/person/person.ts';
import type { Absence, Absences } from '../../crm/store/absences.ts';
import type { Holidays } from '../../crm/store/holidays.ts';
import type { Database, Row } from '../database/database.ts';

export const absencesOn = (database: Database): Absences => ({
  async get(person, at) {
    const [row] = await database.query<Row>(
      `SELECT person_id AS person, starts_at AS "from", ends_at AS until, cover_id AS cover FROM absence
        WHERE person_id = $1 AND starts_at <= $2 AND ends_at > $2 ORDER BY starts_at DESC LIMIT 1`,
      [person, at],
      { name: 'absence' },
    );
    return row ? Stored.parse(row) : null;
  },
  async coming(person, at) {
    const rows = await database.query<Row>(
      `SELECT person_id AS person, starts_at AS "from", ends_at AS until, cover_id AS cover FROM absence
        WHERE person_id = $1 AND ends_at > $2 AND ends_at > starts_at ORDER BY starts_at`,
      [person, at],
      { name: 'absences-coming' },
    );
    return rows.map((row) => Stored.parse(row));
  },
  async save({ person, from, until, cover }) {
    await database.query(
      `INSERT INTO absence (person_id, starts_at, ends_at, cover_id) VALUES ($1, $2, $3, $4)
        ON CONFLICT (person_id, starts_at) DO UPDATE SET ends_at = excluded.ends_at, cover_id = excluded.cover_id`,
      [person, from, until, cover],
    );
  },
});

const Stored: z.ZodType<Absence> = z.object({
  person: PersonId,
  from: z.date(),
  until: z.date(),
  cover: PersonId.nullable(),
});

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
