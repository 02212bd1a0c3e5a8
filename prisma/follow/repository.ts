import { PersonId } from '../../crm/person/person.ts';
import { Place } from '../../crm/person/place.ts';
import type { Followers } from '../../crm/store/followers.ts';
import type { Database } from '../database/database.ts';
import { json } from '../database/json.ts';
import { newsOn } from './news.ts';

export const followersOn = (database: Database): Followers => ({
  ...newsOn(database),
  async of(customer) {
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
  async add(place, customer, now) {
    await database.query(
      `INSERT INTO place_follow (customer_id, platform, tenant, place_id, place, since) VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (customer_id, platform, tenant, place_id) DO UPDATE SET place = excluded.place`,
      [customer, place.platform, place.tenant, place.id, json(place), now],
    );
  },
  async remove(place, customer) {
    await database.query(
      'DELETE FROM place_follow WHERE customer_id = $1 AND platform = $2 AND tenant = $3 AND place_id = $4',
      [customer, place.platform, place.tenant, place.id],
    );
  },
});
