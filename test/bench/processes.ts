import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

export interface Program {
  child: ChildProcess;
  /** The program's output so far, both streams together. */
  said: () => string;
  /** The first group of the pattern in what it prints. Throws where it ends before. */
  says(pattern: RegExp): Promise<string>;
  ended: Promise<number | null>;
  stop(): Promise<void>;
}

const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  scripts: Record<string, string>;
};

/** Node's own arguments where npm runs this program: a measurement begins it in the same way. */
export const npmFlags = (script: string): string[] =>
  Object.values(scripts)
    .find((line) => line.startsWith('node ') && line.endsWith(` ${script}`))
    ?.split(' ')
    .slice(1, -1) ?? [];

/** One of our programs in a process of its own, as npm begins it, with nothing set but `env`. */
export function program(
  script: string,
  args: readonly string[],
  env: Record<string, string>,
  flags: readonly string[] = [],
): Program {
  const child = spawn(process.execPath, [...npmFlags(script), ...flags, script, ...args], {
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  const heard = (data: Buffer): void => {
    text += data.toString();
  };
  child.stdout.on('data', heard);
  child.stderr.on('data', heard);
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  return {
    child,
    said: () => text,
    async says(pattern) {
      const found = new Promise<string>((resolve) => {
        const look = () => {
          const [, group] = pattern.exec(text) ?? [];
          if (group !== undefined) resolve(group);
        };
        child.stdout.on('data', look);
        look();
      });
      const failed = ended.then((code): never => {
        throw new Error(`${script} ended with ${code}: ${text}`);
      });
      return Promise.race([found, failed]);
    },
    ended,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** Resident memory of a process in bytes; null where this system does not say, or it has ended. */
export function memoryOf({ pid }: ChildProcess): number | null {
  const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(
    tried(() => readFileSync(`/proc/${pid}/status`, 'utf8')) ?? '',
  )?.[1];
  return kilobytes === undefined ? null : Number(kilobytes) * 1024;
}

/** Milliseconds of processor time that a process has used, all its threads together; NaN where this system does not say, or it has ended. */
export const processorTimeOf = ({ pid }: ChildProcess): number =>
  statOf(String(pid))?.time ?? Number.NaN;

/** The same by process, of all that a process has begun and that still run. */
export function processorTimesUnder(parent: number): ReadonlyMap<string, number> {
  const pids = tried(() => readdirSync('/proc').filter((name) => /^\d+$/.test(name))) ?? [];
  return new Map(
    pids.flatMap((pid) => {
      const stat = statOf(pid);
      return stat?.parent === parent ? [[pid, stat.time] as const] : [];
    }),
  );
}

/** Linux counts in hundredths of a second. */
const TICK = 10;

function statOf(pid: string): { parent: number; time: number } | null {
  const stat = tried(() => readFileSync(`/proc/${pid}/stat`, 'utf8'));
  // The name in brackets may hold anything, brackets and spaces too.
  const [, parent, , , , , , , , , , user, system] =
    stat?.slice(stat.lastIndexOf(')') + 2).split(' ') ?? [];
  return stat ? { parent: Number(parent), time: (Number(user) + Number(system)) * TICK } : null;
}

function tried<Value>(read: () => Value): Value | null {
  try {
    return read();
  } catch {
    return null;
  }
}
