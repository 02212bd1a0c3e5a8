import { existsSync } from 'node:fs';
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Removes exports of customers that were written before this instant. */
export async function removeExports(dataDir: string, before: Date): Promise<void> {
  const folder = join(dataDir, 'exports');
  if (!existsSync(folder)) return;
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    if ((await stat(path)).mtime < before) await rm(path);
  }
}
