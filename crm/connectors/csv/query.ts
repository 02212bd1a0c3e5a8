import { readFileSync } from 'node:fs';
import { Problem } from '../../problem.ts';
import type { ReadGroup } from './reader.ts';

/** Asks a database one statement; gives its rows, at most `size` at a time, each value as text. Throws Problem. */
export type AskDatabase = (
  statement: string,
  size: number,
) => AsyncGenerator<{ columns: readonly string[]; rows: readonly (string | null)[][] }>;

interface Reading {
  ask?: AskDatabase | undefined;
  size: number;
  header?: boolean;
}

/** The rows that the query of an `.sql` file gives; a row's line is its place among them. */
export async function* readQuery(
  path: string,
  { ask, size, header = false }: Reading,
): AsyncGenerator<ReadGroup> {
  if (!ask)
    throw new Problem('import-query', {
      say: `${path} is a query, and there is no database to ask.`,
      try: 'Set IMPORT_DATABASE_URL to the PostgreSQL that has the tables. Nothing was imported.',
    });
  const statement = readFileSync(path, 'utf8').trim().replace(/;$/, '');
  let line = 0;
  for await (const { columns, rows } of ask(statement, size)) {
    if (header) {
      yield { rows: [{ kind: 'row', line: 0, cells: [...columns] }], bytes: 0 };
      return;
    }
    if (rows.length === 0) continue;
    yield {
      rows: rows.map((cells) => {
        line += 1;
        return { kind: 'row', line, cells: cells.map((cell) => cell ?? '') };
      }),
      bytes: 0,
    };
  }
}
