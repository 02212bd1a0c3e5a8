import type { ErasureTerms } from '../../crm/erasure/erasure.ts';
import type { Sql } from '../database/database.ts';
import { json } from '../database/json.ts';
import { key, text } from '../records/cells.ts';
import { likePatterns, type Replacer, replacerOf } from './replace.ts';

/** Stands in the place of an item that was erased, so that the others keep their positions. */
const ERASED_ITEM = { erased: true } as const;

export const isErasedItem = (item: unknown): boolean =>
  typeof item === 'object' && item !== null && 'erased' in item && item.erased === true;

interface Delivery {
  source: string;
  key: string;
  items: readonly unknown[];
}

/**
 * Takes the items of tools out that are about something which is erased: one of their values names it, or is what their
 * source calls it.
 */
export async function eraseItems(sql: Sql, terms: ErasureTerms): Promise<void> {
  const replacer = replacerOf(terms, { keeping: [], anyCase: true });
  const sources = await sql.query<{ source: string }>(
    'SELECT DISTINCT source FROM ingest_delivery',
  );
  for (const { source } of sources) {
    const ids = new Set(
      [...terms.references, ...terms.contacts]
        .filter((one) => one.source === text(source, 40))
        .map(({ externalId }) => externalId),
    );
    await eraseInSource(sql, { source, ids, replacer });
  }
}

async function eraseInSource(
  sql: Sql,
  { source, ids, replacer }: { source: string; ids: ReadonlySet<string>; replacer: Replacer },
): Promise<void> {
  const words = [...replacer.words, ...[...ids].map((id) => id.toLowerCase())];
  const deliveries = await sql.query<Delivery>(
    'SELECT source, key, items FROM ingest_delivery WHERE source = $1 AND lower(items::text) LIKE ANY($2)',
    [source, words.flatMap(likePatterns)],
  );
  for (const delivery of deliveries) {
    const positions = [...delivery.items.entries()].flatMap(([position, item]) =>
      names(item, ids, replacer) ? [position] : [],
    );
    await eraseItemsAt(sql, delivery, positions);
  }
}

/** A field that holds somebody's id in the tools' JSON. */
const HOLDS_ID =
  /(?:id|ids|key|customer|account|company|contact|organi[sz]ation|user|person|requester)$/i;
/** An id like `cus_9s6XKzkNRiz8i3`, which nothing else is by chance. */
const OPAQUE = /^(?=.*[a-z])(?=.*\d).{8,}$/i;

/** Whether an item tells of one of these ids, or in one of the replaced words; `field` is the name that it stands under. */
export function names(
  item: unknown,
  ids: ReadonlySet<string>,
  replacer: Pick<Replacer, 'text'>,
  field = '',
): boolean {
  if (typeof item === 'string' || typeof item === 'number') {
    const said = String(item);
    const isId = ids.has(key(said)) && (OPAQUE.test(said) || HOLDS_ID.test(field));
    return isId || (typeof item === 'string' && replacer.text(item) !== item);
  }
  if (Array.isArray(item)) return item.some((part) => names(part, ids, replacer, field));
  if (item === null || typeof item !== 'object') return false;
  return Object.entries(item).some(([name, part]) => names(part, ids, replacer, name));
}

/** Leaves nothing of these items of a delivery. */
export async function eraseItemsAt(
  sql: Sql,
  { source, key: delivery }: Pick<Delivery, 'source' | 'key'>,
  positions: readonly number[],
): Promise<void> {
  if (positions.length === 0) return;
  await sql.query(
    `UPDATE ingest_delivery SET items = (SELECT jsonb_agg(CASE WHEN n - 1 = ANY($3::int[]) THEN $4::jsonb ELSE item END ORDER BY n)
        FROM jsonb_array_elements(items) WITH ORDINALITY AS i(item, n)) WHERE source = $1 AND key = $2`,
    [source, delivery, positions, json(ERASED_ITEM)],
  );
  await sql.query(
    'DELETE FROM ingest_aside WHERE source = $1 AND key = $2 AND position = ANY($3::int[])',
    [source, delivery, positions],
  );
}
