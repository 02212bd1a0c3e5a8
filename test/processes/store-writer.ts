import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { COMPILED } from './process.ts';

/** A process that writes; resolves at `count` acknowledged rows, with the number of the last one. */
export async function storeWriter(
  where: string,
  count: number,
): Promise<{ child: ChildProcess; last: () => number }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'store-process.ts'), where], {
    env: { ...process.env, NODE_COMPILE_CACHE: COMPILED },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let last = -1;
  const lines = createInterface({ input: child.stdout });
  await new Promise<void>((done, failed) => {
    lines.on('line', (line) => {
      last = Number(line);
      if (last >= count) done();
    });
    child.once('exit', (code) => failed(new Error(`The writer ended with ${code}`)));
  });
  return { child, last: () => last };
}

export async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'close');
  child.kill('SIGKILL');
  await gone;
}
