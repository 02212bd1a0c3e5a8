import { z } from 'zod';
import type { EntryRecord } from '../../crm/customer/records.ts';
import type { Database } from '../../prisma/database/database.ts';
import { entry } from '../prisma/people-of-acme.ts';

const base = { id: z.string(), version: z.number() };

/** The stored state of people's work, as far as the checks of their steps need it. */
export const Work = z.object({
  notes: z.array(
    z.object({
      ...base,
      body: z.string(),
      pinned: z.boolean(),
      deleted: z.boolean(),
      shared: z.boolean(),
      history: z.array(z.object({ body: z.string() })),
    }),
  ),
  tasks: z.array(z.object({ ...base, state: z.string(), reminders: z.number() })),
  handoffs: z.array(
    z.object({
      ...base,
      state: z.string(),
      decision: z.string().nullable(),
      talk: z.array(z.object({ words: z.string(), at: z.string(), by: z.string() })),
      reminders: z.number(),
    }),
  ),
  wins: z.array(
    z.object({
      ...base,
      what: z.string(),
      state: z.string(),
      author: z.string(),
      credits: z.array(z.object({ person: z.string() })),
      kudos: z.array(z.string()),
    }),
  ),
  posts: z.array(z.object({ wins: z.array(z.string()), reference: z.string().nullable() })),
  /** How often a step was stored of each, by its id. */
  steps: z.array(z.object({ id: z.string(), steps: z.number() })),
  entries: z.array(z.object({ id: z.string(), title: z.string(), body: z.string().nullable() })),
  messages: z.array(
    z.object({
      key: z.string(),
      kind: z.string(),
      state: z.string(),
      /** The person, or the id of the channel. */
      to: z.string(),
      line: z.string(),
      sentAs: z.string().nullable(),
    }),
  ),
  rooms: z.array(
    z.object({
      place: z.string(),
      posted: z.string().nullable(),
      content: z.string().nullable(),
      owner: z.string().nullable(),
    }),
  ),
  people: z.array(z.object({ id: z.string(), name: z.string() })),
  /** Persons and ids of channels that follow every customer. */
  followers: z.array(z.string()),
});
export type Work = z.infer<typeof Work>;

export async function work(database: Database): Promise<Work> {
  const all = <Row>(sql: string) => database.query<Row>(sql);
  return Work.parse({
    notes: await all(
      `SELECT id, version, body, pinned, deleted_at IS NOT NULL AS deleted, visibility = 'everyone' AS shared, history FROM note ORDER BY created_at`,
    ),
    tasks: await all('SELECT id, version, state, reminders FROM task ORDER BY created_at'),
    handoffs: await all(
      'SELECT id, version, state, decision, talk, reminders FROM handoff ORDER BY created_at',
    ),
    wins: await all(
      'SELECT id, version, what, state, author_id AS author, credits, kudos FROM win ORDER BY created_at',
    ),
    posts: await all(
      'SELECT reference, ARRAY(SELECT win_id FROM win_post_item WHERE post_key = key) AS wins FROM win_post',
    ),
    steps: await all(
      `SELECT coalesce(detail->>'note', detail->>'task', detail->>'handoff', detail->>'win') AS id, count(*)::int AS steps FROM audit WHERE action IN ('note', 'task', 'handoff', 'win') GROUP BY 1`,
    ),
    entries: await all(
      `SELECT external_id AS id, title, body FROM entry WHERE source = 'rapport' ORDER BY at`,
    ),
    messages: await all(
      `SELECT key, kind, state, coalesce(recipient->>'person', recipient->'place'->>'id') AS to, line, sent_as->>'reference' AS "sentAs" FROM message ORDER BY created_at`,
    ),
    rooms: await all(
      `SELECT place_id AS place, posted, content, p.name AS owner FROM room JOIN customer c ON c.id = customer_id LEFT JOIN person p ON p.id = c.owner_id`,
    ),
    people: await all('SELECT id, name FROM person'),
    followers: (
      await all<{ id: string }>(
        'SELECT DISTINCT person_id AS id FROM follow UNION SELECT DISTINCT place_id FROM place_follow',
      )
    ).map(({ id }) => id),
  });
}

/** Urgent again: whoever follows the customer is told. */
export const reopened = (
  { token, customer }: { token: string; customer: string },
  now: Date,
): EntryRecord =>
  entry(token, customer, {
    at: now,
    department: 'support',
    channel: 'chat',
    direction: 'inbound',
    entryKind: 'ticket',
    title: `${token} reopened`,
  });
