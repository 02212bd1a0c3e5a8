import type { SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import { PrismaClient } from '../client/client.ts';
import { openEmbedded } from './embedded.ts';
import { retryConflicts } from './retry.ts';
import { openServer } from './server.ts';

export type Row = Record<string, unknown>;

/** Parameterised SQL, the same on PGlite and PostgreSQL: int8 as number, date as `YYYY-MM-DD`, timestamptz as `Date`. */
export interface Sql {
  /** `name` prepares the statement once per connection: for the hot reads. */
  query<T = Row>(
    text: string,
    values?: readonly unknown[],
    options?: { name?: string },
  ): Promise<T[]>;
}

/** Things that one copy of the bot does at a time, when several start at once. */
export type Turn = 'schema' | 'queue' | 'demo';

export interface Database extends Sql {
  kind: 'embedded' | 'server';
  /** Prisma's client on the same connections: for ordinary queries. */
  prisma: PrismaClient;
  /**
   * All or nothing. PGlite has one connection, so never wait for a network in here. `work` runs again after a conflict
   * with another transaction (see `retryConflicts`).
   */
  transaction<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
  /**
   * Runs `work` while no other copy of the bot runs anything under the same name; the others wait. A copy that is killed
   * lets go at once. PGlite belongs to one process, so there is nobody to wait for.
   */
  alone<T>(name: Turn, work: () => Promise<T>): Promise<T>;
  /** Loads rows by `COPY … FROM STDIN` in text format, inside the given transaction. */
  copy(sql: Sql, command: string, lines: Iterable<string>): Promise<void>;
  /** Opens another library, pg-boss, on the same connections. */
  driver: Driver;
  adapter: SqlMigrationAwareDriverAdapterFactory;
  close(): Promise<void>;
}

export type Driver =
  | { kind: 'embedded'; pglite: import('@electric-sql/pglite').PGlite }
  | { kind: 'server'; pool: import('pg').Pool; direct: string };

/**
 * Where the records are: a PostgreSQL by its URL, or a folder (`memory` for none) with PGlite in this process. Where the
 * URL is a pooler's, `direct` is that of the PostgreSQL itself.
 */
export type Place = { url: string; direct?: string } | { folder: string } | 'memory';

/** The folder of an embedded store; null for any other. */
export const folderOf = (place: Place): string | null =>
  place !== 'memory' && 'folder' in place ? place.folder : null;

/**
 * Opens the database without migrating it; `bare` makes a new embedded one without today's tables. Throws `Problem` where
 * it is down, refused or in use.
 */
export async function openDatabase(
  place: Place,
  options: { bare?: boolean } = {},
): Promise<Database> {
  const opened =
    place !== 'memory' && 'url' in place
      ? await openServer(place)
      : await openEmbedded(place === 'memory' ? null : place.folder, options);
  return {
    ...opened,
    query: (text, values, options) => retryConflicts(() => opened.query(text, values, options)),
    transaction: (work) => retryConflicts(() => opened.transaction(work)),
    prisma: new PrismaClient({ adapter: opened.adapter }),
  };
}
