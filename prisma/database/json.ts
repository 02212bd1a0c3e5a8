/** Text that PostgreSQL takes: no NUL, no half of a surrogate pair. */
export const clean = (value: string): string =>
  (value.includes('\0') ? value.replaceAll('\0', '') : value).toWellFormed();

// How JSON writes a NUL and half of a surrogate pair. Going through every part to clean it costs ten times the writing.
const UNSTORABLE = /\\u(?:0000|d[89a-f])/;

/** The same for a value that is stored as JSON. */
export function json(value: unknown): string {
  const text = JSON.stringify(value) ?? 'null';
  return UNSTORABLE.test(text)
    ? JSON.stringify(value, (_, part: unknown) => (typeof part === 'string' ? clean(part) : part))
    : text;
}

export const maybeJson = (value: unknown): string | null =>
  value === null || value === undefined ? null : json(value);
