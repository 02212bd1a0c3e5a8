import { z } from 'zod';
import { PersonId, PlatformId } from '../person/person.ts';
import { csvCell } from '../text/csv-cell.ts';

/** A list of customers that somebody takes out as a file: it is made when they fetch it, as they may see it then. */
export const ListExport = z.object({
  person: PersonId,
  account: z.object({ platform: PlatformId, tenant: z.string(), user: z.string() }),
  /** As they are typed after `customers`. */
  words: z.string().max(200),
});
export type ListExport = z.infer<typeof ListExport>;

/** The most customers of one file. */
export const MOST_IN_FILE = 50_000;

/** The address at which it is fetched, once, for ten minutes; null where nobody can reach this server. */
export type ListFileLink = (wanted: ListExport) => Promise<string | null>;

/** Rows as CSV for a spreadsheet: with the mark by which Excel knows UTF-8, and no cell that it would calculate. */
export const csvFile = (rows: readonly (readonly string[])[]): string =>
  `\uFEFF${rows.map((row) => `${row.map(csvCell).join(',')}\r\n`).join('')}`;
