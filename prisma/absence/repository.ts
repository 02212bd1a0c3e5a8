import { z } from 'zod';
import { PersonId } from '../../crm/person/person.ts';
import type { Absence, Absences } from '../../crm/store/absences.ts';
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
