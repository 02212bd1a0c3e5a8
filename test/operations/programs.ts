import { type ChildProcess, type SpawnOptions, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** Whether this machine has what a test needs. Without it the test fails, unless OPERATIONS_MAY_BE_MISSING=1. */
export function isThere(what: string, check: () => boolean, remedy: string): boolean {
  if (check()) return true;
  const say = `THIS TEST DID NOT RUN: ${what} is not here (${remedy}).`;
  if (process.env['OPERATIONS_MAY_BE_MISSING'] !== '1')
    throw new Error(`${say} OPERATIONS_MAY_BE_MISSING=1 lets that pass.`);
  process.stderr.write(`${say}\n`);
  return false;
}

export const hasProgram = (name: string): boolean =>
  isThere(
    name,
    () => spawnSync('sh', ['-c', `command -v ${name}`]).status === 0,
    `apt-get install ${name}`,
  );

export interface Server {
  child: ChildProcess;
  stop(): Promise<void>;
}

/** A busy machine starts npm and the bot in a minute. */
const PATIENCE = 240_000;

/** Starts a program and waits until it listens on that port of this machine. */
export async function serving(
  [command = '', ...args]: readonly string[],
  port: number,
  options: SpawnOptions = {},
): Promise<Server> {
  const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (data: Buffer) => {
      said += data.toString();
    });
  const ended = once(child, 'close');
  const end = performance.now() + PATIENCE;
  while (!(await listens(port))) {
    if (child.exitCode !== null || performance.now() > end)
      throw new Error(`${command} does not listen on ${port}: ${said}`);
    await pause(50);
  }
  return {
    child,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

const listens = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.end());
  });
