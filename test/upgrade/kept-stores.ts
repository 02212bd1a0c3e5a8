import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';

/** The stores that earlier versions left, each named after its newest migration. */
export const FOLDER = join(import.meta.dirname, '..', 'fixtures', 'stores');

/** The newest migration of each version whose store is kept, oldest first. */
export const keptStores = (): string[] =>
  readdirSync(FOLDER)
    .filter((file) => file.endsWith('.sql.br'))
    .map((file) => file.slice(0, -'.sql.br'.length))
    .sort();

/** One script that makes the whole store in an empty database. */
export const scriptOf = (newest: string): string =>
  brotliDecompressSync(readFileSync(join(FOLDER, `${newest}.sql.br`))).toString();
