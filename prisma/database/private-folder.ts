import { chmodSync, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const STICKY = 0o1000;
/** The parts of a data folder that are ours; whoever sets DATA_DIR may keep other things beside them. */
const OURS = ['db', 'rejects'];

/** Only the owner reads the folder and what we keep in it, also where an earlier version made it more readable. */
export function tightenFolder(folder: string): void {
  // A folder such as /tmp is everybody's on purpose.
  const { mode } = lstatSync(folder);
  if ((mode & STICKY) === 0) tighten(folder, 0o700);
  for (const part of OURS) tightenTree(join(folder, part));
}

function tightenTree(folder: string): void {
  const found = lstatSync(folder, { throwIfNoEntry: false });
  if (!found?.isDirectory()) return;
  tighten(folder, 0o700);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) tightenTree(path);
    else if (entry.isFile()) tighten(path, 0o600);
  }
}

function tighten(path: string, mode: number): void {
  if ((lstatSync(path).mode & 0o777) === mode) return;
  try {
    chmodSync(path, mode);
  } catch (cause) {
    // Somebody else's file in a folder that we may write: its owner says who reads it.
    if (!(cause instanceof Error && 'code' in cause && cause.code === 'EPERM')) throw cause;
  }
}
