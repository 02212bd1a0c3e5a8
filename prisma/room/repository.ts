import { z } from 'zod';
import { CustomerId } from '../../crm/customer/customer.ts';
import { Place } from '../../crm/person/place.ts';
import type { Room, Rooms } from '../../crm/store/rooms.ts';
import type { Database, Row } from '../database/database.ts';
import { json } from '../database/json.ts';

export function roomsOn(database: Database): Rooms {
  const read = async (rest: string, values: readonly unknown[], name: string): Promise<Room[]> =>
    (
      await database.query<Row>(
        `SELECT place, customer_id AS "customerId", posted, said, opened_at AS "openedAt" FROM room ${rest}`,
        values,
        { name },
      )
    ).map((row) => Stored.parse(row));
  return {
    get: async ({ platform, tenant, id }) =>
      (
        await read(
          'WHERE platform = $1 AND tenant = $2 AND place_id = $3',
          [platform, tenant, id],
          'room',
        )
      )[0] ?? null,
    all: () => read('ORDER BY platform, tenant, place_id', [], 'rooms'),
    async customers(among) {
      const rows = await database.query<{ id: string }>(
        'SELECT DISTINCT customer_id AS id FROM room WHERE customer_id = ANY($1) ORDER BY 1',
        [among],
        { name: 'customers-with-rooms' },
      );
      return rows.map(({ id }) => CustomerId.parse(id));
    },
    async save({ place, customerId, posted, said, openedAt }) {
      const values = [
        place.platform,
        place.tenant,
        place.id,
        json(place),
        customerId,
        posted,
        said,
        openedAt,
      ];
      await database.query(posted === null ? OPEN : KEEP, values);
    },
    async remove({ platform, tenant, id }) {
      await database.query(
        'DELETE FROM room WHERE platform = $1 AND tenant = $2 AND place_id = $3',
        [platform, tenant, id],
      );
    },
  };
}

const Stored: z.ZodType<Room> = z.object({
  place: Place,
  customerId: CustomerId,
  posted: z.string().nullable(),
  said: z.string().nullable(),
  openedAt: z.date(),
});

const OPEN = `INSERT INTO room (platform, tenant, place_id, place, customer_id, posted, said, opened_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
  ON CONFLICT (platform, tenant, place_id) DO UPDATE SET place = excluded.place, customer_id = excluded.customer_id, posted = excluded.posted, said = excluded.said, opened_at = excluded.opened_at`;

// A room that was closed, or opened anew, in between does not take the posting back.
const KEEP =
  'UPDATE room SET place = $4, customer_id = $5, posted = $6, said = $7 WHERE platform = $1 AND tenant = $2 AND place_id = $3 AND opened_at = $8';
