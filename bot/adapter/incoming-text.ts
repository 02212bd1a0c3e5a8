// PostgreSQL takes neither in text or JSON, and no keyboard writes them.
const UNSTORABLE = /[\0\p{Cs}]/gu;

/** Text that arrives, without NUL and halves of surrogate pairs. Every adapter and the terminal call it, and nobody behind them. */
export const incomingText = (text: string): string => text.replace(UNSTORABLE, '');

/** The same for all text of a parsed body, names of fields too. */
export function incomingJson(value: unknown): unknown {
  if (typeof value === 'string') return incomingText(value);
  if (Array.isArray(value)) return value.map(incomingJson);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [incomingText(name), incomingJson(part)]),
  );
}

/** For `JSON.parse`, where a library's type is to be kept. */
export const reviveText = (_: string, part: unknown): unknown =>
  typeof part === 'string' ? incomingText(part) : part;

/** As many colleagues as one message may mention: each is looked up. The answer says how many were left out. */
export const MOST_MENTIONS = 50;

/** A message in plain words, and how many of its mentions were not looked up. */
export interface ReadWords {
  words: string;
  unread: number;
}
