import { parse } from 'csv-parse/sync';
import type { ReadRow } from './reader.ts';

/** A quoted cell may hold line breaks, but one that holds more than this was never closed. */
const LONGEST_ROW = { lines: 1000, characters: 500_000 };

interface OpenRow {
  line: number;
  lines: string[];
  characters: number;
}

/** Puts lines together to rows. A row that cannot be read is bad, and costs no other. */
export function rowAssembler(delimiter: string, header: boolean) {
  const parsed = parser(delimiter);
  let rows: ReadRow[] = [];
  /** Rows of one line with quotes, parsed together when the group is full: one by one costs five times as much. */
  let quoted: { at: number; text: string }[] = [];
  let open: OpenRow | null = null;
  let at = 0;
  let width = 0;

  const badWidth = (line: number, found: number, raw: string): ReadRow => ({
    kind: 'bad',
    line,
    reason: `has ${found} columns, the header has ${width}`,
    raw,
  });

  function put(line: number, cells: string[]): void {
    if (width === 0) {
      width = cells.length;
      if (!header) return;
    }
    rows.push(
      cells.length === width
        ? { kind: 'row', line, cells }
        : badWidth(line, cells.length, cells.join(delimiter)),
    );
  }

  function one(line: number, text: string): void {
    if (open) {
      open.lines.push(text);
      open.characters += text.length;
      if (isOdd(text)) closed(open);
      else if (open.lines.length > LONGEST_ROW.lines || open.characters > LONGEST_ROW.characters)
        broken(open);
    } else if (!text.includes('"')) {
      if (text !== '') put(line, text.split(delimiter));
    } else if (isOdd(text)) {
      open = { line, lines: [text], characters: text.length };
    } else if (width === 0) {
      put(line, parsed(text)?.[0] ?? [text]);
    } else {
      quoted.push({ at: rows.length, text });
      rows.push({ kind: 'row', line, cells: [] });
    }
  }

  /** The quotes of these lines are even: a row with line breaks in it, or two broken ones that look so. */
  function closed(record: OpenRow): void {
    const cells = parsed(record.lines.join('\n'));
    if (cells?.length === 1 && (width === 0 || cells[0]?.length === width)) {
      open = null;
      put(record.line, cells[0] ?? []);
    } else {
      broken(record);
    }
  }

  /** The first line is at fault; those after it are read as if it had not been there. */
  function broken({ line, lines: [first = '', ...rest] }: { line: number; lines: string[] }): void {
    open = null;
    rows.push({ kind: 'bad', line, reason: 'a quote is opened and never closed', raw: first });
    for (const [index, text] of rest.entries()) one(line + 1 + index, text);
  }

  function parseQuoted(): void {
    const together = parsed(quoted.map(({ text }) => text).join('\n'));
    for (const [index, { at: place, text }] of quoted.entries()) {
      const { line } = rows[place] ?? { line: 0 };
      const cells = together?.length === quoted.length ? together[index] : parsed(text)?.[0];
      if (!cells) rows[place] = { kind: 'bad', line, reason: 'the quotes are broken', raw: text };
      else if (cells.length !== width) rows[place] = badWidth(line, cells.length, text);
      else rows[place] = { kind: 'row', line, cells };
    }
    quoted = [];
  }

  return {
    add(text: string): void {
      at += 1;
      const bare = text.endsWith('\r') ? text.slice(0, -1) : text;
      one(at, at === 1 && bare.startsWith('\ufeff') ? bare.slice(1) : bare);
    },
    /** Counts a line that holds no row. */
    skip(): void {
      at += 1;
    },
    end(): void {
      while (open) broken(open);
    },
    count: () => rows.length,
    take(): ReadRow[] {
      if (quoted.length > 0) parseQuoted();
      const taken = rows;
      rows = [];
      return taken;
    },
  };
}

/** Reads quoted rows; null where the quotes are broken. A blank between a delimiter and a quote belongs to nothing. */
function parser(delimiter: string): (text: string) => string[][] | null {
  const options = { delimiter, relax_column_count: true, record_delimiter: '\n' };
  return (text) => {
    try {
      return parse(text, text.includes(`${delimiter} "`) ? { ...options, trim: true } : options);
    } catch {
      return null;
    }
  };
}

function isOdd(text: string): boolean {
  let count = 0;
  for (let at = text.indexOf('"'); at !== -1; at = text.indexOf('"', at + 1)) count += 1;
  return count % 2 === 1;
}
