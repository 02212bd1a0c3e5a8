import { z } from 'zod';
import { CustomerId, Stage } from '../../crm/customer/customer.ts';
import type { News, Watched } from '../../crm/event/customer-event.ts';
import { PersonId } from '../../crm/person/person.ts';
import { Place } from '../../crm/person/place.ts';
import type { Followers } from '../../crm/store/followers.ts';
import type { Database, Row } from '../database/database.ts';
import { json } from '../database/json.ts';
import { Instant } from '../database/values.ts';
import { ENTRY_JSON, type EntryJson, entryOf, OLDEST_FIRST } from '../timeline/entries.ts';

export const newsOn = (database: Database): Pick<Followers, 'watched' | 'news'> => ({
  async watched(customers) {
    const rows = await database.query<Row>(WATCHED, [customers], { name: 'watched' });
    return rows.map((row) => StoredWatched.parse(row));
  },
  async news(about, { after, until }) {
    if (about.length === 0) return [];
    const rows = await database.query<Row & { entry: EntryJson; place: number }>(
      NEWS,
      [json(about), after, until],
      { name: 'news' },
    );
    const news = Map.groupBy(rows, ({ place }) => place);
    return about.map((_, at) =>
      (news.get(at + 1) ?? []).map(({ entry, ...row }) => ({
        entry: entryOf(entry),
        ...StoredNews.parse(row),
      })),
    );
  },
});

const WATCHED = `SELECT c.id, c.name, c.owner_id AS "ownerId", (SELECT p.name FROM person p WHERE p.id = c.owner_id) AS owner, c.stage, c.renews_on AS "renewsOn",
    coalesce((SELECT json_agg(json_build_object('person', f.person_id, 'since', f.since) ORDER BY f.person_id) FROM follow f WHERE f.customer_id = c.id), '[]') AS people,
    coalesce((SELECT json_agg(json_build_object('place', f.place, 'since', f.since) ORDER BY f.place_id) FROM place_follow f WHERE f.customer_id = c.id), '[]') AS places
  FROM customer c WHERE c.id = ANY($1::text[])
    AND (EXISTS (SELECT 1 FROM follow f WHERE f.customer_id = c.id) OR EXISTS (SELECT 1 FROM place_follow f WHERE f.customer_id = c.id)) ORDER BY c.id`;

// Along the timeline of each customer asked about, in this period, and no other.
const NEWS = `SELECT about.place, ${ENTRY_JSON} AS entry,
    (SELECT json_build_object('priority', t.priority, 'status', t.status, 'openedAt', t.opened_at) FROM ticket t WHERE e.record_kind = 'ticket' AND t.source = e.source AND t.external_id = e.record_id) AS ticket,
    (SELECT json_build_object('status', d.status, 'closedAt', d.closed_at) FROM deal d WHERE e.record_kind = 'deal' AND d.source = e.source AND d.external_id = e.record_id) AS deal,
    (SELECT json_build_object('score', s.score, 'best', s.best) FROM survey_answer s WHERE e.record_kind = 'survey-answer' AND s.source = e.source AND s.external_id = e.record_id) AS survey
  FROM (SELECT one->>'customerId' AS customer_id, one->>'source' AS source, one->>'entry' AS entry, one->>'kind' AS kind, one->'record'->>'kind' AS record_kind, one->'record'->>'id' AS record_id, place
    FROM jsonb_array_elements($1::jsonb) WITH ORDINALITY AS of (one, place)) about
  JOIN entry e ON e.customer_id = about.customer_id AND e.at > $2 AND e.at <= $3
    AND (e.source = about.source AND (e.external_id = about.entry OR (e.record_kind = about.record_kind AND e.record_id = about.record_id)) OR e.kind = about.kind)
  ORDER BY about.place, ${OLDEST_FIRST}`;

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
