import { constants } from 'node:fs';
import { cp, mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isRunning } from '../database/data-dir-lock.ts';
import type { Driver } from '../database/database.ts';

/** A copy lies beside the store, and says whose it is: a disk that can share blocks makes it in no time. */
const nameFor = (process: number): string => `backup-${process}`;
const COPY = /^backup-(\d+)$/;

/**
 * Copies an embedded store at work for a process of this machine, which takes the copy away again. Returns its folder,
 * which has whatever was committed until then. The store waits while its files are copied.
 */
export async function copyStore(
  { pglite }: Extract<Driver, { kind: 'embedded' }>,
  { folder, forProcess }: { folder: string; forProcess: number },
): Promise<string> {
  await removeCopies(folder, forProcess);
  const copy = join(folder, nameFor(forProcess));
  await mkdir(copy, { mode: 0o700 });
  try {
    // Little is left to write, so the copy is short.
    await pglite.query('CHECKPOINT');
    // There is one connection: whoever has it is alone.
    await pglite.transaction(() =>
      cp(join(folder, 'db'), join(copy, 'db'), {
        recursive: true,
        mode: constants.COPYFILE_FICLONE,
      }),
    );
  } catch (cause) {
    await rm(copy, { recursive: true, force: true });
    throw cause;
  }
  return copy;
}

/** Takes away what a backup that was killed left behind. */
async function removeCopies(folder: string, forProcess: number): Promise<void> {
  for (const name of await readdir(folder)) {
    const whose = COPY.exec(name)?.[1];
    // Of two processes with the same number, the earlier one is gone.
    if (whose && (Number(whose) === forProcess || !isRunning(Number(whose))))
      await rm(join(folder, name), { recursive: true, force: true });
  }
}
