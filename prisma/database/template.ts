import { createHash } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The folder `prisma/`. */
const PRISMA = join(import.meta.dirname, '..');

/**
 * An empty, migrated embedded database, made once at install: copying it takes a moment, making it takes seconds.
 * Its name changes with everything that it is made of, so one that is out of date is never used.
 */
export function templateFolder(): string {
  const hash = createHash('sha256');
  const migrations = join(PRISMA, 'migrations');
  for (const name of readdirSync(migrations).sort()) {
    const file = name.endsWith('.toml')
      ? join(migrations, name)
      : join(migrations, name, 'migration.sql');
    hash.update(name).update(readFileSync(file));
  }
  for (const maker of ['store.ts', 'empty-store.ts', 'queue/queue.ts', 'queue/options.ts'])
    hash.update(readFileSync(join(PRISMA, maker)));
  for (const library of ['@electric-sql/pglite', 'pg-boss']) hash.update(versionOf(library));
  return join(
    PRISMA,
    '..',
    'node_modules',
    '.cache',
    'rapport',
    `store-${hash.digest('hex').slice(0, 16)}`,
  );
}

/** Puts a copy at `target` and returns true; false where there is no template that we may read, and the database makes itself. */
export function copyTemplate(target: string): boolean {
  const template = templateFolder();
  if (!existsSync(template)) return false;
  // Killed half-way, a copy must not be taken for a database.
  const half = `${target}.new`;
  rmSync(half, { recursive: true, force: true });
  try {
    cpSync(template, half, { recursive: true });
  } catch (cause) {
    rmSync(half, { recursive: true, force: true });
    if (isDenied(cause)) return false;
    throw cause;
  }
  renameSync(half, target);
  return true;
}

/** Makes the template unless it is there. `fill` brings the database in a folder to what an empty store is. */
export async function makeTemplate(fill: (folder: string) => Promise<void>): Promise<void> {
  const template = templateFolder();
  if (existsSync(template)) return;
  const workshop = `${template}.${process.pid}`;
  mkdirSync(workshop, { recursive: true });
  try {
    await fill(workshop);
    const made = join(workshop, 'db');
    openToReaders(made);
    if (!existsSync(template)) renameSync(made, template);
  } finally {
    rmSync(workshop, { recursive: true, force: true });
  }
}

/** A template of an earlier version may be readable by its maker alone. */
const isDenied = (cause: unknown): boolean =>
  cause instanceof Error && 'code' in cause && cause.code === 'EACCES';

/** Two users often install and start: in a container, root and another one. */
function openToReaders(folder: string): void {
  for (const path of ['.', ...readdirSync(folder, { recursive: true, encoding: 'utf8' })]) {
    const whole = join(folder, path);
    chmodSync(whole, statSync(whole).isDirectory() ? 0o755 : 0o644);
  }
}

function versionOf(library: string): string {
  const require = createRequire(import.meta.url);
  for (let folder = dirname(require.resolve(library)); ; folder = dirname(folder)) {
    const file = join(folder, 'package.json');
    if (existsSync(file)) {
      const { name, version } = JSON.parse(readFileSync(file, 'utf8')) as {
        name?: string;
        version?: string;
      };
      if (name === library) return `${library}@${version}`;
    }
    if (folder === dirname(folder)) throw new Error(`${library} is not installed`);
  }
}
