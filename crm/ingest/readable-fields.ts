import { isList, type Json } from '../connectors/mapping/json.ts';
import { clip } from '../text/cut.ts';

/** One value of an item under the path by which a mapping names it; null where it is a secret. */
export interface ReadableField {
  path: string;
  value: string | null;
}

const SECRET_NAME =
  /secret|token|passw|passphrase|authori[sz]ation|api[_-]?key|private[_-]?key|credential|cookie|signature|session[_-]?id/i;
const SECRET_VALUE = /^(?:sk|rk|pk|whsec)_|^xox[a-z]-|^eyJ[\w-]+\.eyJ|^Bearer |-----BEGIN /;
const LONGEST_VALUE = 120;
const LONGEST_PATH = 80;

/** An item as people read it, without what is empty; `more` counts the fields that were left out. */
export function readableFields(
  item: Json,
  most: number,
): { fields: readonly ReadableField[]; more: number } {
  const all = fieldsAt(item, '');
  const fields = all
    .slice(0, most)
    .map(({ path, value }) => ({ path: clip(path, LONGEST_PATH), value }));
  return { fields, more: Math.max(0, all.length - most) };
}

function fieldsAt(part: Json, path: string): ReadableField[] {
  if (part === null || part === '') return [];
  if (path !== '' && SECRET_NAME.test(path)) return [{ path, value: null }];
  if (typeof part !== 'object') return [{ path, value: readable(String(part)) }];
  const below = (name: string) => (path === '' ? name : `${path}.${name}`);
  if (!isList(part))
    return Object.entries(part).flatMap(([name, one]) => fieldsAt(one, below(name)));
  return part.every((one) => typeof one !== 'object' && typeof one !== 'string')
    ? [{ path, value: readable(part.join(', ')) }]
    : part.flatMap((one, at) => fieldsAt(one, below(String(at))));
}

const readable = (text: string): string | null =>
  SECRET_VALUE.test(text) ? null : clip(text, LONGEST_VALUE);
