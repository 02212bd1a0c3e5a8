import { appendFileSync, existsSync, mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { csvCell } from '../../text/csv-cell.ts';

/** A row, or what became of a part of it, that somebody should look at. */
export interface Reject {
  file: string;
  line: number;
  reason: string;
  raw: string | readonly string[];
  /** The order of day and month in which its date would read. */
  otherOrder?: string;
}

export interface RejectsFile {
  path: string;
  /**
   * Appends, making the file with the first reject; answers its length in bytes. `after` is that length as it was last
   * committed: what was written since then belongs to a transaction that is tried again, and is cut off.
   */
  write(rejects: readonly Reject[], after: number): number;
}

const HEADER = 'file,line,reason,row\n';

/** `bytes`: how much of the file belongs to work that was committed; what an interrupted run wrote after it is cut off. */
export function openRejects(path: string, bytes: number): RejectsFile {
  let length = bytes;
  if (bytes > 0 && existsSync(path)) truncateSync(path, bytes);
  else length = 0;
  return {
    path,
    write(rejects, after) {
      if (length > after) {
        truncateSync(path, after);
        length = after;
      }
      if (rejects.length === 0) return length;
      if (length === 0) {
        // A rejected row is a customer's as much as an imported one.
        mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
        writeFileSync(path, HEADER, { mode: 0o600 });
        length = HEADER.length;
      }
      const text = rejects
        .map(
          ({ file, line, reason, raw }) =>
            `${[file, String(line), reason, typeof raw === 'string' ? raw : raw.map(quoted).join(',')].map(csvCell).join(',')}\n`,
        )
        .join('');
      appendFileSync(path, text);
      length += Buffer.byteLength(text);
      return length;
    },
  };
}

const quoted = (cell: string): string =>
  /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
