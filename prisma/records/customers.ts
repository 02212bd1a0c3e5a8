import type { CustomerRecord } from '../../crm/customer/records.ts';
import { domainOf } from '../../crm/matching/addresses.ts';
import { companyDomain } from '../../crm/matching/company-domain.ts';
import type { Database, Sql } from '../database/database.ts';
import { eventsOf } from '../event/record-events.ts';
import { type Cell, idOf, key, maybeText, text } from './cells.ts';
import { knownCustomers, nameOf } from './find-customers.ts';
import { keepBefore, keepConfirmed } from './import-changes.ts';
import {
  type Columns,
  columnsOf,
  customerCells,
  decidedColumns,
  OPTIONAL_COLUMNS,
} from './system-facts.ts';
import { type RowCounts, type Saving, type Target, upsert } from './upsert.ts';

export const CUSTOMER = {
  table: 'customer',
  key: ['id'],
  columns: ['name', 'stage', 'name_key', 'search_keys', ...OPTIONAL_COLUMNS],
  stamp: 'updated_at',
  since: { column: 'stage_since', of: 'stage' },
  events: eventsOf('customer'),
};
/** Another system knows them too and its facts are not known here: nothing does not take away what it filled in. */
const AMONG_OTHERS = { ...CUSTOMER, keeps: OPTIONAL_COLUMNS };
/** A system that knows no owners leaves the one whom a colleague made the owner here. */
const WITHOUT_OWNERS = { ...CUSTOMER, keeps: ['owner_id'] };
const REFERENCE = {
  table: 'reference',
  key: ['source', 'external_id'],
  columns: ['customer_id', 'url', 'facts'],
  fills: ['url'],
  keeps: ['facts'],
  stamp: 'told_at',
};
const DOMAIN = { table: 'domain', key: ['customer_id', 'domain'], columns: ['company'] };

/** The customer of one record, as this batch tells it. */
interface Row {
  id: string;
  source: string;
  knowsOwner: boolean;
  columns: Columns;
}

interface SavingCustomers {
  records: readonly CustomerRecord[];
  person: (source: string, named: string | null) => string | null;
  saving: Saving;
}

/** A customer that a record or one of its references already names is that customer. */
export async function saveCustomers(
  database: Database,
  sql: Sql,
  { records, person, saving }: SavingCustomers,
): Promise<RowCounts> {
  if (records.length === 0) return { inserted: 0, updated: 0, unchanged: 0 };
  const known = await knownCustomers(
    sql,
    records.flatMap((record) => [record, ...record.references]),
  );
  const before = new Set(known.values());
  const { rows, references, domains } = rowsOf(records, known, person);
  await upsert(database, sql, { target: REFERENCE, rows: [...references.values()], saving });
  const added = await upsert(database, sql, {
    target: DOMAIN,
    rows: [...domains.values()],
    saving,
  });
  const named = await namedTwice(sql, [...rows.keys()]);
  await dropDomains(sql, {
    customers: [...rows.values()].filter(({ id }) => !named.has(id)),
    kept: [...domains.values()],
    run: saving.run,
  });
  if (added.inserted > 0)
    await matchAgain(
      sql,
      [...rows.keys()].filter((id) => before.has(id)),
    );
  const decided = await decidedColumns(sql, [...named.keys()]);
  return saveRows(database, sql, {
    rows: [...rows.values()].map((row) => ({
      ...row,
      columns: decided.get(row.id) ?? row.columns,
    })),
    among: named,
    total: records.length,
    saving,
  });
}

/** Puts each record under the customer that it names, and makes the rows of its names and its domains. */
function rowsOf(
  records: readonly CustomerRecord[],
  known: Map<string, string>,
  person: SavingCustomers['person'],
) {
  const rows = new Map<string, Row>();
  const references = new Map<string, { cells: Cell[]; columns: Columns | null }>();
  const domains = new Map<string, Cell[]>();
  for (const record of records) {
    const names = [record, ...record.references];
    const made = idOf(text(record.source, 40), key(record.externalId));
    const id =
      names.map((name) => known.get(nameOf(name))).find((one) => one !== undefined) ?? made;
    const told = columnsOf(record, person(record.source, record.owner ?? null));
    for (const name of names) {
      const at = nameOf(name);
      if (!known.has(at)) known.set(at, id);
      if (known.get(at) !== id) continue;
      const there = references.get(at);
      const columns = name === record ? filled(told, there?.columns) : (there?.columns ?? null);
      const url = there?.cells[3] ?? maybeText(name.url, 2000);
      const cells = [text(name.source, 40), key(name.externalId), id, url];
      references.set(at, { cells, columns });
    }
    for (const domain of record.domains.flatMap((one) => domainOf(one)?.slice(0, 253) ?? []))
      domains.set(`${id} ${domain}`, [id, domain, companyDomain(domain)]);
    const columns = filled(told, rows.get(id)?.columns);
    const knowsOwner = record.owner !== undefined;
    rows.set(id, { id, source: text(record.source, 40), knowsOwner, columns });
  }
  const cells = [...references].map(([at, { cells, columns }]) => {
    const facts = columns === null ? null : JSON.stringify(columns);
    return [at, [...cells, facts]] as const;
  });
  return { rows, references: new Map(cells), domains };
}

