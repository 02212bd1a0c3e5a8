import type { CustomerRecord } from '../../crm/customer/records.ts';
import { domainOf } from '../../crm/matching/addresses.ts';
import { nameKey, searchKeys } from '../../crm/matching/names.ts';
import { visibleText } from '../../crm/matching/visible.ts';
import { LONGEST } from '../../crm/text/limits.ts';
import type { Database, Sql } from '../database/database.ts';
import { eventsOf } from '../event/record-events.ts';
import { amount, arrayOf, type Cell, currency, idOf, int4, key, maybeText, text } from './cells.ts';
import { knownCustomers, nameOf } from './find-customers.ts';
import { type RowCounts, type Target, upsert } from './upsert.ts';

const FACTS = [
  'segment',
  'industry',
  'city',
  'country',
  'owner_id',
  'revenue',
  'currency',
  'renews_on',
  'health',
  'since',
];
const OWNED = {
  table: 'customer',
  key: ['id'],
  columns: ['name', 'stage', 'name_key', 'search_keys', ...FACTS],
  stamp: 'updated_at',
  since: { column: 'stage_since', of: 'stage' },
  events: eventsOf('customer'),
};
/** Nothing from the first source does not take away what another one filled in. */
const AMONG_OTHERS = { ...OWNED, keeps: FACTS };
/** A source that knows no owners leaves the one whom a colleague made the owner here. */
const WITHOUT_OWNERS = { ...OWNED, keeps: ['owner_id'] };
const { since: _, ...WITHOUT_STAGE } = OWNED;
const SHARED = { ...WITHOUT_STAGE, fills: FACTS };
const REFERENCE = {
  table: 'reference',
  key: ['source', 'external_id'],
  columns: ['customer_id', 'url'],
  fills: ['url'],
};
const DOMAIN = { table: 'domain', key: ['customer_id', 'domain'], columns: [] };

interface Row {
  id: string;
  source: string;
  /** Told by the source that told us first of this customer; others only fill what is empty. */
  owned: boolean;
  knowsOwner: boolean;
  cells: Cell[];
}

/** A customer that a record or one of its references already names is that customer. */
export async function saveCustomers(
  database: Database,
  sql: Sql,
  {
    records,
    person,
    now,
  }: {
    records: readonly CustomerRecord[];
    person: (source: string, named: string | null) => string | null;
    now: Date;
  },
): Promise<RowCounts> {
  if (records.length === 0) return { inserted: 0, updated: 0, unchanged: 0 };
  const known = await knownCustomers(
    sql,
    records.flatMap((record) => [record, ...record.references]),
  );
  const rows = new Map<string, Row>();
  const references = new Map<string, Cell[]>();
  const domains = new Map<string, Cell[]>();
  for (const record of records) {
    const names = [record, ...record.references];
    const made = idOf(text(record.source, 40), key(record.externalId));
    const id =
      names.map((name) => known.get(nameOf(name))).find((one) => one !== undefined) ?? made;
    for (const name of names) {
      const at = nameOf(name);
      if (!known.has(at)) known.set(at, id);
      if (known.get(at) === id && !references.get(at)?.[3])
        references.set(at, [
          text(name.source, 40),
          key(name.externalId),
          id,
          maybeText(name.url, 2000),
        ]);
    }
    for (const domain of record.domains.flatMap((one) => domainOf(one) ?? []))
      domains.set(`${id} ${domain}`, [id, domain.slice(0, 253)]);
    const row = {
      id,
      source: text(record.source, 40),
      owned: id === made,
      knowsOwner: record.owner !== undefined,
      cells: rowOf(record, { id, ownerId: person(record.source, record.owner ?? null) }),
    };
    rows.set(id, merged(rows.get(id), row));
  }
  await upsert(database, sql, { target: REFERENCE, rows: [...references.values()] });
  await upsert(database, sql, { target: DOMAIN, rows: [...domains.values()] });
  const named = await namedTwice(sql, [...rows.keys()]);
  await dropDomains(sql, {
    customers: [...rows.values()].filter(({ id, owned }) => owned && !named.has(id)),
    kept: [...domains.values()],
  });
  return saveRows(database, sql, {
    rows: [...rows.values()],
    among: named,
    total: records.length,
    now,
  });
}

/** Customers that several records name, and whether those are of several sources. */
async function namedTwice(sql: Sql, ids: readonly string[]): Promise<Map<string, boolean>> {
  const named = await sql.query<{ id: string; several: boolean }>(
    `SELECT customer_id AS id, count(DISTINCT source) > 1 AS several FROM reference
      WHERE customer_id = ANY($1) GROUP BY customer_id HAVING count(*) > 1`,
    [ids],
  );
  return new Map(named.map(({ id, several }) => [id, several]));
}

/** Takes away the domains that the only record of a customer names no more: nobody is found by them. */
async function dropDomains(
  sql: Sql,
  { customers, kept }: { customers: readonly Row[]; kept: readonly Cell[][] },
): Promise<void> {
  await sql.query(
    `DELETE FROM domain d WHERE d.customer_id = ANY($1)
      AND NOT EXISTS (SELECT 1 FROM unnest($2::text[], $3::text[]) AS k(id, domain) WHERE k.id = d.customer_id AND k.domain = d.domain)`,
    [customers.map(({ id }) => id), kept.map(([id]) => id), kept.map(([, domain]) => domain)],
  );
}

async function saveRows(
  database: Database,
  sql: Sql,
  {
    rows,
    among,
    total,
    now,
  }: { rows: readonly Row[]; among: ReadonlyMap<string, boolean>; total: number; now: Date },
): Promise<RowCounts> {
  const counted = { inserted: 0, updated: 0, unchanged: 0 };
  const put = async (target: Target, some: readonly Row[]) => {
    for (const [source, theirs] of Map.groupBy(some, (row) => row.source)) {
      const { inserted, updated } = await upsert(database, sql, {
        target,
        rows: theirs.map(({ cells }) => cells),
        saving: { now, source },
      });
      counted.inserted += inserted;
      counted.updated += updated;
    }
  };
  const alone = rows.filter(({ id, owned }) => owned && !among.get(id));
  await put(
    OWNED,
    alone.filter(({ knowsOwner }) => knowsOwner),
  );
  await put(
    WITHOUT_OWNERS,
    alone.filter(({ knowsOwner }) => !knowsOwner),
  );
  await put(
    AMONG_OTHERS,
    rows.filter(({ id, owned }) => owned && among.get(id)),
  );
  await put(
    SHARED,
    rows.filter(({ owned }) => !owned),
  );
  return { ...counted, unchanged: total - counted.inserted - counted.updated };
}

function merged(before: Row | undefined, row: Row): Row {
  if (!before) return row;
  const [strong, weak] = row.owned ? [row, before] : [before, row];
  return { ...strong, cells: strong.cells.map((cell, at) => cell ?? weak.cells[at] ?? null) };
}

function rowOf(
  record: CustomerRecord,
  { id, ownerId }: { id: string; ownerId: string | null },
): Cell[] {
  const name = text(visibleText(record.name) || record.name, LONGEST.customer);
  const health = int4(record.health);
  return [
    id,
    name,
    record.stage,
    nameKey(name),
    arrayOf(searchKeys(name)),
    maybeText(record.segment, 200),
    maybeText(record.industry, 200),
    maybeText(record.city, 200),
    maybeText(record.country, 200),
    ownerId,
    amount(record.revenue),
    currency(record.revenue),
    record.renewsOn,
    health === null ? null : Math.max(0, Math.min(100, health)),
    record.since,
  ];
}
