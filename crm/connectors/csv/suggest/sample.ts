import { isUtf8 } from 'node:buffer';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Decimal, markedDecimal } from '../../../money/decimal.ts';
import { Problem } from '../../../problem.ts';
import { dayOf } from '../../mapping/dates.ts';
import { lookAt } from '../look-at.ts';
import { chunksOf } from '../readable.ts';
import { readHeader, readRows } from '../reader.ts';
import { formOf, type Written } from '../written.ts';

/** How many rows of a file are looked at. */
const ROWS = 500;
const FILE = /\.(?:csv|tsv|txt|xlsx)(?:\.gz)?$/i;

/** The first rows of a file, and how it is written as far as they show. */
export interface Sample {
  file: string;
  header: readonly string[];
  /** By column: its cells that are not empty. */
  cells: ReadonlyMap<string, readonly string[]>;
  rows: number;
  delimiter: string;
  encoding: 'utf8' | 'windows-1252';
  dates: string;
  /** Whether day and month may be the other way round, for all that the rows show. */
  areDatesUnsure: boolean;
  decimal: '.' | ',';
}

/** Reads the beginning of each file of a folder. Throws Problem where there is none. */
export async function sampleFolder(folder: string): Promise<Sample[]> {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw new Problem('import-folder', {
      say: `There is no folder ${folder}.`,
      try: 'Give the folder that holds the files.',
    });
  const files = readdirSync(folder).filter((name) => FILE.test(name));
  if (files.length === 0)
    throw new Problem('import-file', {
      say: `${folder} has no CSV file and no Excel workbook.`,
      try: 'Give the folder that holds the files, each called .csv, .csv.gz or .xlsx.',
    });
  const samples: Sample[] = [];
  for (const file of files.toSorted()) samples.push(await sampleFile(join(folder, file), file));
  return samples;
}

async function sampleFile(path: string, file: string): Promise<Sample> {
  const encoding = formOf(file) === 'workbook' ? 'utf8' : await encodingOf(path, file);
  const written = await delimited(path, file, encoding);
  const header = (await readHeader(path, written)) ?? [];
  const cells = new Map<string, string[]>(header.map((name) => [name, []]));
  let rows = 0;
  for await (const group of readRows(path, { ...written, size: ROWS })) {
    for (const row of group.rows.slice(0, ROWS - rows)) {
      if (row.kind !== 'row') continue;
      rows += 1;
      for (const [at, name] of header.entries()) {
        const cell = row.cells[at]?.trim() ?? '';
        if (cell !== '') cells.get(name)?.push(cell);
      }
    }
    if (rows >= ROWS) break;
  }
  const all = [...cells.values()];
  return {
    file,
    header,
    cells,
    rows,
    delimiter: written.delimiter,
    encoding,
    ...datesOf(all),
    decimal: decimalOf(all),
  };
}

async function encodingOf(path: string, file: string): Promise<Sample['encoding']> {
  for await (const chunk of chunksOf(path, file)) {
    const [first, second] = chunk;
    const isMarked = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
    // The last letter may be cut.
    return isMarked || [0, 1, 2, 3].some((cut) => isUtf8(chunk.subarray(0, chunk.length - cut)))
      ? 'utf8'
      : 'windows-1252';
  }
  return 'utf8';
}

/** The delimiter that cuts the header into most columns. */
async function delimited(
  path: string,
  file: string,
  encoding: Sample['encoding'],
): Promise<Written> {
  let best: { written: Written; width: number } | null = null;
  for (const delimiter of [',', ';', '\t', '|']) {
    const written = await lookAt(path, file, { delimiter, encoding });
    const width = (await readHeader(path, written))?.length ?? 0;
    if (!best || width > best.width) best = { written, width };
  }
  return best?.written ?? { delimiter: ',', encoding };
}

/** Formats from the plainest on; day and month are told apart by a day after the twelfth. */
const FORMATS = ['iso', 'dd.mm.yyyy', 'd/m/yyyy', 'm/d/yyyy', 'dd.mm.yy', 'd-m-yyyy', 'd mmm yyyy'];

function datesOf(columns: readonly (readonly string[])[]) {
  const reads = FORMATS.map((dates) => ({
    dates,
    count: columns.filter((cells) => areDates(cells, dates)).length,
  }));
  const most = Math.max(...reads.map(({ count }) => count));
  const fitting = most === 0 ? [] : reads.filter(({ count }) => count === most);
  const dates = fitting[0]?.dates ?? 'iso';
  return {
    dates,
    areDatesUnsure: fitting.some((one) => one.dates === 'm/d/yyyy') && dates !== 'm/d/yyyy',
  };
}

/** Whether all of these cells are dates of a format. */
export const areDates = (cells: readonly string[], dates: string): boolean =>
  cells.length > 0 && cells.every((cell) => dayOf(cell, { dates, zone: 'UTC' }) !== null);

function decimalOf(columns: readonly (readonly string[])[]): '.' | ',' {
  const numbers = columns.filter(
    (cells) => cells.length > 0 && cells.every((cell) => /^-?[\d.,]+$/.test(cell)),
  );
  const reads = (mark: '.' | ',') =>
    numbers.filter((cells) => cells.every((cell) => numberOf(cell, mark))).length;
  return reads(',') > reads('.') ? ',' : '.';
}

const numberOf = (cell: string, mark: '.' | ','): Decimal | null =>
  markedDecimal(cell.replace('-', ''), mark);

/** Whether all of these cells are numbers, or amounts with a mark of a currency. */
export const areNumbers = (cells: readonly string[], decimal: '.' | ','): boolean =>
  cells.length > 0 &&
  cells.every(
    (cell) => numberOf(cell.replace(/^[^\d,.]{1,4}|[^\d,.]{1,4}$/g, ''), decimal) !== null,
  );