/** Of two records of one batch the later one, with all that only the earlier one tells. */
const filled = (columns: Columns, earlier: Columns | null | undefined): Columns =>
  earlier
    ? Object.fromEntries(
        Object.entries(columns).map(([name, value]) => [name, value ?? earlier[name] ?? null]),
      )
    : columns;

/** Customers that several records name, and whether another system names one whose facts are not known. */
async function namedTwice(sql: Sql, ids: readonly string[]): Promise<Map<string, boolean>> {
  const named = await sql.query<{ id: string; unknown: boolean }>(
    `SELECT customer_id AS id, count(DISTINCT source) > 1 AND bool_or(facts IS NULL) AS unknown FROM reference
      WHERE customer_id = ANY($1) GROUP BY customer_id HAVING count(*) > 1`,
    [ids],
  );
  return new Map(named.map(({ id, unknown }) => [id, unknown]));
}

/** Takes away the domains that the only record of a customer names no more: nobody is found by them. */
async function dropDomains(
  sql: Sql,
  {
    customers,
    kept,
    run,
  }: { customers: readonly Row[]; kept: readonly Cell[][]; run: string | undefined },
): Promise<void> {
  const where = `b.customer_id = ANY($1)
      AND NOT EXISTS (SELECT 1 FROM unnest($2::text[], $3::text[]) AS k(id, domain) WHERE k.id = b.customer_id AND k.domain = b.domain)`;
  const values = [
    customers.map(({ id }) => id),
    kept.map(([id]) => id),
    kept.map(([, domain]) => domain),
  ];
  if (run !== undefined) {
    await keepBefore(sql, { run, table: DOMAIN.table, key: DOMAIN.key }, { where, values });
    await keepConfirmed(
      sql,
      { run, table: DOMAIN.table },
      customers.map(({ id }) => [id]),
    );
  }
  await sql.query(`DELETE FROM domain b WHERE ${where}`, values);
}

/** Has these customers compared with those of other systems anew, since more is known of them. */
export async function matchAgain(sql: Sql, customers: readonly string[]): Promise<void> {
  if (customers.length > 0)
    await sql.query(
      'UPDATE reference SET matched_at = NULL WHERE customer_id = ANY($1) AND matched_at IS NOT NULL',
      [customers],
    );
}

interface SavingRows {
  rows: readonly Row[];
  among: ReadonlyMap<string, boolean>;
  total: number;
  saving: Saving;
}

async function saveRows(
  database: Database,
  sql: Sql,
  { rows, among, total, saving }: SavingRows,
): Promise<RowCounts> {
  const counted = { inserted: 0, updated: 0, unchanged: 0 };
  const put = async (target: Target, some: readonly Row[]) => {
    for (const [source, theirs] of Map.groupBy(some, (row) => row.source)) {
      const { inserted, updated } = await upsert(database, sql, {
        target,
        rows: theirs.map(({ id, columns }) => customerCells(id, columns)),
        saving: { ...saving, source },
      });
      counted.inserted += inserted;
      counted.updated += updated;
    }
  };
  const alone = rows.filter(({ id }) => !among.get(id));
  await put(
    CUSTOMER,
    alone.filter(({ knowsOwner }) => knowsOwner),
  );
  await put(
    WITHOUT_OWNERS,
    alone.filter(({ knowsOwner }) => !knowsOwner),
  );
  await put(
    AMONG_OTHERS,
    rows.filter(({ id }) => among.get(id)),
  );
  return { ...counted, unchanged: total - counted.inserted - counted.updated };
}
