import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { bindMigrationAwareSqlAdapterFactory, type SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import type { Pool } from 'pg';
import type { Database } from './database.ts';

const SCHEMA = join(import.meta.dirname, 'schema.prisma');
const MIGRATIONS = join(import.meta.dirname, 'migrations');
const NO_FILTER = { externalTables: [], externalEnums: [] };

/**
 * Applies what is not yet applied, and keeps Prisma's own `_prisma_migrations` table. Returns the names applied. Of
 * several copies that start at once, one migrates and the others wait for it.
 */
export async function migrate({ adapter, driver }: Pick<Database, 'adapter' | 'driver'>): Promise<string[]> {
  const apply = async (): Promise<string[]> => {
    const engine = await schemaEngine(adapter);
    const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList: migrationsList(), filters: NO_FILTER });
    return appliedMigrationNames;
  };
  return driver.kind === 'embedded' ? apply() : alone(driver.pool, apply);
}

/** Holds a lock of this database, on a connection of its own, while `work` is done; it goes with the connection. */
async function alone<T>(pool: Pool, work: () => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [LOCK]);
    return await work();
  } finally {
    client.release(true);
  }
}

// Any number, the same in every copy.
const LOCK = 727_078;

/** The SQL that brings the migrations' result to what schema.prisma says. */
export async function pendingSql(adapter: SqlMigrationAwareDriverAdapterFactory): Promise<string> {
  const engine = await schemaEngine(adapter);
  const { stdout } = await engine.diff({
    from: { tag: 'migrations', ...migrationsList() },
    to: { tag: 'schemaDatamodel', files: [{ path: SCHEMA, content: readFileSync(SCHEMA, 'utf8') }] },
    script: true,
    exitCode: null,
    filters: NO_FILTER,
  });
  return stdout ?? '';
}

async function schemaEngine(adapter: SqlMigrationAwareDriverAdapterFactory) {
  loaded ??= loadEngine();
  const { SchemaEngine } = await loaded;
  const datamodels: [string, string][] = [[SCHEMA, readFileSync(SCHEMA, 'utf8')]];
  return SchemaEngine.new({ datamodels }, () => {}, bindMigrationAwareSqlAdapterFactory(adapter));
}

// Prisma's own schema engine as WebAssembly: the CLI would download a binary, which a closed network refuses.
// Its glue keeps one instance a process, so it is loaded once.
let loaded: ReturnType<typeof loadEngine> | undefined;
async function loadEngine() {
  const glue = await import('@prisma/schema-engine-wasm/schema_engine_bg');
  const wasm = join(dirname(createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm')), 'schema_engine_bg.wasm');
  const { instance } = await WebAssembly.instantiate(readFileSync(wasm), { './schema_engine_bg.js': glue as never });
  glue.__wbg_set_wasm(instance.exports);
  (instance.exports['__wbindgen_start'] as () => void)();
  return glue;
}

function migrationsList() {
  const names = readdirSync(MIGRATIONS, { withFileTypes: true }).filter((item) => item.isDirectory()).map(({ name }) => name).sort();
  return {
    baseDir: MIGRATIONS,
    lockfile: { path: 'migration_lock.toml', content: readFileSync(join(MIGRATIONS, 'migration_lock.toml'), 'utf8') },
    shadowDbInitScript: '',
    migrationDirectories: names.map((path) => ({
      path,
      migrationFile: { path: 'migration.sql', content: { tag: 'ok' as const, value: readFileSync(join(MIGRATIONS, path, 'migration.sql'), 'utf8') } },
    })),
  };
}
