import { z } from 'zod';
import type { JsonObject } from '../mapping/json.ts';
import { linesOf } from './lines.ts';
import type { ReadGroup, ReadRow } from './reader.ts';
import type { Written } from './written.ts';

const Item = z.record(z.string(), z.json());

/** A file with an object of JSON on each line. A line that holds none is given as bad. */
export async function* readJsonLines(
  path: string,
  { encoding, size }: Pick<Written, 'encoding'> & { size: number },
): AsyncGenerator<ReadGroup> {
  let rows: ReadRow[] = [];
  let line = 0;
  let read = 0;
  for await (const { lines, bytes } of linesOf(path, { encoding })) {
    read = bytes;
    for (const text of lines) {
      line += 1;
      const bare = (line === 1 ? text.replace(/^\ufeff/, '') : text).trim();
      if (bare !== '') rows.push(rowOf(line, bare));
      if (rows.length < size) continue;
      yield { rows, bytes };
      rows = [];
    }
  }
  if (rows.length > 0) yield { rows, bytes: read };
}

function rowOf(line: number, raw: string): ReadRow {
  const item = objectIn(raw);
  return item
    ? { kind: 'item', line, item }
    : { kind: 'bad', line, reason: 'is no object of JSON, such as {"id": 1}', raw };
}

function objectIn(text: string): JsonObject | null {
  try {
    return Item.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
