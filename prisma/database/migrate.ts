import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import {
  bindMigrationAwareSqlAdapterFactory,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils';
import pg from 'pg';
import type { Database } from './database.ts';

const SCHEMA = join(import.meta.dirname, '..', 'schema.prisma');
const MIGRATIONS = join(import.meta.dirname, '..', 'migrations');
const NO_FILTER = { externalTables: [], externalEnums: [] };

/**
 * Applies what is not yet applied, and keeps Prisma's own `_prisma_migrations` table. Returns the names applied. Of
 * several copies that start at once, one migrates and the others wait for it. `until` names the last one to apply.
 */
export async function migrate(
  database: Database,
  { until }: { until?: string } = {},
): Promise<string[]> {
  const names = migrationNames().filter((name) => until === undefined || name <= until);
  if (await isCurrent(database, names)) return [];
  const { driver, adapter } = database;
  return driver.kind === 'embedded' ? apply(adapter, names) : applyAlone(driver.url, names);
}

/** Nearly every start: one small query, and the engine is not even loaded. */
async function isCurrent(database: Database, names: readonly string[]): Promise<boolean> {
  const [table] = await database.query<{ there: boolean }>(
    `SELECT to_regclass('_prisma_migrations') IS NOT NULL AS there`,
  );
  if (!table?.there) return false;
  const rows = await database.query<{ name: string }>(
    'SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL',
  );
  const applied = new Set(rows.map(({ name }) => name));
  return names.every((name) => applied.has(name));
}

async function apply(
  adapter: SqlMigrationAwareDriverAdapterFactory,
  names: readonly string[],
): Promise<string[]> {
  const engine = await schemaEngine(adapter);
  const { appliedMigrationNames } = await engine.applyMigrations({
    migrationsList: migrationsList(names),
    filters: NO_FILTER,
  });
  return appliedMigrationNames;
}

/** On connections of its own: Prisma's engine locks for as long as its connection lives, and the next copy waits for that. */
async function applyAlone(url: string, names: readonly string[]): Promise<string[]> {
  const pool = new pg.Pool({ connectionString: url, application_name: 'rapport migration' });
  pool.on('error', () => {});
  try {
    const client = await pool.connect();
    try {
      await client.query('SELECT pg_advisory_lock($1)', [LOCK]);
      return await apply(new PrismaPg(pool), names);
    } finally {
      client.release(true);
    }
  } finally {
    await pool.end();
  }
}

// Any number, the same in every copy.
const LOCK = 727_078;

/** The SQL that brings the migrations' result to what schema.prisma says. */
export async function pendingSql(adapter: SqlMigrationAwareDriverAdapterFactory): Promise<string> {
  const engine = await schemaEngine(adapter);
  const { stdout } = await engine.diff({
    from: { tag: 'migrations', ...migrationsList(migrationNames()) },
    to: {
      tag: 'schemaDatamodel',
      files: [{ path: SCHEMA, content: readFileSync(SCHEMA, 'utf8') }],
    },
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
  const wasm = join(
    dirname(createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm')),
    'schema_engine_bg.wasm',
  );
  const { instance } = await WebAssembly.instantiate(readFileSync(wasm), {
    './schema_engine_bg.js': glue as never,
  });
  glue.__wbg_set_wasm(instance.exports);
  (instance.exports['__wbindgen_start'] as () => void)();
  return glue;
}

const migrationNames = (): string[] =>
  readdirSync(MIGRATIONS, { withFileTypes: true })
    .filter((item) => item.isDirectory())
    .map(({ name }) => name)
    .sort();

function migrationsList(names: readonly string[]) {
  return {
    baseDir: MIGRATIONS,
    lockfile: {
      path: 'migration_lock.toml',
      content: readFileSync(join(MIGRATIONS, 'migration_lock.toml'), 'utf8'),
    },
    shadowDbInitScript: '',
    migrationDirectories: names.map((path) => ({
      path,
      migrationFile: {
        path: 'migration.sql',
        content: {
          tag: 'ok' as const,
          value: readFileSync(join(MIGRATIONS, path, 'migration.sql'), 'utf8'),
        },
      },
    })),
  };
}
