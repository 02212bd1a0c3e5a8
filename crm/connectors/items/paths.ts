import { BadRow } from '../mapping/format.ts';
import { isList, type Json } from '../mapping/json.ts';
import { MappingFault, type Row } from '../mapping/template.ts';

/** `ticket.tags.0`: names of parts with dots between, and numbers for places in a list. */
export function parsePath(path: string): readonly string[] {
  const parts = path.split('.');
  if (parts.some((part) => part.trim() === ''))
    throw new MappingFault(`"${path}" is no path; write for instance ticket.subject`);
  return parts;
}

/** The part of an item at a path; undefined where there is none. Nothing that an object inherits is a part of it. */
export function partAt(item: Json, path: readonly string[]): Json | undefined {
  let part: Json | undefined = item;
  for (const name of path) {
    if (typeof part !== 'object' || part === null || !Object.hasOwn(part, name)) return undefined;
    part = isList(part) ? part[Number(name)] : part[name];
  }
  return part;
}

/** The part as a cell of a file would hold it: nothing is empty, and a list of words has commas between. Throws BadRow. */
export function cellOf(part: Json | undefined, path: string): string {
  if (part === undefined || part === null) return '';
  if (typeof part !== 'object') return String(part);
  if (isList(part)) {
    if (part.every((one) => typeof one !== 'object' || one === null))
      return part.map((one) => one ?? '').join(', ');
    throw new BadRow(
      `"${path}" is a list of objects; name one of them with ${path}.0, or all of them with each`,
    );
  }
  const [first = 'id'] = Object.keys(part);
  throw new BadRow(
    `"${path}" is an object; name one of its parts, such as ${path}.${first.slice(0, 60)}`,
  );
}

/** A path that begins with the list's name goes on in its element. */
export function columnAt(path: string, list: string | undefined): (row: Row) => string {
  const parts = parsePath(path);
  if (parts[0] !== list) return ({ sent }) => (sent ? cellOf(partAt(sent.item, parts), path) : '');
  const inElement = parts.slice(1);
  return ({ sent }) => (sent ? cellOf(partAt(sent.element, inElement), path) : '');
}
