import type { Encoding } from '../mapping/mapping.ts';
import type { AskDatabase } from './query.ts';

/** The form of a file: by its name, whether it is packed or not. */
export type Form = 'csv' | 'json-lines' | 'workbook' | 'query';

/** How a file's bytes are rows: as the mapping says, and as the file itself shows. */
export interface Written {
  delimiter: string;
  encoding: Encoding;
  /** `\r` in the oldest files. */
  lineEnd?: '\n' | '\r';
  /** The first line names the delimiter and is no header, as Excel writes `sep=;`. */
  sepLine?: boolean;
  /** The sheet of a workbook; without a name its first one. */
  sheet?: string | undefined;
  /** Asks the database that a query is for. */
  ask?: AskDatabase | undefined;
  /** How a workbook's own dates and numbers are to be written, so that the mapping reads them. */
  dates?: string;
  decimal?: '.' | ',';
}

export function formOf(file: string): Form {
  const name = file.toLowerCase().replace(/\.gz$/, '');
  if (/\.(?:jsonl|ndjson)$/.test(name)) return 'json-lines';
  if (name.endsWith('.sql')) return 'query';
  return name.endsWith('.xlsx') ? 'workbook' : 'csv';
}
