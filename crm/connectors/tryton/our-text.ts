/**
 * Tryton keeps no key of ours, and writes every note in the name of the connection's user. So the last line of a note
 * carries our key and its author's name: `Rapport · Ana Ruiz · note:…`.
 */
const FIRST = 'Rapport';
const BETWEEN = ' · ';

export const withKey = (text: string, key: string, author: string | null): string =>
  [...(text === '' ? [] : [text]), [FIRST, author, key].filter(Boolean).join(BETWEEN)].join('\n');

/** Our words and our key; null where somebody else wrote the text. */
export function ourText(message: string): { text: string; key: string } | null {
  const lines = message.trimEnd().split('\n');
  const parts = lines.pop()?.trim().split(BETWEEN) ?? [];
  const last = parts.at(-1) ?? '';
  const isOurs = parts.length > 1 && parts[0] === FIRST && /^\S{1,200}$/.test(last);
  return isOurs ? { text: lines.join('\n'), key: last } : null;
}
