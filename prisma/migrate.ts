import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bindMigrationAwareSqlAdapterFactory, type SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils';

const SCHEMA = join(import.meta.dirname, 'schema.prisma');
const MIGRATIONS = join(import.meta.dirname, 'migrations');
const NO_FILTER = { externalTables: [], externalEnums: [] };

/** Applies what is not yet applied, and keeps Prisma's own `_prisma_migrations` table. Returns the names applied. */
export async function migrate(adapter: SqlMigrationAwareDriverAdapterFactory): Promise<string[]> {
  const engine = await schemaEngine(adapter);
  const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList: migrationsList(), filters: NO_FILTER });
  return appliedMigrationNames;
}

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
  const wasm = new URL('schema_engine_bg.wasm', import.meta.resolve('@prisma/schema-engine-wasm/schema_engine_bg'));
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
