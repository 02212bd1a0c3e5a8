import { EVENT_KINDS, type Event, isEventKind, parseEvent } from '../../crm/event/event.ts';
import type { Change } from '../../crm/store/change.ts';
import type { Events } from '../../crm/store/events.ts';
import { HOUR } from '../../crm/time/durations.ts';
import type { Database, Row, Sql } from '../database/database.ts';
import { TRANSACTION } from './append.ts';

/** See `Events`. */
export function eventsOn(database: Database, appended: Appended, now: () => Date): Events {
  return {
    async register(consumers) {
      await adopt(database);
      await database.query(
        `INSERT INTO event_consumer (name, transaction, event_id) SELECT unnest($1::text[]), ${OLDEST_UNDER_WAY}, 0 ON CONFLICT (name) DO NOTHING`,
        [consumers],
      );
    },
    async next(consumer, { kinds, limit }) {
      const rows = await database.query<BatchRow>(
        NEXT,
        [consumer, kinds, limit, EVENT_KINDS, new Date(now().getTime() - ROLLING)],
        { name: 'events-next' },
      );
      const last = rows.at(-1);
      if (!last) return null;
      const events = rows.filter(({ wanted }) => wanted).flatMap(eventOf);
      const from = { transaction: last.fromTransaction, id: last.fromId };
      return { events, from, to: { transaction: last.transaction, id: last.id } };
    },
    pass: (consumer, step) => movePosition(database, { consumer, ...step }),
    async get({ transaction, id }) {
      const [row] = await database.query<EventRow>(
        `SELECT ${FIELDS} FROM event e WHERE e.transaction = $1 AND e.id = $2`,
        [transaction, id],
        { name: 'event' },
      );
      return (row && eventOf(row)[0]) ?? null;
    },
    async appendRenewals({ now, days }) {
      const rows = await database.query(RENEWALS, [now, days]);
      if (rows.length > 0) appended.tell();
    },
    onAppended: appended.listen,
    async between({ since, until }, { kinds, limit }) {
      const rows = await database.query<EventRow>(
        `SELECT ${FIELDS} FROM event e WHERE e.recorded_at >= $1 AND e.at >= $1 AND e.at <= $2 AND e.kind = ANY($3::text[])
          ORDER BY e.transaction, e.id LIMIT $4`,
        [since, until, kinds, limit],
        { name: 'events-between' },
      );
      return rows.flatMap(eventOf);
    },
  };
}

/** Those in this process who want to know when there are new events. */
export interface Appended {
  tell(): void;
  listen(call: () => void): () => void;
}

export function appendedHere(): Appended {
  const calls = new Set<() => void>();
  return {
    tell() {
      for (const call of calls) call();
    },
    listen(call) {
      calls.add(call);
      return () => void calls.delete(call);
    },
  };
}

/** Moves a consumer from where it was read; false where another copy moved it since. */
export async function movePosition(
  sql: Sql,
  { consumer, from, to }: Omit<Extract<Change, { kind: 'position' }>, 'kind'>,
): Promise<boolean> {
  const moved = await sql.query(
    'UPDATE event_consumer SET transaction = $4, event_id = $5 WHERE name = $1 AND transaction = $2 AND event_id = $3 RETURNING name',
    [consumer, from.transaction, from.id, to.transaction, to.id],
    { name: 'event-position' },
  );
  return moved.length > 0;
}

// Events from before the oldest transaction under way are there for good. A transaction of another database on the
// same server counts as well, so a long one that writes delays consumers, and they lose nothing.
const OLDEST_UNDER_WAY = 'pg_snapshot_xmin(pg_current_snapshot())::text::bigint';

// An event of a customer that is a part of another one by now is that one's.
const FIELDS = `e.transaction, e.id, e.kind, coalesce((SELECT j.now_id FROM customer_join j WHERE j.former_id = e.customer_id), e.customer_id) AS "customerId", e.at, e.recorded_at AS "recordedAt", e.source, e.person_id AS "personId", e.payload`;

/** While copies are replaced one after another, those of both versions work; later the newer version was taken back. */
const ROLLING = HOUR;

// The last one comes along whatever its kind, so that what nobody here wants is passed for good. A fresh one of a kind that
// only a newer version knows holds this copy up: a copy of that version goes on.
const NEXT = `WITH place AS (SELECT transaction, event_id FROM event_consumer WHERE name = $1),
  batch AS MATERIALIZED (SELECT e.*, row_number() OVER (ORDER BY e.transaction DESC, e.id DESC) = 1 AS last FROM (
    SELECT e.*, bool_or(e.kind <> ALL($4::text[]) AND e.recorded_at > $5::timestamptz) OVER (ORDER BY e.transaction, e.id) AS newer FROM (
      SELECT * FROM event e WHERE (e.transaction, e.id) > ((SELECT transaction FROM place), (SELECT event_id FROM place)) AND e.transaction < ${OLDEST_UNDER_WAY}
      ORDER BY e.transaction, e.id LIMIT $3) e) e WHERE NOT e.newer)
  SELECT ${FIELDS}, e.kind = ANY($2::text[]) AS wanted, p.transaction AS "fromTransaction", p.event_id AS "fromId" FROM batch e, place p
  WHERE e.last OR e.kind = ANY($2::text[]) ORDER BY e.transaction, e.id`;

// It comes near at midnight of the day. A customer of whom nobody knew the date then is told of by the source.
const RENEWALS = `INSERT INTO event (transaction, kind, customer_id, at, recorded_at, source, payload)
  SELECT ${TRANSACTION}, 'renewal-near', id, ((renews_on - $2::int)::timestamp AT TIME ZONE 'UTC'), $1::timestamptz, 'rapport', jsonb_build_object('renewsOn', renews_on::text)
  FROM customer WHERE renews_on BETWEEN ($1::timestamptz AT TIME ZONE 'UTC')::date AND ($1::timestamptz AT TIME ZONE 'UTC')::date + $2::int
  ON CONFLICT (customer_id, (payload->>'renewsOn')) WHERE kind = 'renewal-near' DO NOTHING RETURNING id`;

/**
 * A backup that is brought to another server has numbers of transactions that do not exist there yet: they would come
 * after everything that happens there. They become 0, before all others, and positions with them.
 */
async function adopt(database: Database): Promise<void> {
  const next = 'pg_snapshot_xmax(pg_current_snapshot())::text::bigint';
  await database.transaction(async (sql) => {
    await sql.query(`UPDATE event_consumer SET transaction = 0 WHERE transaction > ${next}`);
    await sql.query(`UPDATE event SET transaction = 0 WHERE transaction >= ${next}`);
  });
}

interface EventRow extends Row {
  transaction: number;
  id: number;
  kind: string;
}

interface BatchRow extends EventRow {
  wanted: boolean;
  fromTransaction: number;
  fromId: number;
}

/** None where another version of Rapport wrote it. */
const eventOf = ({ transaction, id, ...row }: EventRow): Event[] =>
  isEventKind(row.kind) ? [parseEvent({ ...row, position: { transaction, id } })] : [];
