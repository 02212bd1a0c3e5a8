import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startTryton, type TrytonServer } from './server.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    tryton: TrytonServer;
  }
}

/** Once per run: the server, and a database in it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'rapport-tryton-'));
  const { stop, ...server } = await startTryton(folder).catch((cause: unknown) => {
    rmSync(folder, { recursive: true, force: true });
    throw cause;
  });
  project.provide('tryton', server);
  return async () => {
    await stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
