/** Text that PostgreSQL takes: no NUL, no half of a surrogate pair. */
export const clean = (value: string): string => (value.includes('\0') ? value.replaceAll('\0', '') : value).toWellFormed();

/** The same for a value that is stored as JSON. */
export const json = (value: unknown): string => JSON.stringify(value, (_, part: unknown) => (typeof part === 'string' ? clean(part) : part)) ?? 'null';

export const maybeJson = (value: unknown): string | null => (value === null || value === undefined ? null : json(value));
