import type { DeletableKind } from '../../crm/connector.ts';
import type { KnownRecords } from '../../crm/store/known-records.ts';
import type { Database } from '../database/database.ts';
import { removeRecords, tableOf } from './page.ts';

export const knownRecordsOn = (database: Database): KnownRecords => ({
  async list(source, { kind, after, most }) {
    const rows = await database.query<{ id: string }>(
      `SELECT DISTINCT external_id AS id FROM ${placeOf(kind)} source = $1 AND ($2::text IS NULL OR external_id > $2) ORDER BY 1 LIMIT $3`,
      [source, after, most],
    );
    return rows.map(({ id }) => id);
  },
  remove: (source, deletions) =>
    database.transaction((sql) => removeRecords(sql, source, deletions)),
});

/** A customer is known by a reference, which stays when they are gone. */
const placeOf = (kind: DeletableKind): string =>
  kind === 'customer' ? 'reference WHERE NOT gone AND' : `${tableOf(kind)} WHERE`;
