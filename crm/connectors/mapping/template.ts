import { BadRow } from './format.ts';
import type { Json } from './json.ts';

/** One row of a file, with the rows of other files that it was joined with. */
export interface Row {
  line: number;
  cells: readonly string[];
  /** By the join's name; undefined where the other file has no such row. */
  joined: Readonly<Record<string, readonly string[] | undefined>>;
  /** For JSON that a tool sent, in the place of cells: the item, and the element of the list that is gone through. */
  sent?: { item: Json; element: Json };
  /** Its place in the file: 1 for the first row after the header. */
  number?: number;
  /** Why some of its fields were left empty, in words for the rejects file. */
  notes?: string[];
}

/** Finds a column, or a joined file's column as `join.column`; throws MappingFault where there is none. */
export type Columns = (name: string) => (row: Row) => string;

export type Template = (row: Row) => string;

/** Reads a column in which some words mean that there is nothing. */
export const without = (empty: ReadonlySet<string>, read: Template): Template =>
  empty.size === 0
    ? read
    : (row) => {
        const cell = read(row);
        return empty.has(cell.trim()) ? '' : cell;
      };

type Filter = (text: string, ...words: string[]) => string;

const plain = (text: string): string => String(Number(text));
const counted: Filter = (text, one = '', many = `${one}s`) =>
  `${plain(text)} ${Number(text) === 1 ? one : many}`;

const ENTITIES: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&nbsp;': ' ',
  '&amp;': '&',
};

/** The words of HTML, without its tags. */
const plainText = (html: string): string =>
  html
    .replaceAll(/<[^<>]*>/g, ' ')
    .replaceAll(/&(?:lt|gt|quot|#39|nbsp|amp);/g, (entity) => ENTITIES[entity] ?? entity)
    .replaceAll(/\s+/g, ' ')
    .trim();

/** Filters that may follow a column's name after a bar. Each gets text that is not empty. */
export const FILTERS: Readonly<Record<string, Filter>> = {
  words: (text) => text.replaceAll(/[_\s]+/g, ' ').trim(),
  title: (text) =>
    text
      .replaceAll(/[_\s]+/g, ' ')
      .trim()
      .replace(/(^|\s)\p{L}/gu, (letter) => letter.toUpperCase()),
  capital: (text) => text.charAt(0).toUpperCase() + text.slice(1),
  lower: (text) => text.toLowerCase(),
  upper: (text) => text.toUpperCase(),
  number: plain,
  count: counted,
  hours: (text) =>
    Number(text) >= 48 ? counted(String(Math.round(Number(text) / 24)), 'day') : `${plain(text)} h`,
  minutes: (text) => `${Math.max(1, Math.round(Number(text) / 60))} min`,
  plain: (text) => plainText(text),
  first: (text, length = '8') => text.slice(0, Number(length)),
  item: (text, place = '1') => text.split(/[;,]/)[Number(place) - 1]?.trim() ?? '',
};

/** `"{feature|words} used {uses|count:time}[, {errors} errors]"`: text with columns; a piece in brackets is left out where one of its columns is empty. */
export function template(source: string, columns: Columns): Template {
  const single = /^\{([^{}]*)\}$/.exec(source);
  if (single) return column(single[1] ?? '', columns);
  const parts = [...source.matchAll(/\[([^[\]]*)\]|([^[\]]+)/g)].map(([, optional, always]) => ({
    optional: optional !== undefined,
    ...pieces(optional ?? always ?? '', columns),
  }));
  const [only] = parts;
  if (parts.length === 1 && only && only.values.length === 0 && !only.optional)
    return () => source.trim();
  const needsColumns = parts.some(({ optional, values }) => !optional && values.length > 0);
  return (row) => {
    let built = '';
    let filled = !needsColumns;
    for (const { optional, texts, values } of parts) {
      const read = values.map((value) => value(row));
      if (read.some((value) => value !== '')) filled = true;
      if (optional && read.some((value) => value === '')) continue;
      built += texts[0] ?? '';
      for (let at = 0; at < read.length; at += 1) built += (read[at] ?? '') + (texts[at + 1] ?? '');
    }
    // Constant words around empty columns say nothing.
    return filled ? built.trim() : '';
  };
}

function pieces(source: string, columns: Columns): { texts: string[]; values: Template[] } {
  const texts = source.split(/\{[^{}]*\}/);
  const values = [...source.matchAll(/\{([^{}]*)\}/g)].map(([, inside = '']) =>
    column(inside, columns),
  );
  return { texts, values };
}

function column(inside: string, columns: Columns): Template {
  const [name = '', ...filters] = inside.split('|').map((part) => part.trim());
  const read = columns(name);
  const steps = filters.map((written) => {
    const [called = '', ...words] = written.split(':');
    const filter = FILTERS[called];
    if (!filter)
      throw new MappingFault(
        `there is no filter "${called}"; there are ${Object.keys(FILTERS).join(', ')}`,
      );
    return (text: string) => filter(text, ...words);
  });
  if (steps.length === 0) return (row) => read(row).trim();
  return (row) => {
    const text = read(row).trim();
    return text === '' ? '' : steps.reduce((value, step) => step(value), text);
  };
}

/** Something in the mapping is wrong, found while reading it: before anything was imported. */
export class MappingFault extends Error {
  override readonly name = 'MappingFault';
}

const CONDITION = /^(.*?)(?:\s+(=|!=|>|<)\s+(.*))?$/s;

/** `{end_date}` (is there), `not {end_date}`, `{status} = Won`, `{status} != Won`, `{amount} > 0`. */
export function condition(source: string, columns: Columns): (row: Row) => boolean {
  const negated = /^not\s+/.test(source);
  const [, left = '', operator, right = ''] = CONDITION.exec(source.replace(/^not\s+/, '')) ?? [];
  if (!/\{[^{}]+\}/.test(left))
    throw new MappingFault(
      `"${source}" names no column; write {column}, not {column}, or {column} = text`,
    );
  const read = template(left, columns);
  const other = template(right, columns);
  const holds = (row: Row): boolean => {
    switch (operator) {
      case '=':
        return read(row) === other(row);
      case '!=':
        return read(row) !== other(row);
      case '>':
        return numberIn(read(row)) > numberIn(other(row));
      case '<':
        return numberIn(read(row)) < numberIn(other(row));
      default:
        return read(row) !== '';
    }
  };
  return negated ? (row) => !holds(row) : holds;
}

function numberIn(text: string): number {
  if (text === '') return Number.NaN;
  // A sum in a file with decimal commas has one.
  const number = Number(text.replace(/^(-?\d+),(?!\d{3}$)(\d+)$/, '$1.$2'));
  if (Number.isNaN(number)) throw new BadRow(`"${text.slice(0, 60)}" is not a number`);
  return number;
}
