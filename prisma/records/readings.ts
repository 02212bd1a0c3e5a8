import type { ChangePage } from '../../crm/connector.ts';
import type { SourceRecord } from '../../crm/customer/records.ts';
import type { ReadingStart, ReadingState, Readings } from '../../crm/store/readings.ts';
import type { Database } from '../database/database.ts';
import { withoutJoins } from './join-lock.ts';
import { mergeCustomers, removeFormerContacts, removeRecords, restoreCustomers } from './page.ts';
import { saveBatch } from './save.ts';

/** `now` is when a page is saved; `appended` hears of new events. */
export function readingsOn(database: Database, now: () => Date, appended: () => void): Readings {
  return {
    async begin({ source, id }, { now: at, activeSince }) {
      const [row] = await database.query<ReadingStart>(
        `INSERT INTO connector_reading AS r (source, reading, at, moved_at) VALUES ($1, $2, $3, $3)
          ON CONFLICT (source) DO UPDATE SET reading = excluded.reading, at = excluded.at, records = 0 WHERE r.reading IS NULL OR r.at < $4 RETURNING cursor`,
        [source, id, at, activeSince],
      );
      return row ?? null;
    },
    async save({ source, id }, page) {
      const at = now();
      const unmatched = await database.transaction(async (sql) => {
        const held = await sql.query(
          'UPDATE connector_reading SET at = $3, records = records + $4 WHERE source = $1 AND reading = $2 RETURNING source',
          [source, id, at, page.upserts.length],
        );
        if (held.length === 0) return null;
        // Need not be on disk yet: records, events and the cursor are lost or kept together, and every other commit waits for them.
        await sql.query('SET LOCAL synchronous_commit = off');
        await withoutJoins(sql);
        // First, so that the new id of a merged customer names the one that we know.
        await mergeCustomers(sql, source, page.merges);
        const saved = await saveBatch(database, sql, { batch: page.upserts, now: at });
        await restoreCustomers(sql, source, page.upserts);
        await removeFormerContacts(sql, source, page.upserts);
        await removeRecords(sql, source, page.deletions);
        const waiting = saved.unmatched.flatMap((position) => waitsForCustomer(page, position));
        if (waiting.length === 0 || !page.more)
          await sql.query(
            'UPDATE connector_reading SET cursor = $2, moved_at = $3 WHERE source = $1',
            [source, page.cursor, at],
          );
        return waiting;
      });
      if (unmatched) appended();
      return unmatched;
    },
    async touch({ source, id }) {
      await database.query(
        'UPDATE connector_reading SET at = $3 WHERE source = $1 AND reading = $2',
        [source, id, now()],
      );
    },
    async end({ source, id }, { now: at, fault }) {
      await database.query(
        `UPDATE connector_reading SET reading = NULL, fault = $4, read_at = CASE WHEN $4::text IS NULL THEN $3::timestamptz ELSE read_at END,
            failed_at = CASE WHEN $4::text IS NOT NULL THEN coalesce(failed_at, $3::timestamptz) END WHERE source = $1 AND reading = $2`,
        [source, id, at, fault],
      );
    },
    async release({ source, id }) {
      await database.query(
        'UPDATE connector_reading SET reading = NULL WHERE source = $1 AND reading = $2',
        [source, id],
      );
    },
    async journal(source) {
      const [row] = await database.query<{ position: string | null }>(
        'SELECT journal AS position FROM connector_reading WHERE source = $1 AND read_at IS NOT NULL',
        [source],
      );
      return row ?? null;
    },
    async moveJournal(source, { from, to }) {
      const moved = await database.query(
        'UPDATE connector_reading SET journal = $3 WHERE source = $1 AND journal IS NOT DISTINCT FROM $2::text RETURNING source',
        [source, from, to],
      );
      return moved.length > 0;
    },
    overview: () =>
      database.query<ReadingState>(
        `SELECT source, at, coalesce(greatest(read_at, moved_at), at) AS "movedAt", read_at AS "finishedAt", failed_at AS "failedAt", fault, CASE WHEN reading IS NOT NULL THEN records END AS records FROM connector_reading ORDER BY source`,
      ),
  };
}

/** A record that names no customer waits for none. */
function waitsForCustomer({ upserts }: ChangePage, position: number): SourceRecord[] {
  const record = upserts[position];
  return record && 'customer' in record && record.customer !== null ? [record] : [];
}
