import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { now } from '../clock.ts';
import type { Day } from './days.ts';

const VITEST = join('node_modules', 'vitest', 'vitest.mjs');
export const INSTALL = 'faketime is not installed: apt-get install -y faketime (Debian, Ubuntu).';

/** Whether this machine can be given another day. */
export async function hasFaketime(): Promise<boolean> {
  const child = spawn('faketime', ['--version'], { stdio: 'ignore' });
  return Promise.race([
    once(child, 'exit').then(() => true),
    once(child, 'error').then(() => false),
  ]);
}

/** Runs the tests at these paths, or all, on such a day. Says a line when it is over, and what failed. True where all passed. */
export async function passesOn(day: Day, paths: readonly string[]): Promise<boolean> {
  const begun = performance.now();
  const { status, said } = await vitestOn(day, paths);
  const seconds = Math.round((performance.now() - begun) / 1000);
  const [tests = 'no test ran'] = /(?<=Tests {2}).*/.exec(said) ?? [];
  const mark = status === 0 ? '✓' : '✗';
  console.log(`${mark} ${day.at} UTC, ${day.what}, TZ=${day.zone}: ${tests} (${seconds} s)`);
  if (status !== 0) console.error(said.slice(-20_000));
  return status === 0;
}

/** Only the day is another one: timers are real, and dates of files are left alone. */
async function vitestOn({ at, zone }: Day, paths: readonly string[]) {
  const run = [process.execPath, VITEST, 'run', '--config', 'test/vitest.config.ts', ...paths];
  // As a distance, so that every process of the run agrees, whenever it starts and whatever its zone is.
  const away = Math.round((Date.parse(`${at.replace(' ', 'T')}Z`) - now().getTime()) / 1000);
  const faked = `${away < 0 ? '' : '+'}${away}`;
  const child = spawn('faketime', ['--exclude-monotonic', '-f', faked, ...run], {
    env: {
      ...process.env,
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
      NO_FAKE_STAT: '1',
      TZ: zone,
      NO_COLOR: '1',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const pieces: string[] = [];
  for (const output of [child.stdout, child.stderr])
    output.setEncoding('utf8').on('data', (piece: string) => void pieces.push(piece));
  const [status] = await once(child, 'close');
  return { status: Number(status ?? 1), said: pieces.join('') };
}
