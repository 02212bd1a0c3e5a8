import { z } from 'zod';
import { CustomerId, Stage } from '../../crm/customer/customer.ts';
import type { News, Watched } from '../../crm/event/customer-event.ts';
import { PersonId } from '../../crm/person/person.ts';
import { Place } from '../../crm/person/place.ts';
import type { Followers } from '../../crm/store/followers.ts';
import type { Database, Row } from '../database/database.ts';
import { Instant } from '../database/values.ts';
import { ENTRY_JSON, type EntryJson, entryOf, OLDEST_FIRST } from '../timeline/entries.ts';

export const newsOn = (database: Database): Pick<Followers, 'watched' | 'news'> => ({
  async watched(limit) {
    const rows = await database.query<Row>(WATCHED, [limit], { name: 'watched' });
    return rows.map((row) => StoredWatched.parse(row));
  },
  async news({ kinds, after, until, cursor, limit }) {
    const from = cursor ? [cursor.at, cursor.source, cursor.externalId] : [after, '', ''];
    const rows = await database.query<Row & { entry: EntryJson }>(
      NEWS,
      [kinds, after, until, limit, ...from],
      { name: 'news' },
    );
    return rows.map(({ entry, ...row }) => ({ entry: entryOf(entry), ...StoredNews.parse(row) }));
  },
});

const WATCHED = `SELECT c.id, c.name, c.owner_id AS "ownerId", (SELECT p.name FROM person p WHERE p.id = c.owner_id) AS owner, c.stage, c.renews_on AS "renewsOn",
    coalesce((SELECT json_agg(json_build_object('person', f.person_id, 'since', f.since) ORDER BY f.person_id) FROM follow f WHERE f.customer_id = c.id), '[]') AS people,
    coalesce((SELECT json_agg(json_build_object('place', f.place, 'since', f.since) ORDER BY f.place_id) FROM place_follow f WHERE f.customer_id = c.id), '[]') AS places
  FROM customer c WHERE c.id IN (SELECT customer_id FROM follow UNION SELECT customer_id FROM place_follow) ORDER BY c.id LIMIT $1`;

// Along the timeline of each followed customer, and no other.
const NEWS = `SELECT ${ENTRY_JSON} AS entry,
    (SELECT json_build_object('priority', t.priority, 'status', t.status, 'openedAt', t.opened_at) FROM ticket t WHERE e.record_kind = 'ticket' AND t.source = e.source AND t.external_id = e.record_id) AS ticket,
    (SELECT json_build_object('status', d.status, 'closedAt', d.closed_at) FROM deal d WHERE e.record_kind = 'deal' AND d.source = e.source AND d.external_id = e.record_id) AS deal,
    (SELECT json_build_object('score', s.score, 'best', s.best) FROM survey_answer s WHERE e.record_kind = 'survey-answer' AND s.source = e.source AND s.external_id = e.record_id) AS survey
  FROM (SELECT customer_id FROM follow UNION SELECT customer_id FROM place_follow) f JOIN entry e ON e.customer_id = f.customer_id
  WHERE e.kind = ANY($1::text[]) AND e.at > $2 AND e.at <= $3 AND (e.at, e.source, e.external_id) > ($5::timestamptz, $6::text, $7::text)
  ORDER BY ${OLDEST_FIRST} LIMIT $4`;

const StoredWatched = z.object({
  id: CustomerId,
  name: z.string(),
  ownerId: PersonId.nullable(),
  owner: z.string().nullable(),
  stage: Stage,
  renewsOn: z.string().nullable(),
  people: z.array(z.object({ person: PersonId, since: Instant })),
  places: z.array(z.object({ place: Place, since: Instant })),
}) satisfies z.ZodType<Watched>;

const StoredNews = z.object({
  ticket: z
    .object({
      priority: z.enum(['low', 'normal', 'high', 'urgent']),
      status: z.enum(['open', 'waiting', 'solved']),
      openedAt: Instant,
    })
    .nullable(),
  deal: z
    .object({ status: z.enum(['open', 'won', 'lost']), closedAt: Instant.nullable() })
    .nullable(),
  survey: z.object({ score: z.number(), best: z.number() }).nullable(),
}) satisfies z.ZodType<Omit<News, 'entry'>>;
