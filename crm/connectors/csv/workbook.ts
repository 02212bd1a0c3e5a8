import { readSheet, SheetNotFoundError } from 'read-excel-file/node';
import { Problem } from '../../problem.ts';
import { writeDate } from '../mapping/write-date.ts';
import type { ReadGroup, ReadRow } from './reader.ts';
import type { Written } from './written.ts';

type Reading = Pick<Written, 'sheet' | 'dates' | 'decimal'> & { size: number; header?: boolean };

/**
 * A sheet of an Excel workbook. It is read whole, so it is for files of some ten thousand rows. Cells are given as text,
 * written as the mapping says that the file writes dates and numbers. Throws Problem for a file that is no workbook.
 */
export async function* readWorkbook(path: string, reading: Reading): AsyncGenerator<ReadGroup> {
  const { header = false, size } = reading;
  const sheet = await cellsOf(path, reading.sheet);
  const [first = []] = sheet;
  const width = first.findLastIndex((cell) => cell !== null) + 1;
  const write = (cell: unknown) => textOf(cell, reading);
  const rows = sheet
    .map((cells, at) => rowOf(at + 1, cells.map(write), width))
    .filter((row) => row.kind !== 'row' || row.cells.some((cell) => cell !== ''));
  for (let at = header ? 0 : 1; at < rows.length; at += size)
    yield { rows: rows.slice(at, at + size), bytes: 0 };
}

async function cellsOf(path: string, sheet: string | undefined): Promise<readonly unknown[][]> {
  try {
    return await readSheet(path, sheet ?? 1, { parseNumber: (text) => ({ number: text }) });
  } catch (cause) {
    const isMissing = cause instanceof SheetNotFoundError;
    throw new Problem('import-workbook', {
      say: isMissing
        ? `${path} has no sheet "${sheet}".`
        : `${path} cannot be read as an Excel workbook (xlsx).`,
      try: isMissing
        ? 'Write the name of one of its sheets into the mapping, or leave sheet: out for its first one.'
        : 'Save it again as .xlsx, without a password, or as CSV. Nothing was imported.',
      cause,
    });
  }
}

/** Cells at the end of a row that hold nothing are not written into the file. */
function rowOf(line: number, cells: string[], width: number): ReadRow {
  const used = cells.findLastIndex((cell) => cell !== '') + 1;
  return used > width
    ? {
        kind: 'bad',
        line,
        reason: `has ${used} columns, the header has ${width}`,
        raw: cells.join(','),
      }
    : { kind: 'row', line, cells: Array.from({ length: width }, (_, at) => cells[at] ?? '') };
}

/** Excel counts 15 digits; those that follow in the file come of its binary fractions. */
const DIGITS = 15;

function textOf(cell: unknown, { dates = 'iso', decimal = '.' }: Reading): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return writeDate(cell, dates);
  if (typeof cell === 'object' && 'number' in cell) {
    const number = String(Number(Number(cell.number).toPrecision(DIGITS)));
    return decimal === ',' ? number.replace('.', ',') : number;
  }
  return String(cell);
}
