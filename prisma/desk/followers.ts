import { PersonId } from '../../crm/person.ts';
import type { Desk } from '../../crm/desk.ts';
import { Place } from '../../crm/place.ts';
import type { Database } from '../database.ts';
import { json } from '../json.ts';

export const followersOn = (database: Database): Pick<Desk, 'followers' | 'followFor'> => ({
  async followers(customer) {
    const [people, places] = await Promise.all([
      database.query<{ id: string }>(
        'SELECT person_id AS id FROM follow WHERE customer_id = $1 ORDER BY since, person_id',
        [customer],
        { name: 'followers' },
      ),
      database.query<{ place: unknown }>(
        'SELECT place FROM place_follow WHERE customer_id = $1 ORDER BY since, place_id',
        [customer],
        { name: 'place-followers' },
      ),
    ]);
    return {
      people: people.map(({ id }) => PersonId.parse(id)),
      places: places.map(({ place }) => Place.parse(place)),
    };
  },
  async followFor(place, customer, on, now) {
    const key = [customer, place.platform, place.tenant, place.id];
    if (!on)
      await database.query(
        'DELETE FROM place_follow WHERE customer_id = $1 AND platform = $2 AND tenant = $3 AND place_id = $4',
        key,
      );
    else
      await database.query(
        `INSERT INTO place_follow (customer_id, platform, tenant, place_id, place, since) VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (customer_id, platform, tenant, place_id) DO UPDATE SET place = excluded.place`,
        [...key, json(place), now],
      );
  },
});
