import { z } from 'zod';
import { PersonId } from '../../crm/person/person.ts';
import type { Rotation, Rotations } from '../../crm/store/rotations.ts';
import type { Database, Row, Sql } from '../database/database.ts';
import { clean, json } from '../database/json.ts';

/** Found by their name, however it is capitalised. */
export function rotationsOn(database: Database): Rotations {
  return {
    async get(name) {
      const [row] = await database.query<Row>(
        'SELECT name, members, next FROM rotation WHERE key = $1',
        [keyOf(name)],
        { name: 'rotation' },
      );
      return row ? Stored.parse(row) : null;
    },
    all: async () =>
      (await database.query<Row>('SELECT name, members, next FROM rotation ORDER BY key')).map(
        (row) => Stored.parse(row),
      ),
    async save({ name, members, next }) {
      await database.query(
        'INSERT INTO rotation (key, name, members, next) VALUES ($1, $2, $3, $4) ON CONFLICT (key) DO UPDATE SET name = excluded.name, members = excluded.members, next = excluded.next',
        [keyOf(name), clean(name.trim()), json(members), next],
      );
    },
  };
}

/** False where somebody took this turn before. */
export async function takeTurn(
  sql: Sql,
  { rotation, from, to }: { rotation: string; from: number; to: number },
): Promise<boolean> {
  return (
    (
      await sql.query('UPDATE rotation SET next = $3 WHERE key = $1 AND next = $2 RETURNING key', [
        keyOf(rotation),
        from,
        to,
      ])
    ).length > 0
  );
}

const keyOf = (name: string): string => clean(name.trim().toLowerCase());

const Stored: z.ZodType<Rotation> = z.object({
  name: z.string(),
  members: z.array(PersonId),
  next: z.number().int(),
});
