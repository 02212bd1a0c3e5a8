// Writes Prisma's client after an install: with its types by Prisma's command, or, where that is not installed
// (npm ci --omit=dev), only what runs.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { leanClient } from './lean-client.ts';

const root = join(import.meta.dirname, '..');
const command = join(root, 'node_modules', 'prisma-cli', 'build', 'index.js');
process.exit(existsSync(command) ? runCommand() : writeLean());

/** It insists on a schema-engine binary that it then does not use for this: any existing file does, and nothing is downloaded. */
function runCommand(): number {
  const { status } = spawnSync(process.execPath, [command, 'generate', '--no-hints'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: join(root, 'package.json') },
  });
  return status ?? 1;
}

function writeLean(): number {
  const folder = join(import.meta.dirname, 'client');
  const schema = readFileSync(join(import.meta.dirname, 'schema.prisma'), 'utf8');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'client.ts'), leanClient(schema));
  return 0;
}
