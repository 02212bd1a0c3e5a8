import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Database, openDatabase } from '../../../prisma/database/database.ts';
import { type BackEnd, freshDatabase, freshFolder } from '../../store.ts';

const MIGRATIONS = join(import.meta.dirname, '../../../prisma/migrations');

export interface OldStore {
  database: Database;
  /** Applies the migration, and the later ones. */
  migrate(): Promise<void>;
  close(): Promise<void>;
}

/** A database as it was before the migration of this name, on either back end. */
export async function storeBefore(migration: string, backEnd: BackEnd): Promise<OldStore> {
  const { place, remove } =
    backEnd === 'embedded' ? freshFolder() : await freshDatabase({ empty: true });
  const database = await openDatabase(place);
  // An embedded store begins as a copy of the prepared one: to begin with nothing takes ten times as long.
  if (backEnd === 'embedded')
    await script(
      database,
      'DROP SCHEMA queue CASCADE; DROP SCHEMA public CASCADE; CREATE SCHEMA public',
    );
  const names = readdirSync(MIGRATIONS)
    .filter((name) => !name.endsWith('.toml'))
    .toSorted();
  const from = names.findIndex((name) => name.endsWith(`_${migration}`));
  if (from < 0) throw new Error(`There is no migration ${migration}`);
  const apply = async (some: readonly string[]) => {
    for (const name of some)
      await script(database, readFileSync(join(MIGRATIONS, name, 'migration.sql'), 'utf8'));
  };
  await apply(names.slice(0, from));
  return {
    database,
    migrate: () => apply(names.slice(from)),
    async close() {
      await database.close();
      await remove();
    },
  };
}

async function script({ driver }: Database, sql: string): Promise<void> {
  await (driver.kind === 'embedded' ? driver.pglite.exec(sql) : driver.pool.query(sql));
}
