/** Begins a formula where a spreadsheet opens the file; a tab or a line break is taken off before it looks. */
const BEGINS = /^\s*[=+\-@|%\t\r\uFF0B\uFF0D\uFF1D\uFF20]/;
/** Begins another cell where a spreadsheet separates by semicolons or tabs, as it does in many countries. */
const BEGINS_WITHIN = /([;\t\r\n][^\S\t\r\n]*)(?=[=+\-@|%\uFF0B\uFF0D\uFF1D\uFF20])/g;

/**
 * A text as one cell of a CSV file, as RFC 4180 has it: wherever a spreadsheet would begin to calculate stands an
 * apostrophe, which it takes for "this is text".
 */
export function csvCell(value: string): string {
  const safe = `${BEGINS.test(value) ? "'" : ''}${value.replace(BEGINS_WITHIN, "$1'")}`;
  return /[",;\t\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
