import type { SourceRecord } from '../../crm/customer/records.ts';
import { OWN_SOURCE } from '../../crm/person/administrator.ts';
import type { Records } from '../../crm/store/records.ts';
import type { Database } from '../database/database.ts';
import { saveBatch } from './save.ts';

const TABLES: Readonly<Record<SourceRecord['kind'], string>> = {
  department: 'department',
  person: 'person',
  customer: 'customer',
  contact: 'contact',
  entry: 'entry',
  deal: 'deal',
  ticket: 'ticket',
  subscription: 'subscription',
  invoice: 'invoice',
  payment: 'payment',
  'survey-answer': 'survey_answer',
  'usage-day': 'usage_day',
  churn: 'churn',
  campaign: 'campaign',
  spend: 'spend',
};

/** Everything that sources tell us, saved set-wise. `now` is when a source was last heard; `appended` hears of new events. */
export function recordsOn(database: Database, now: () => Date, appended: () => void): Records {
  return {
    async isEmpty() {
      const rows = await database.query<{ empty: boolean }>(
        `SELECT NOT EXISTS (SELECT 1 FROM customer) AND NOT EXISTS (
          SELECT 1 FROM person WHERE NOT EXISTS (SELECT 1 FROM crm_user WHERE person_id = person.id AND source = $1)
        ) AS empty`,
        [OWN_SOURCE],
      );
      return rows[0]?.empty ?? true;
    },
    async save(batch) {
      const { kinds, unmatched, refused } = await database.transaction((sql) =>
        saveBatch(database, sql, { batch, now: now() }),
      );
      const total = (what: 'inserted' | 'updated' | 'unchanged') =>
        Object.values(kinds).reduce((sum, counted) => sum + counted[what], 0);
      if (total('inserted') + total('updated') > 0) appended();
      return {
        inserted: total('inserted'),
        updated: total('updated'),
        unchanged: total('unchanged'),
        unmatched,
        refused,
      };
    },
    async counts() {
      const parts = Object.entries(TABLES).map(
        ([kind, table]) => `(SELECT count(*) FROM ${table}) AS "${kind}"`,
      );
      const rows = await database.query<Record<SourceRecord['kind'], number>>(
        `SELECT ${parts.join(', ')}`,
      );
      if (!rows[0]) throw new Error('Counting gave no row');
      return rows[0];
    },
  };
}
