import type { JsonObject } from '../mapping/json.ts';
import { readJsonLines } from './json-lines.ts';
import { linesOf } from './lines.ts';
import { readQuery } from './query.ts';
import { rowAssembler } from './row-assembler.ts';
import { CONTROLS, fromWindows } from './text-of.ts';
import { readWorkbook } from './workbook.ts';
import { formOf, type Written } from './written.ts';

/** One row as read: its cells, or an object of JSON, or why it has neither. */
export type ReadRow =
  | { kind: 'row'; line: number; cells: string[] }
  | { kind: 'item'; line: number; item: JsonObject }
  | { kind: 'bad'; line: number; reason: string; raw: string };

/** Rows that were read together, and how many bytes of the file were read up to there. */
export interface ReadGroup {
  rows: ReadRow[];
  bytes: number;
}

type Reading = Written & { size: number; header?: boolean };

/** A file's rows in groups of about `size`, whatever its form. */
export function readRows(path: string, reading: Reading): AsyncGenerator<ReadGroup> {
  const form = formOf(path);
  if (form === 'json-lines') return readJsonLines(path, reading);
  if (form === 'query') return readQuery(path, reading);
  return form === 'workbook' ? readWorkbook(path, reading) : readCsv(path, reading);
}

/** The columns' names: the first row. Null for an empty file. */
export async function readHeader(path: string, written: Written): Promise<string[] | null> {
  for await (const { rows } of readRows(path, { ...written, size: 1, header: true })) {
    const first = rows[0];
    return first?.kind === 'row' ? first.cells.map((cell) => cell.trim()) : null;
  }
  return null;
}

/**
 * A CSV file's rows, as fast as they are asked for and no faster. A row that cannot be read is given as bad, and reading
 * goes on with the next line, also behind a quote that is never closed.
 */
export async function* readCsv(
  path: string,
  { delimiter, sepLine = false, size, header = false, ...written }: Reading,
): AsyncGenerator<ReadGroup> {
  const rows = rowAssembler(delimiter, header);
  const take = () =>
    written.encoding === 'latin1' ? rows.take().map(withoutControls) : rows.take();
  let isSepLine = sepLine;
  let read = 0;
  for await (const { lines, bytes } of linesOf(path, written)) {
    read = bytes;
    for (const line of lines) {
      if (isSepLine) rows.skip();
      else rows.add(line);
      isSepLine = false;
      if (rows.count() >= size) yield { rows: take(), bytes };
    }
  }
  rows.end();
  const last = take();
  if (last.length > 0) yield { rows: last, bytes: read };
}

/** Nobody types these control characters: a file that has them is of another encoding, and they would be lost unseen. */
function withoutControls(row: ReadRow): ReadRow {
  if (row.kind !== 'row' || row.cells.every((cell) => cell.search(CONTROLS) === -1)) return row;
  return {
    kind: 'bad',
    line: row.line,
    reason: 'has control characters that latin1 keeps for machines: write encoding: windows-1252',
    raw: row.cells.map((cell) => fromWindows(cell)).join(','),
  };
}
