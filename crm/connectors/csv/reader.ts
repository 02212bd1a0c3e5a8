import { createReadStream } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { Encoding } from '../mapping/mapping.ts';

/** One row as read: its cells, or why it has none. */
export type ReadRow =
  | { kind: 'row'; line: number; cells: string[] }
  | { kind: 'bad'; line: number; reason: string; raw: string };

export interface Written {
  delimiter: string;
  encoding: Encoding;
}

const LONGEST_LINE = 1_000_000;
/** A quoted cell may hold line breaks, but one that holds more than this was never closed. */
const LONGEST_ROW = { lines: 1000, characters: 500_000 };

/** The columns' names: the first row. Null for an empty file. */
export async function readHeader(path: string, written: Written): Promise<string[] | null> {
  for await (const { rows } of readCsv(path, { ...written, size: 1, header: true })) {
    const first = rows[0];
    return first?.kind === 'row' ? first.cells.map((cell) => cell.trim()) : null;
  }
  return null;
}

/**
 * A file's rows in groups of about `size`, as fast as they are asked for and no faster. A row that cannot be read is
 * given as bad, and reading goes on with the next line, also behind a quote that is never closed.
 */
export async function* readCsv(
  path: string,
  { delimiter, encoding, size, header = false }: Written & { size: number; header?: boolean },
): AsyncGenerator<{ rows: ReadRow[]; bytes: number }> {
  const stream = createReadStream(path, {
    encoding: encoding === 'windows-1252' ? 'latin1' : encoding,
    highWaterMark: 64 * 1024,
  });
  const rows = assembler(delimiter, header);
  const take = () => (encoding === 'latin1' ? rows.take().map(withoutControls) : rows.take());
  let carried = '';
  for await (const chunk of stream) {
    const read = encoding === 'windows-1252' ? fromWindows(String(chunk)) : String(chunk);
    const lines = (carried + read).split('\n');
    carried = lines.pop() ?? '';
    if (carried.length > LONGEST_LINE) {
      lines.push(carried.slice(0, LONGEST_LINE));
      carried = '';
    }
    for (const line of lines) {
      rows.add(line);
      if (rows.count() >= size) yield { rows: take(), bytes: stream.bytesRead };
    }
  }
  if (carried !== '') rows.add(carried);
  rows.end();
  const last = take();
  if (last.length > 0) yield { rows: last, bytes: stream.bytesRead };
}

const CONTROLS = /[\u0080-\u009f]/g;
const windows = new TextDecoder('windows-1252');

/** Windows-1252 is latin1 with letters where that has control characters. */
const fromWindows = (read: string): string =>
  read.replace(CONTROLS, (one) => windows.decode(Uint8Array.of(one.charCodeAt(0))));

/** Nobody types these control characters: a file that has them is of another encoding, and they would be lost unseen. */
function withoutControls(row: ReadRow): ReadRow {
  if (row.kind === 'bad' || row.cells.every((cell) => cell.search(CONTROLS) === -1)) return row;
  return {
    kind: 'bad',
    line: row.line,
    reason: 'has control characters that latin1 keeps for machines: write encoding: windows-1252',
    raw: row.cells.map((cell) => fromWindows(cell)).join(','),
  };
}

/** Puts lines together to rows. */
function assembler(delimiter: string, header: boolean) {
  let rows: ReadRow[] = [];
  /** Rows of one line with quotes, parsed together when the group is full: one by one costs five times as much. */
  let quoted: { at: number; text: string }[] = [];
  let open: { line: number; lines: string[]; characters: number } | null = null;
  let at = 0;
  let width = 0;

  function put(line: number, cells: string[]): void {
    if (width === 0) {
      width = cells.length;
      if (!header) return;
    }
    rows.push(
      cells.length === width
        ? { kind: 'row', line, cells }
        : {
            kind: 'bad',
            line,
            reason: `has ${cells.length} columns, the header has ${width}`,
            raw: cells.join(delimiter),
          },
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
      put(line, parsed(text, delimiter)?.[0] ?? [text]);
    } else {
      quoted.push({ at: rows.length, text });
      rows.push({ kind: 'row', line, cells: [] });
    }
  }

  /** The quotes of these lines are even: a row with line breaks in it, or two broken ones that look so. */
  function closed(record: { line: number; lines: string[]; characters: number }): void {
    const cells = parsed(record.lines.join('\n'), delimiter);
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
    const together = parsed(quoted.map(({ text }) => text).join('\n'), delimiter);
    for (const [index, { at: place, text }] of quoted.entries()) {
      const row = rows[place];
      const cells =
        together?.length === quoted.length ? together[index] : parsed(text, delimiter)?.[0];
      if (!row) continue;
      if (!cells)
        rows[place] = { kind: 'bad', line: row.line, reason: 'the quotes are broken', raw: text };
      else if (cells.length !== width)
        rows[place] = {
          kind: 'bad',
          line: row.line,
          reason: `has ${cells.length} columns, the header has ${width}`,
          raw: text,
        };
      else rows[place] = { kind: 'row', line: row.line, cells };
    }
    quoted = [];
  }

  return {
    add(text: string): void {
      at += 1;
      const bare = text.endsWith('\r') ? text.slice(0, -1) : text;
      one(at, at === 1 && bare.startsWith('\ufeff') ? bare.slice(1) : bare);
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

function parsed(text: string, delimiter: string): string[][] | null {
  try {
    return parse(text, { delimiter, relax_column_count: true, record_delimiter: '\n' });
  } catch {
    return null;
  }
}

function isOdd(text: string): boolean {
  let count = 0;
  for (let at = text.indexOf('"'); at !== -1; at = text.indexOf('"', at + 1)) count += 1;
  return count % 2 === 1;
}
