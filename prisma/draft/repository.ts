import { z } from 'zod';
import { PersonId } from '../../crm/person/person.ts';
import { Place } from '../../crm/person/place.ts';
import type { Draft, Drafts } from '../../crm/store/drafts.ts';
import { WEEK } from '../../crm/time/durations.ts';
import type { Database, Row } from '../database/database.ts';
import { json } from '../database/json.ts';
import { StoredOrigin } from '../note/origin.ts';

export function draftsOn(database: Database): Drafts {
  const read = async (rest: string, values: readonly unknown[]): Promise<Draft[]> =>
    (
      await database.query<Row>(
        `SELECT id, person_id AS person, place, origin, at FROM draft ${rest}`,
        values,
      )
    ).map((row) => Stored.parse(row));
  return {
    get: async (id) => (await read('WHERE id = $1', [id]))[0] ?? null,
    async save({ id, person, place, origin, at }) {
      await database.query(
        `INSERT INTO draft (id, person_id, place, origin, at) VALUES ($1, $2, $3, $4, $5)
          ON CONFLICT (id) DO UPDATE SET person_id = excluded.person_id, place = excluded.place, origin = excluded.origin, at = excluded.at`,
        [id, person, json(place), json(origin), at],
      );
      await database.query('DELETE FROM draft WHERE at < $1', [new Date(at.getTime() - WEEK)]);
    },
    of: (person, limit) =>
      read('WHERE person_id = $1 ORDER BY at DESC, id LIMIT $2', [person, limit]),
    async remove(id) {
      await database.query('DELETE FROM draft WHERE id = $1', [id]);
    },
  };
}

const Stored: z.ZodType<Draft> = z.object({
  id: z.string(),
  person: PersonId,
  place: Place,
  origin: StoredOrigin,
  at: z.date(),
});
