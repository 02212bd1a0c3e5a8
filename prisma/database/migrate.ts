import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import type { SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import pg from 'pg';
import { Problem } from '../../crm/problem.ts';
import type { Database } from './database.ts';
import { sqlState } from './retry.ts';
import { SCHEMA, schemaEngine } from './schema-engine.ts';
import { QUEUE_LISTENER } from './server.ts';

const MIGRATIONS = join(import.meta.dirname, '..', 'migrations');
const NO_FILTER = { externalTables: [], externalEnums: [] };

/**
 * Applies what is not yet applied, and keeps Prisma's own `_prisma_migrations` table. Returns the names applied. Of
 * several copies that start at once, one migrates and the others wait for it. `until` names the last one to apply;
 * `isCopy` is the server itself, which may replace copies of the version before one after another.
 * Throws `Problem` where a newer version was here, or a migration did not come to its end.
 */
export async function migrate(
  database: Database,
  { until, isCopy = false }: { until?: string | undefined; isCopy?: boolean | undefined } = {},
): Promise<string[]> {
  const known = migrationNames();
  const names = known.filter((name) => until === undefined || name <= until);
  // Nearly every start: one small query, and the engine is not even loaded.
  if (isCurrent(await appliedMigrations(database), names, known)) return [];
  return database.alone('schema', async () => {
    const applied = await appliedMigrations(database);
    refuseUnknown(applied, known);
    refuseUnfinished(applied, database.kind);
    if (isCurrent(applied, names, known)) return [];
    await refuseBesideOthers(
      database,
      names.filter((name) => !applied.some((one) => one.name === name)),
      isCopy,
    );
    return apply(database, names);
  });
}

interface AppliedMigration {
  name: string;
  finished: boolean;
}

async function appliedMigrations(database: Database): Promise<AppliedMigration[]> {
  const [table] = await database.query<{ there: boolean }>(
    `SELECT to_regclass('_prisma_migrations') IS NOT NULL AS there`,
  );
  return table?.there
    ? database.query<AppliedMigration>(
        `SELECT migration_name AS name, finished_at IS NOT NULL AS finished FROM _prisma_migrations
          WHERE rolled_back_at IS NULL ORDER BY started_at, migration_name`,
      )
    : [];
}

const isCurrent = (
  applied: readonly AppliedMigration[],
  names: readonly string[],
  known: readonly string[],
): boolean =>
  applied.every(({ name, finished }) => finished && known.includes(name)) &&
  names.every((name) => applied.some((one) => one.name === name));

function refuseUnknown(applied: readonly AppliedMigration[], known: readonly string[]): void {
  const newer = applied.find(({ name }) => !known.includes(name));
  if (newer)
    throw new Problem('store-newer', {
      say: `A newer version of Rapport has changed these records (${newer.name}), and this one does not know how to read them.`,
      try: 'Start that version or a later one, or restore a backup from before it.',
    });
}

function refuseUnfinished(applied: readonly AppliedMigration[], kind: Database['kind']): void {
  const unfinished = applied.find(({ finished }) => !finished);
  if (unfinished) throw unfinishedMigration(unfinished.name, kind);
}

/** Up to here nobody asked whether the version before goes on working beside it. */
export const UNASKED = '20261130074047_saved_lists';

/** The first line of a migration that the version before cannot work beside, and the reason. */
const STOP_FIRST = /^-- Stop every copy first: (.+)$/m;

/** Whether the version before this migration has to be stopped before it is applied. */
export const needsAllStopped = (name: string): boolean =>
  name <= UNASKED || STOP_FIRST.test(sqlOf(name).split('\n')[0] ?? '');

/** A copy that works listens to its queue; one that starts, as this one, does not yet. */
async function refuseBesideOthers(
  { kind, query }: Database,
  pending: readonly string[],
  isCopy: boolean,
): Promise<void> {
  const reason = isCopy ? pending.find(needsAllStopped) : pending[0];
  if (kind === 'embedded' || reason === undefined) return;
  const [others] = await query<{ count: number }>(
    `SELECT count(*)::int AS count FROM pg_stat_activity WHERE datname = current_database() AND application_name = '${QUEUE_LISTENER}'`,
  );
  if (!others?.count) return;
  throw new Problem('copies-running', {
    say: `Copies of an earlier version work on these records (${others.count}), and the migration ${reason} is not safe while they do.`,
    try: isCopy
      ? 'Stop them, then start this one again. Nothing was changed.'
      : 'Run the program of their version, or bring the copies to this version first. Nothing was changed.',
  });
}

/** Each migration is one transaction, so one that failed has changed nothing. */
function unfinishedMigration(name: string, kind: Database['kind'], cause?: unknown): Problem {
  return new Problem('migration-unfinished', {
    say: `The migration ${name} did not come to its end, and it changed nothing.`,
    try:
      kind === 'embedded'
        ? 'Put the folder back from a backup that is older than the update, or set DATA_DIR to an empty folder.'
        : `Once its reason is gone, run: UPDATE _prisma_migrations SET rolled_back_at = started_at WHERE migration_name = '${name}' AND finished_at IS NULL; then start again, or restore a backup from before it.`,
    ...(cause !== undefined && { cause }),
  });
}

async function apply(database: Database, names: readonly string[]): Promise<string[]> {
  const { driver, adapter } = database;
  try {
    return await (driver.kind === 'embedded'
      ? applyBy(adapter, names)
      : applyOnServer(driver.direct, names));
  } catch (cause) {
    const unfinished = (await appliedMigrations(database)).find(({ finished }) => !finished);
    if (unfinished) throw unfinishedMigration(unfinished.name, database.kind, cause);
    throw sqlState(cause) === NOT_EMPTY ? somebodyElses(cause) : cause;
  }
}

/** Prisma's own code. */
const NOT_EMPTY = 'P3005';

const somebodyElses = (cause: unknown): Problem =>
  new Problem('store-foreign', {
    say: 'That database is not empty, and its tables are not Rapport’s.',
    try: 'Make an empty database for Rapport, and set DATABASE_URL to it.',
    cause,
  });

/** On connections of its own: Prisma's engine locks for as long as its connection lives. */
async function applyOnServer(url: string, names: readonly string[]): Promise<string[]> {
  const pool = new pg.Pool({ connectionString: url, application_name: 'rapport migration' });
  pool.on('error', () => {});
  try {
    return await applyBy(wholeScripts(new PrismaPg(pool)), names);
  } finally {
    await pool.end();
  }
}

/** Prisma's adapter cuts a script at each semicolon, inside a function too; PostgreSQL takes it whole. */
function wholeScripts(factory: PrismaPg): SqlMigrationAwareDriverAdapterFactory {
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    connectToShadowDb: () => factory.connectToShadowDb(),
    async connect() {
      const adapter = await factory.connect();
      return Object.assign(adapter, {
        executeScript: async (sql: string) =>
          void (await adapter.executeRaw({ sql, args: [], argTypes: [] })),
      });
    },
  };
}

async function applyBy(
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

/** Every migration of this version, oldest first. */
export const migrationNames = (): string[] =>
  readdirSync(MIGRATIONS, { withFileTypes: true })
    .filter((item) => item.isDirectory())
    .map(({ name }) => name)
    .sort();

const sqlOf = (name: string): string =>
  readFileSync(join(MIGRATIONS, name, 'migration.sql'), 'utf8');

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
          value: sqlOf(path),
        },
      },
    })),
  };
}
