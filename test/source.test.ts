import { execFile } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '..');

/** A program of the project's own packages looks at the whole source. Gives its complaints; nothing where all is well. */
const faults = (program: string, args: readonly string[]): Promise<string> =>
  new Promise((resolve) => {
    const file = realpathSync(join(ROOT, 'node_modules', '.bin', program));
    execFile(process.execPath, [file, ...args], { cwd: ROOT }, (error, stdout, stderr) =>
      resolve(error ? `${stdout}${stderr}` || error.message : ''),
    );
  });

// Beside the other tests they cost nobody a wait.
test.concurrent.each([
  // Each further checker would see most types once more, while the tests need the cores.
  ['types', 'tsc', ['--checkers', '1']],
  ['format and lint', 'biome', ['check', '--error-on-warnings']],
])(
  '%s',
  async (_, program, args) => {
    expect(await faults(program, args)).toBe('');
  },
  300_000,
);
