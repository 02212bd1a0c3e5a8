import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Problem } from '../../crm/problem.ts';

const ours = new Set<string>();

/** One process per folder: a second one would corrupt it. The claim of a killed process does not count. Returns what releases it. */
export function claim(folder: string): () => void {
  const file = join(resolve(folder), 'in-use');
  if (ours.has(file)) throw inUse(folder, process.pid);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    take(folder, file);
  } catch (cause) {
    if (cause instanceof Problem) throw cause;
    throw new Problem('store-unwritable', {
      say: `The folder ${resolve(folder)} cannot be written (${codeOf(cause) ?? 'unknown'}).`,
      try: 'Set DATA_DIR to a folder that you may write, or DATABASE_URL to a PostgreSQL.',
      cause,
    });
  }
  ours.add(file);
  return () => {
    ours.delete(file);
    rmSync(file, { force: true });
  };
}

function take(folder: string, file: string): void {
  const mine = `${file}.${process.pid}`;
  writeFileSync(mine, `${process.pid} ${startOf(process.pid)}`, { mode: 0o600 });
  try {
    for (let tries = 0; tries < 20; tries += 1) {
      // A link comes into being whole or not at all, and only where there is none.
      if (whenNot('EEXIST', () => linkSync(mine, file))) return;
      clearStale(folder, file);
    }
    throw inUse(folder, 0);
  } finally {
    rmSync(mine, { force: true });
  }
}

/** Takes a dead process's claim away; puts back what somebody else claimed in the meantime. */
function clearStale(folder: string, file: string): void {
  const found = read(file);
  if (found === null) return;
  const [pid, start] = found.split(' ').map(Number);
  if (pid && pid !== process.pid && isRunning(pid) && (!start || startOf(pid) === start))
    throw inUse(folder, pid);
  const aside = `${file}.stale.${process.pid}`;
  if (!whenNot('ENOENT', () => renameSync(file, aside))) return;
  if (read(aside) !== found) whenNot('EEXIST', () => linkSync(aside, file));
  rmSync(aside, { force: true });
}

const read = (file: string): string | null => {
  let text: string | null = null;
  whenNot('ENOENT', () => {
    text = readFileSync(file, 'utf8');
  });
  return text;
};

const inUse = (folder: string, pid: number): Problem =>
  new Problem('store-in-use', {
    say: `The records in ${resolve(folder)} are in use by ${pid ? `process ${pid}` : 'another process'}.`,
    try: 'Stop that process first, or set DATA_DIR to another folder, or DATABASE_URL to a PostgreSQL that several may share.',
  });

/** When a process started, in the kernel's ticks: a number that is used again by another process starts later. 0 where unknown. */
function startOf(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]);
  } catch {
    return 0;
  }
}

/** Whether a process of this machine has this number. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    return codeOf(cause) === 'EPERM';
  }
}

/** True where it was done, false where it failed for this very reason. */
function whenNot(code: string, act: () => void): boolean {
  try {
    act();
    return true;
  } catch (cause) {
    if (codeOf(cause) !== code) throw cause;
    return false;
  }
}

const codeOf = (cause: unknown): string | undefined =>
  cause instanceof Error && 'code' in cause ? String(cause.code) : undefined;
