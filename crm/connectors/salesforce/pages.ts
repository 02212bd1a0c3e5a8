import type { SalesforceClient } from './client.ts';
import { instantOf, isTrue, type Row } from './row.ts';
import { instantLiteral, queryRows, quoted } from './soql.ts';

/** Some rows of one kind, and where the next ones begin: null at the end. */
export interface Slice {
  rows: readonly Row[];
  next: string | null;
  /** Salesforce still works on the answer, so the next call is for another time. */
  waits?: boolean;
}

/** The rows of an object that are read, and their fields. */
export interface Selection {
  name: string;
  fields: readonly string[];
  /** A condition that all of them meet. */
  where: string | null;
}

/** The changes until `until`, in milliseconds, from `floor` or the place `at` on. */
export interface Span {
  floor: number;
  until: number;
  at: string | null;
}

const PAGE = 200;
/** The first reading needs none that are gone, or that became an account. */
const LIVING: Readonly<Record<string, string>> = { Lead: 'AND IsConverted = false ' };

export const firstSelection = ({ name, where }: Selection): string =>
  `IsDeleted = false ${LIVING[name] ?? ''}${where === null ? '' : `AND ${where} `}`;

/** Everything that is there, in the order of the ids: what comes meanwhile is a change. */
export async function firstPage(
  client: SalesforceClient,
  selection: Selection,
  at: string | null,
): Promise<Slice> {
  const { name, fields } = selection;
  const behind = at === null ? '' : `AND Id > ${quoted(at)} `;
  const { rows, done } = await queryRows(
    client,
    `SELECT ${fields.join(', ')} FROM ${name} WHERE ${firstSelection(selection)}${behind}ORDER BY Id LIMIT ${PAGE}`,
    { deleted: true },
  );
  return { rows, next: isLast(rows, done) ? null : (rows.at(-1)?.['Id'] ?? null) };
}

/** `1700000000000 001…`: behind this record of that instant. */
const AT = /^(\d+) (\w+)$/;

/**
 * Changes, deletions among them, in the order of their stamps. Many rows may have the same stamp, so a page begins
 * behind a stamp and an id. No position is kept at Salesforce, and none can expire there.
 */
export async function changedPage(
  client: SalesforceClient,
  { name, fields, where }: Selection,
  { floor, until, at }: Span,
): Promise<Slice> {
  const [, stamp = String(floor), id] = AT.exec(at ?? '') ?? [];
  const from = instantLiteral(Number(stamp));
  const behind = id ? `AND (SystemModstamp > ${from} OR Id > ${quoted(id)}) ` : '';
  const { rows, done } = await queryRows(
    client,
    `SELECT ${fields.join(', ')} FROM ${name} WHERE SystemModstamp >= ${from} ${behind}AND SystemModstamp <= ${instantLiteral(until)} ${where === null ? '' : `AND ${where} `}ORDER BY SystemModstamp, Id LIMIT ${PAGE}`,
    { deleted: true },
  );
  const last = rows.at(-1);
  return {
    rows,
    next: isLast(rows, done) || !last ? null : `${stampOf(last)} ${last['Id']}`,
  };
}

/** Salesforce may end an answer early where its rows are wide. */
const isLast = (rows: readonly Row[], done: boolean): boolean =>
  rows.length === 0 || (done && rows.length < PAGE);

/** Milliseconds; 0 where there is none. */
export const stampOf = (row: Row): number => instantOf(row['SystemModstamp'])?.getTime() ?? 0;

export const isDeleted = (row: Row): boolean => isTrue(row['IsDeleted']);
