import { Problem } from '../../problem.ts';
import type { Encoding } from '../mapping/mapping.ts';
import { checkReadable, chunksOf } from './readable.ts';
import { formOf, type Written } from './written.ts';

/** By the mark that a file begins with. It goes before what the mapping says. */
const MARKS: readonly { bytes: readonly number[]; encoding: Encoding }[] = [
  { bytes: [0xff, 0xfe], encoding: 'utf16le' },
  { bytes: [0xfe, 0xff], encoding: 'utf16be' },
  { bytes: [0xef, 0xbb, 0xbf], encoding: 'utf8' },
];

const SEP_LINE = /^\ufeff?sep=(.)\s*?(?:\r?\n|\r)/i;

/** Completes what the mapping says of a file by what its first bytes show. Throws Problem where it cannot be read. */
export async function lookAt(path: string, file: string, written: Written): Promise<Written> {
  if (formOf(path) === 'workbook' || formOf(path) === 'query') return written;
  const begins = await beginningOf(path, file);
  const mark = MARKS.find(({ bytes }) => bytes.every((one, at) => begins[at] === one));
  const encoding = mark?.encoding ?? written.encoding;
  await checkReadable(path, file, encoding);
  if (formOf(path) === 'json-lines') return { ...written, encoding };
  const text = decoded(begins, encoding);
  const [, delimiter] = SEP_LINE.exec(text) ?? [];
  return {
    ...written,
    encoding,
    ...(delimiter !== undefined && { delimiter, sepLine: true }),
    ...(!text.includes('\n') && text.includes('\r') && { lineEnd: '\r' as const }),
  };
}

async function beginningOf(path: string, file: string): Promise<Uint8Array> {
  for await (const chunk of chunksOf(path, file)) return chunk;
  return new Uint8Array();
}

const LABELS: Readonly<Record<Encoding, string>> = {
  utf8: 'utf-8',
  latin1: 'latin1',
  'windows-1252': 'windows-1252',
  utf16le: 'utf-16le',
  utf16be: 'utf-16be',
};

const decoded = (bytes: Uint8Array, encoding: Encoding): string =>
  new TextDecoder(LABELS[encoding], { ignoreBOM: true }).decode(bytes);

const NAMES: Readonly<Record<string, string>> = {
  ';': 'semicolons',
  '\t': 'tabs',
  '|': 'bars',
  ',': 'commas',
};

/** Throws Problem where the whole header is one column that another delimiter would cut. */
export function checkDelimiter(file: string, header: readonly string[], written: Written): void {
  const [only = ''] = header;
  const found = Object.keys(NAMES).find((one) => only.includes(one));
  if (header.length > 1 || found === undefined || found === written.delimiter) return;
  throw new Problem('import-delimiter', {
    say: `${file} seems to have ${NAMES[found]} between its columns, and the mapping says ${NAMES[written.delimiter] ?? `"${written.delimiter}"`}.`,
    try: `Write delimiter: "${found === '\t' ? '\\t' : found}" into the mapping, for this file or for all. Nothing was imported.`,
  });
}
