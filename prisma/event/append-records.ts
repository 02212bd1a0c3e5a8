import { TRANSACTION } from './append.ts';
import type { RecordEvents } from './record-events.ts';

/**
 * Facts older than this are not appended one by one: nobody is told of them, and a first import has millions. All that
 * a batch changed is one `records-saved` besides, with the days between which it lies: figures are made anew by that.
 * It is longer than anybody may set that facts are announced.
 */
export const EVENT_DAYS = 35;

export interface Appending {
  table: string;
  key: readonly string[];
  events: RecordEvents;
}

/** Which columns `written` has to return. */
export const returned = ({ table, key, events }: Appending): string =>
  [...columnsOf(key, table, events)].map((column) => `${table}.${column}`).join(', ');

/**
 * SQL that follows `written` (the new and changed rows) in the statement that puts rows in: `old` is what the
 * changed ones were before, as the whole statement still sees it, and `happened` compares the two. A row that is new
 * costs no look at what was there. $1 is when; $2 the source, where the table has none.
 */
export function appending(into: Appending): string {
  const { table, key, events } = into;
  const columns = columnsOf(key, table, events);
  const { source, customer } = placesOf(table, key);
  const same = key.map((column) => `n.${column} = o.${column}`).join(' AND ');
  const pair = `written n JOIN old o ON NOT n.fresh AND ${same}`;
  const person = columns.has('person_id') ? 'n.person_id' : 'NULL::text';
  const rules = events.rules.map(({ kind, on, when = 'true', at, payload }) => {
    const from = on === 'added' ? 'written n WHERE n.fresh' : `${pair} WHERE true`;
    return `SELECT '${kind}', ${customer}, ${at}, ${source}, ${person}, ${payload}
      FROM ${from} AND (${when}) AND ${at} > $1::timestamptz - interval '${EVENT_DAYS} days'`;
  });
  return `, old AS MATERIALIZED (SELECT ${[...columns].map((column) => `o.${column}`).join(', ')} FROM written n JOIN ${table} o ON NOT n.fresh AND ${same}),
    happened AS (INSERT INTO event (transaction, kind, customer_id, at, recorded_at, source, person_id, payload)
      SELECT ${TRANSACTION}, kind, customer, at, $1, source, person, payload
      FROM (${[...rules, counted(into, pair)].join(' UNION ALL ')}) AS fact (kind, customer, at, source, person, payload))`;
}

/** All that the batch changed, by source. */
function counted({ table, key, events }: Appending, pair: string): string {
  const { source } = placesOf(table, key);
  const span = (row: string): string => {
    const days = [
      ...events.instants.map((column) => `(${row}.${column} AT TIME ZONE 'UTC')::date`),
      ...events.days.map((column) => `${row}.${column}`),
    ].join(', ');
    return days ? `least(${days}) AS first, greatest(${days}) AS last` : NO_DAYS;
  };
  return `SELECT 'records-saved', NULL, $1::timestamptz, source, NULL,
      jsonb_build_object('record', '${events.record}', 'added', count(*) FILTER (WHERE added), 'changed', count(*) FILTER (WHERE changed), 'from', min(first)::text, 'until', max(last)::text)
    FROM (SELECT ${source} AS source, n.fresh AS added, NOT n.fresh AS changed, ${span('n')} FROM written n
      UNION ALL SELECT ${source}, false, false, ${span('o')} FROM ${pair}) AS saved GROUP BY source`;
}

const NO_DAYS = 'NULL::date AS first, NULL::date AS last';

function columnsOf(key: readonly string[], table: string, events: RecordEvents): Set<string> {
  const owned = table !== 'customer' && table !== 'campaign' && table !== 'spend';
  return new Set([...key, ...(owned ? ['customer_id'] : []), ...events.columns]);
}

/** Where a row says whose it is and where it is from. */
const placesOf = (table: string, key: readonly string[]) => ({
  source: key.includes('source') ? 'n.source' : '$2::text',
  customer: { customer: 'n.id', campaign: 'NULL', spend: 'NULL' }[table] ?? 'n.customer_id',
});
