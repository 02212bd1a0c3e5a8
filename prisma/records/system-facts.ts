import { z } from 'zod';
import { CONNECTORS } from '../../crm/connectors/all.ts';
import {
  decideColumns,
  type FactValue,
  FIELD_COLUMNS,
  type SystemFacts,
} from '../../crm/customer/field-owners.ts';
import type { CustomerRecord } from '../../crm/customer/records.ts';
import { nameKey, searchKeys } from '../../crm/matching/names.ts';
import { visibleText } from '../../crm/matching/visible.ts';
import { LONGEST } from '../../crm/text/limits.ts';
import type { Sql } from '../database/database.ts';
import { settingsOn } from '../settings/settings.ts';
import { amount, arrayOf, type Cell, currency, idOf, int4, maybeText, text } from './cells.ts';

/** The columns of a customer that systems tell, as they stand in a reference's facts. */
export type Columns = Readonly<Record<string, FactValue>>;

const ALL = Object.values(FIELD_COLUMNS).flat();
/** Those besides the name and the stage, which every record has. */
export const OPTIONAL_COLUMNS = ALL.filter((column) => column !== 'name' && column !== 'stage');

/** A record's columns; `ownerId` is our id of its owner. */
export function columnsOf(record: CustomerRecord, ownerId: string | null): Columns {
  const health = int4(record.health);
  return {
    name: text(visibleText(record.name) || record.name, LONGEST.customer),
    stage: record.stage,
    segment: maybeText(record.segment, 200),
    industry: maybeText(record.industry, 200),
    city: maybeText(record.city, 200),
    country: maybeText(record.country, 200),
    owner_id: ownerId,
    revenue: amount(record.revenue),
    currency: currency(record.revenue),
    renews_on: record.renewsOn,
    health: health === null ? null : Math.max(0, Math.min(100, health)),
    since: record.since,
  };
}

/** Cells in the order of `id`, `name`, `stage`, `name_key`, `search_keys` and the optional columns. */
export function customerCells(id: string, columns: Columns): Cell[] {
  const name = String(columns.name ?? '');
  return [
    id,
    name,
    columns.stage ?? null,
    nameKey(name),
    arrayOf(searchKeys(name)),
    ...OPTIONAL_COLUMNS.map((column) => columns[column] ?? null),
  ];
}

const Facts = z.record(z.string(), z.union([z.string(), z.number(), z.null()]));

interface ToldRow {
  customerId: string;
  source: string;
  externalId: string;
  gone: boolean;
  facts: unknown;
  at: Date | null;
}

/** Everything that systems tell of these customers, by customer. */
export async function readSystemFacts(
  sql: Sql,
  ids: readonly string[],
): Promise<Map<string, SystemFacts[]>> {
  const rows = await sql.query<ToldRow>(
    `SELECT customer_id AS "customerId", source, external_id AS "externalId", gone, facts, told_at AS at FROM reference
      WHERE customer_id = ANY($1) AND facts IS NOT NULL ORDER BY source, external_id`,
    [ids],
  );
  const told = new Map<string, SystemFacts[]>();
  for (const { customerId, ...row } of rows) {
    const owns = idOf(row.source, row.externalId) === customerId;
    const facts = Facts.safeParse(row.facts);
    if (!facts.success) continue;
    const isCrm = CONNECTORS.some(({ id }) => id === row.source);
    const one = { ...row, isCrm, owns, facts: facts.data };
    told.set(customerId, [...(told.get(customerId) ?? []), one]);
  }
  return told;
}

/** The columns of each customer of whom several records tell, each decided by the organisation's rule. */
export async function decidedColumns(
  sql: Sql,
  ids: readonly string[],
): Promise<Map<string, Columns>> {
  if (ids.length === 0) return new Map();
  const [told, owners] = [
    await readSystemFacts(sql, ids),
    await settingsOn(sql).get('field-owners'),
  ];
  return new Map([...told].map(([id, records]) => [id, decideColumns(records, owners ?? {})]));
}
