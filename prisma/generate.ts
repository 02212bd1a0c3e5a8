// Generates Prisma's client after an install. The CLI insists on a schema-engine binary that it then does not use
// for this, so any existing file stands in for it and nothing is downloaded.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const cli = join(root, 'node_modules', 'prisma', 'build', 'index.js');
const { status } = spawnSync(process.execPath, [cli, 'generate', '--no-hints'], {
  cwd: root,
  stdio: ['ignore', 'ignore', 'inherit'],
  env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: join(root, 'package.json') },
});
process.exit(status ?? 1);
