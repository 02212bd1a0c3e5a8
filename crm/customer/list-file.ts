import { z } from 'zod';
import { PersonId, PlatformId } from '../person/person.ts';

/** A list of customers that somebody takes out as a file: it is made when they fetch it, as they may see it then. */
export const ListExport = z.object({
  person: PersonId,
  account: z.object({ platform: PlatformId, tenant: z.string(), user: z.string() }),
  /** As they are typed after `customers`. */
  words: z.string().max(200),
});
export type ListExport = z.infer<typeof ListExport>;

/** The address at which it is fetched, once, for ten minutes; null where nobody can reach this server. */
export type ListFileLink = (wanted: ListExport) => Promise<string | null>;

/** Begins a formula where a spreadsheet opens the file. */
const FORMULA = /^\s*[=+\-@\t\r\uFF0B\uFF0D\uFF1D\uFF20]/;

/** Rows as CSV for a spreadsheet: with the mark by which Excel knows UTF-8, and no cell that it would calculate. */
export const csvFile = (rows: readonly (readonly string[])[]): string =>
  `\uFEFF${rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`;

function cell(value: string): string {
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
