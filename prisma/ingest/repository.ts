import { z } from 'zod';
import type { Json } from '../../crm/connectors/mapping/json.ts';
import type { ReceivedDelivery } from '../../crm/ingest/delivery.ts';
import { Repeated } from '../../crm/problem.ts';
import type { AsideDelivery, Deliveries } from '../../crm/store/deliveries.ts';
import type { Database, Sql } from '../database/database.ts';
import { json } from '../database/json.ts';
import { isErasedItem } from '../erasure/items.ts';
import { overviewOf } from './overview.ts';
import { keepAside, saveItems } from './save-items.ts';

/** As many items as are tried again together. */
const AT_ONCE = 500;

/** `now` is when records are saved; `appended` hears of new events. */
export function deliveriesOn(
  database: Database,
  now: () => Date,
  appended: () => void,
): Deliveries {
  const inTransaction = async (work: (sql: Sql, at: Date) => Promise<void>): Promise<void> => {
    await database.transaction((sql) => work(sql, now()));
    appended();
  };
  return {
    async receipt({ source, key }) {
      const [row] = await database.query<{ digest: string; count: number }>(
        'SELECT digest, count FROM ingest_delivery WHERE source = $1 AND key = $2',
        [source, key],
      );
      return row ?? null;
    },
    async unsaved({ source, key }) {
      const [row] = await database.query<{ receivedAt: Date; items: unknown }>(
        'SELECT received_at AS "receivedAt", items FROM ingest_delivery WHERE source = $1 AND key = $2 AND done_at IS NULL',
        [source, key],
      );
      if (!row) return null;
      const items = Items.parse(row.items);
      return {
        receivedAt: row.receivedAt,
        items: items
          .map((item, position) => ({ item, position }))
          .filter(({ item }) => !isErasedItem(item)),
      };
    },
    save: (id, mapped) =>
      inTransaction(async (sql, at) => {
        if (await markDone(sql, id, at)) await saveItems(database, sql, { id, mapped, now: at });
      }),
    saveAside: (id, mapped) =>
      inTransaction(async (sql, at) => {
        const positions = [...mapped.items, ...mapped.aside].map(({ position }) => position);
        const taken = await sql.query<{ position: number }>(
          'DELETE FROM ingest_aside WHERE source = $1 AND key = $2 AND position = ANY($3) RETURNING position',
          [id.source, id.key, positions],
        );
        const mine = new Set(taken.map(({ position }) => position));
        const isMine = ({ position }: { position: number }) => mine.has(position);
        await saveItems(database, sql, {
          id,
          mapped: {
            departments: mapped.departments,
            items: mapped.items.filter(isMine),
            aside: mapped.aside.filter(isMine),
          },
          now: at,
        });
      }),
    setAside: (id, reason) =>
      inTransaction(async (sql, at) => {
        const count = await markDone(sql, id, at);
        const aside = Array.from({ length: count }, (_, position) => ({ position, reason }));
        await keepAside(sql, id, aside);
      }),
    async aside(source, after) {
      const rows = await database.query(
        `SELECT a.key, a.position, a.received_at AS "receivedAt", d.items -> a.position AS item
         FROM ingest_aside a JOIN ingest_delivery d USING (source, key)
         WHERE a.source = $1 AND ($2::timestamptz IS NULL OR (a.received_at, a.key, a.position) > ($2, $3, $4))
         ORDER BY a.received_at, a.key, a.position
         FETCH FIRST ${AT_ONCE} ROWS ONLY`,
        [source, after?.receivedAt ?? null, after?.key ?? '', after?.position ?? 0],
      );
      return byDelivery(source, z.array(AsideRow).parse(rows));
    },
    overview: (source) => overviewOf(database, source),
    async sources() {
      const rows = await database.query<{ source: string }>(
        'SELECT DISTINCT source FROM ingest_delivery ORDER BY source',
      );
      return rows.map(({ source }) => source);
    },
  };
}

/** Throws `Repeated` where the key or the signature came before. */
export async function addDelivery(sql: Sql, delivery: ReceivedDelivery): Promise<void> {
  const { source, key, digest, signature, receivedAt, items } = delivery;
  const rows = await sql.query(
    `INSERT INTO ingest_delivery (source, key, digest, signature, received_at, items, count)
     VALUES ($1, $2, $3, $4, $5, $6::jsonb, $7) ON CONFLICT DO NOTHING RETURNING key`,
    [source, key, digest, signature, receivedAt, json(items), items.length],
  );
  if (rows.length === 0) throw new Repeated();
}

/** How many items the delivery has; 0 where somebody else has worked on it. */
async function markDone(
  sql: Sql,
  { source, key }: { source: string; key: string },
  at: Date,
): Promise<number> {
  const [row] = await sql.query<{ count: number }>(
    'UPDATE ingest_delivery SET done_at = $3 WHERE source = $1 AND key = $2 AND done_at IS NULL RETURNING count',
    [source, key, at],
  );
  return row?.count ?? 0;
}

function byDelivery(source: string, rows: readonly AsideRow[]): AsideDelivery[] {
  return [...Map.groupBy(rows, ({ key }) => key)].flatMap(([key, [first, ...rest]]) =>
    first ? [{ source, key, receivedAt: first.receivedAt, items: [first, ...rest] }] : [],
  );
}

const Items = z.array(z.custom<Json>(() => true));
const AsideRow = z.object({
  key: z.string(),
  position: z.number(),
  receivedAt: z.date(),
  item: z.custom<Json>(() => true),
});
type AsideRow = z.infer<typeof AsideRow>;
