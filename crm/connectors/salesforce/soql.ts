import { z } from 'zod';
import type { SalesforceClient, SalesforceRequest } from './client.ts';
import { type Row, rowOfJson } from './row.ts';

const Answer = z.object({
  done: z.boolean(),
  records: z.array(z.record(z.string(), z.unknown())),
});

/** A text as SOQL writes it; no text ends the quotes. */
export const quoted = (text: string): string =>
  `'${text.replace(/[\\']/g, String.raw`\$&`).replace(/[\r\n]+/g, ' ')}'`;

/** A text anywhere in a field, for `LIKE`; its own `%` and `_` stand for themselves. */
export const likePattern = (text: string): string =>
  `'%${text.replace(/[\\'%_]/g, String.raw`\$&`).replace(/[\r\n]+/g, ' ')}%'`;

/** An instant as SOQL writes it, to the second, as Salesforce keeps its stamps. */
export const instantLiteral = (milliseconds: number): string =>
  new Date(milliseconds).toISOString().replace(/\.\d{3}Z$/, 'Z');

const requestOf = (soql: string, deleted: boolean): SalesforceRequest => ({
  path: deleted ? '/queryAll' : '/query',
  query: { q: soql },
});

/** The first rows that a query finds, `done` where these are all. `deleted`: with those in the recycle bin, and old activities. */
export async function queryRows(
  client: SalesforceClient,
  soql: string,
  { deleted = false } = {},
): Promise<{ rows: Row[]; done: boolean; at: Date }> {
  const { body, at } = await client.send(Answer, requestOf(soql, deleted));
  return { rows: body.records.map(rowOfJson), done: body.done, at };
}

/** As many as a query for ids begins with. */
const MOST_IDS = 500;

/**
 * The rows that a query finds for these ids. The ids of one address and its headers may have 16 kB, so where they are
 * too many, or the answer has several pages, each half is asked for by itself.
 */
export async function rowsOfIds(
  client: SalesforceClient,
  ids: readonly string[],
  soqlOf: (list: string) => string,
  { deleted = false } = {},
): Promise<Row[]> {
  if (ids.length === 0) return [];
  const soql = soqlOf(`(${ids.map(quoted).join(',')})`);
  const mayHalve = ids.length > 1;
  const isShort = ids.length <= MOST_IDS && (await client.fits(requestOf(soql, deleted)));
  if (isShort || !mayHalve) {
    const { rows, done } = await queryRows(client, soql, { deleted });
    if (done || !mayHalve) return rows;
  }
  const half = Math.ceil(ids.length / 2);
  return [
    ...(await rowsOfIds(client, ids.slice(0, half), soqlOf, { deleted })),
    ...(await rowsOfIds(client, ids.slice(half), soqlOf, { deleted })),
  ];
}
