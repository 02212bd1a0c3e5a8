import { csvCell } from '../../crm/text/csv-cell.ts';

const NUMBER = /^-?\d+(?:\.\d+)?$/;

/**
 * Rows as RFC 4180 has them, with a byte-order mark, so that spreadsheets read the characters right. A text that looks
 * like a formula has an apostrophe in front, which spreadsheets take for "this is text". Lists and objects are JSON.
 */
export function csvOf(rows: readonly Readonly<Record<string, unknown>>[]): string {
  const columns = Object.keys(rows[0] ?? {});
  const lines = [columns, ...rows.map((row) => columns.map((column) => row[column]))];
  return `\uFEFF${lines.map((cells) => `${cells.map(cellOf).join(',')}\r\n`).join('')}`;
}

function cellOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  return NUMBER.test(text) ? text : csvCell(text);
}
