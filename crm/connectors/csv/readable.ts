import { isUtf8 } from 'node:buffer';
import { createInterface } from 'node:readline';
import { Problem } from '../../problem.ts';
import type { Encoding } from '../mapping/mapping.ts';
import { bytesOf, isPacked } from './text-of.ts';

const CHUNK = 1 << 20;
const ASCII_ENDS = 0x80;

/** Files that are no text at all, by the bytes that they begin with. */
const BEGINNINGS: readonly { bytes: readonly number[]; is: string; advice: string }[] = [
  {
    bytes: [0x1f, 0x8b],
    is: 'packed with gzip',
    advice: 'Unpack it, or let its name end in .gz, here and in the mapping',
  },
  {
    bytes: [0x50, 0x4b, 0x03, 0x04],
    is: 'an Excel workbook (xlsx) or another zip archive',
    advice:
      'Save it as CSV, or unpack it; a workbook is read as it is where its name ends in .xlsx',
  },
  {
    bytes: [0xd0, 0xcf, 0x11, 0xe0],
    is: 'an Excel workbook (xls)',
    advice: 'Save it as CSV, or as .xlsx',
  },
];

/** Throws Problem where a file's bytes are not what the mapping says: read on, letters would be lost without a word. */
export async function checkReadable(path: string, file: string, encoding: Encoding): Promise<void> {
  let carried = Buffer.alloc(0);
  let isFirst = true;
  for await (const read of chunksOf(path, file)) {
    const found =
      isFirst && BEGINNINGS.find(({ bytes }) => bytes.every((one, at) => read[at] === one));
    if (found) throw unreadable(`${file} is ${found.is}.`, `${found.advice}, then import it.`);
    isFirst = false;
    if (encoding !== 'utf8') {
      // A packed file is read to its end, since only there it shows whether it is whole.
      if (isPacked(path)) continue;
      return;
    }
    // A byte of ASCII is no part of a longer letter: up to the last one, all letters are whole.
    const end = read.findLastIndex((one) => one < ASCII_ENDS) + 1;
    const rest = end === 0 ? [carried, read] : [read.subarray(end)];
    if (end > 0 && !isUtf8(Buffer.concat([carried, read.subarray(0, end)])))
      throw await notUtf8(path, file);
    carried = Buffer.concat(rest);
  }
  if (!isUtf8(carried)) throw await notUtf8(path, file);
}

/** A file's bytes, unpacked. Throws Problem where it cannot be unpacked. */
export async function* chunksOf(path: string, file: string): AsyncGenerator<Buffer> {
  try {
    for await (const read of bytesOf(path, CHUNK).stream) if (Buffer.isBuffer(read)) yield read;
  } catch (cause) {
    if (!isPacked(path) || !isZlib(cause)) throw cause;
    throw unreadable(
      `${file} cannot be unpacked: it did not arrive whole, or is not packed with gzip.`,
      'Fetch it again.',
    );
  }
}

const isZlib = (cause: unknown): boolean =>
  cause instanceof Error && 'code' in cause && String(cause.code).startsWith('Z_');

async function notUtf8(path: string, file: string): Promise<Problem> {
  let line = 0;
  for await (const text of createInterface({ input: bytesOf(path).stream.setEncoding('latin1') })) {
    line += 1;
    if (!isUtf8(Buffer.from(text, 'latin1'))) break;
  }
  return unreadable(
    `${file}, line ${line}: this is not UTF-8.`,
    'Save it as UTF-8, or write its encoding into the mapping: windows-1252 is what Excel writes. A file that ends inside a letter did not arrive whole.',
  );
}

const unreadable = (say: string, advice: string): Problem =>
  new Problem('import-unreadable', { say, try: `${advice} Nothing was imported.` });
