import { setTimeout as pause } from 'node:timers/promises';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { Upstream } from '../../problem.ts';
import { SECOND } from '../../time/durations.ts';
import type { SalesforceClient } from './client.ts';
import { ExpiredPosition, HiddenObject } from './faults.ts';
import { firstPage, firstSelection, type Selection, type Slice } from './pages.ts';
import type { Row } from './row.ts';

export interface BulkOptions {
  /** From so many rows on, Salesforce is asked for a file of all of them. */
  from: number;
  /** Rows of the file that are read at a time. */
  rows: number;
  /** Milliseconds between two looks whether the file is made, and how many looks a call takes. */
  wait: number;
  looks: number;
}

export const BULK: BulkOptions = { from: 10_000, rows: 1_000, wait: 5 * SECOND, looks: 6 };

const Counts = z.object({
  sObjects: z.array(z.object({ name: z.string(), count: z.number() })),
});
const Job = z.object({
  id: z.string().regex(/^\w+$/),
  state: z.string(),
});

/** `file 1 750… MjAwMA`: the first file asked for, its job, and the place in it; `row 001…`: behind that row, without a file. */
const AT = /^(?:file (\d) (\w+)(?: (\S+))?|row (\w+)|(anew))$/;
/** A file that expired is asked for once more. */
const MOST_FILES = 2;

/** The first reading of an object: by files where it has many rows, else by its ids. */
export async function wholePage(
  client: SalesforceClient,
  selection: Selection,
  { at, options }: { at: string | null; options: BulkOptions },
): Promise<Slice> {
  const [, file, job, locator, row, anew] = AT.exec(at ?? '') ?? [];
  if (job)
    return filePage(client, selection, {
      file: Number(file),
      job,
      locator: locator ?? null,
      options,
    });
  if (anew || (at === null && (await isLarge(client, selection, options))))
    return askForFile(client, selection, anew ? MOST_FILES : 1);
  const slice = await firstPage(client, selection, row ?? null);
  return { ...slice, next: slice.next === null ? null : `row ${slice.next}` };
}

/** Salesforce makes no files of notes. */
const NO_FILES = new Set(['ContentDocument']);

async function isLarge(
  client: SalesforceClient,
  { name }: Selection,
  { from }: BulkOptions,
): Promise<boolean> {
  if (NO_FILES.has(name)) return false;
  const { body } = await client.send(Counts, {
    path: '/limits/recordCount',
    query: { sObjects: name },
  });
  return body.sObjects.some((one) => one.name === name && one.count >= from);
}

/** An organisation that makes no files of this object is read by ids. */
async function askForFile(
  client: SalesforceClient,
  selection: Selection,
  file: number,
): Promise<Slice> {
  const { name, fields } = selection;
  try {
    const { body } = await client.send(Job, {
      method: 'POST',
      path: '/jobs/query',
      body: {
        operation: 'queryAll',
        query: `SELECT ${fields.join(', ')} FROM ${name} WHERE ${firstSelection(selection)}`.trim(),
        contentType: 'CSV',
        columnDelimiter: 'COMMA',
        lineEnding: 'LF',
      },
    });
    return { rows: [], next: `file ${file} ${body.id}` };
  } catch (cause) {
    if (cause instanceof Upstream && cause.fault === 'rejected') return { rows: [], next: BY_IDS };
    throw cause;
  }
}

/** No id is before this one. */
const BY_IDS = 'row 000000000000000AAA';

async function filePage(
  client: SalesforceClient,
  { fields }: Selection,
  {
    file,
    job,
    locator,
    options,
  }: { file: number; job: string; locator: string | null; options: BulkOptions },
): Promise<Slice> {
  const place = `file ${file} ${job}`;
  try {
    // Once the first rows came, the file is there.
    const state = locator === null ? await stateOf(client, job, options) : 'made';
    if (state === 'failed') return { rows: [], next: BY_IDS };
    if (state === 'making') return { rows: [], next: place, waits: true };
    const { body, headers } = await client.read({
      path: `/jobs/query/${job}/results`,
      query: { maxRecords: String(options.rows), ...(locator !== null && { locator }) },
    });
    const next = headers.get('sforce-locator');
    return {
      rows: rowsOfCsv(body, fields),
      next: next && next !== 'null' ? `${place} ${next}` : null,
    };
  } catch (cause) {
    if (!isGone(cause)) throw cause;
    return { rows: [], next: file < MOST_FILES ? 'anew' : BY_IDS };
  }
}

/** Files are kept for seven days. */
const isGone = (cause: unknown): boolean =>
  cause instanceof ExpiredPosition ||
  cause instanceof HiddenObject ||
  (cause instanceof Upstream && cause.fault === 'rejected');

async function stateOf(
  client: SalesforceClient,
  job: string,
  { wait, looks }: BulkOptions,
): Promise<'made' | 'making' | 'failed'> {
  for (let look = 1; ; look += 1) {
    const { body } = await client.send(Job, { path: `/jobs/query/${job}` });
    if (body.state === 'JobComplete') return 'made';
    if (body.state === 'Failed' || body.state === 'Aborted') return 'failed';
    if (look >= looks) return 'making';
    await pause(wait);
  }
}

/**
 * Rows of a part of a file. Each part begins with the names of its columns, as they were asked for; one that does not
 * has them in our order. No record is called `Id`.
 */
export function rowsOfCsv(csv: string, fields: readonly string[]): Row[] {
  const [first, ...rest] = z
    .array(z.array(z.string()))
    .parse(parse(csv, { bom: true, relax_column_count: true, skip_empty_lines: true }));
  if (!first) return [];
  const isHeader = first[0] === 'Id';
  const names = isHeader ? first : fields;
  return (isHeader ? rest : [first, ...rest]).map((cells) =>
    Object.fromEntries(names.map((name, i) => [name, cells[i] || null])),
  );
}
