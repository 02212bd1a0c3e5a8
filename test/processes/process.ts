import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';

export interface Ran {
  code: number | null;
  out: string;
  err: string;
}

export interface Running {
  child: ChildProcess;
  url: string;
  ended: Promise<Ran>;
}

/** Node's compile cache, shared by all programs that the tests start. */
export const COMPILED = join(tmpdir(), 'rapport-tests-compiled');

/** It goes with the run. */
export const freshDir = (): string => mkdtempSync(join(inject('stores'), 'process-'));

/** Runs one of our programs to its end, in an environment with nothing of ours set but `env`. */
export const run = (
  script: string,
  args: readonly string[],
  env: Record<string, string>,
): Promise<Ran> => start(script, args, env).ended;

export function start(
  script: string,
  args: readonly string[],
  env: Record<string, string>,
  user?: number,
) {
  const child = spawn(process.execPath, [script, ...args], {
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      NODE_COMPILE_CACHE: COMPILED,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(user !== undefined && { uid: user, gid: user }),
  });
  const said = { out: '', err: '' };
  child.stdout.on('data', (data: Buffer) => {
    said.out += data.toString();
  });
  child.stderr.on('data', (data: Buffer) => {
    said.err += data.toString();
  });
  const ended = new Promise<Ran>((resolve) =>
    child.on('close', (code) => resolve({ code, ...said })),
  );
  return { child, ended, said };
}

/** The bot on a free port, ready; `user` starts it where it is not ourselves. */
export async function startBot(env: Record<string, string>, user?: number): Promise<Running> {
  const { child, ended, said } = start(
    'bot/main.ts',
    [],
    { PORT: '0', LOG_LEVEL: 'error', ...env },
    user,
  );
  const ready = new Promise<string>((resolve) =>
    child.stdout.on('data', () => {
      const url = /ready: (http:\S+)/.exec(said.out)?.[1];
      if (url) resolve(url);
    }),
  );
  const url = await Promise.race([
    ready,
    ended.then(({ err, out }) => {
      throw new Error(`The bot did not start: ${err}${out}`);
    }),
  ]);
  return { child, url, ended };
}

export async function takenPort(): Promise<{ port: number; free: () => void }> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    free: () => server.close(),
  };
}
