import { execFileSync } from 'node:child_process';
import { chmodSync, closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { startPostgres } from '../postgres/start.ts';
import { freshDir, type Running, run, startBot } from '../processes/process.ts';
import { until } from './world.ts';

const FOLDER = freshDir();
const MOUNT = join(FOLDER, 'disk');
const SIZE = 256 * 2 ** 20;
const FULL = join(MOUNT, 'filler');
const ANA = 'ana@rapport.example';

/** A file system of its own, which can be filled without harm to others. */
function isMounted(): boolean {
  mkdirSync(MOUNT);
  // PostgreSQL runs as another user than root.
  chmodSync(FOLDER, 0o711);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${SIZE}`, 'tmpfs', MOUNT], {
      stdio: 'ignore',
    });
    return true;
  } catch {
    return false;
  }
}
const mounted = isMounted();
if (!mounted)
  process.stderr.write('\nNOT TESTED: a full disk. It needs root, and to be allowed to mount.\n');

const running: Running[] = [];
afterAll(async () => {
  for (const { child, ended } of running) {
    child.kill('SIGKILL');
    await ended;
  }
  if (mounted) execFileSync('umount', [MOUNT]);
});

/** To the last block, whoever else writes meanwhile. */
function fill(): void {
  const file = openSync(FULL, 'w');
  for (const size of [2 ** 20, 2 ** 12])
    try {
      for (;;) writeSync(file, Buffer.alloc(size));
    } catch (cause) {
      if (!(cause instanceof Error && 'code' in cause && cause.code === 'ENOSPC')) throw cause;
    }
  closeSync(file);
}
const makeRoom = () => rmSync(FULL);

async function started(): Promise<Running> {
  const bot = await startBot({ DATA_DIR: join(MOUNT, 'data') });
  running.push(bot);
  return bot;
}

async function ask({ url }: Running, words: string): Promise<string> {
  const response = await fetch(`${url}/playground/ask`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ person: ANA, words, place: 'direct' }),
  });
  return response.text();
}
const isReady = async ({ url }: Running) => (await fetch(`${url}/readyz`)).status === 200;

test.skipIf(!mounted)(
  'the embedded store on a full disk: it says so, keeps what it said, and goes on where there is room',
  { timeout: 180_000 },
  async () => {
    const bot = await started();
    expect(await ask(bot, 'note acme industries: written before')).toContain('Noted on');
    fill();
    await until(
      async () => !(await isReady(bot)),
      () => 'it is not ready',
    );
    const kept: string[] = ['written before'];
    let refused = '';
    // Some still fit into files that are there already.
    for (let n = 0; refused === '' && n < 300; n += 1) {
      const words = `note number ${n} ${'x'.repeat(1500)}`;
      const answer = await ask(bot, `note acme industries: ${words}`);
      if (answer.includes('Noted on')) kept.push(`number ${n}`);
      else refused = answer;
    }
    expect(refused).toMatch(/disk that holds my records is full/);
    expect(refused).toMatch(/Nothing of this was kept|I do not know whether it was kept/);
    expect(await ask(bot, 'notes acme industries')).not.toBe('');
    makeRoom();
    await until(
      () => isReady(bot),
      () => 'it is ready again',
    );
    expect(await ask(bot, 'note acme industries: written after')).toContain('Noted on');
    bot.child.kill('SIGTERM');
    const ended = await bot.ended;
    expect(ended.code).toBe(0);
    expect(ended.err + ended.out).toMatch(/disk/i);
    expect(ended.err.split('\n').length).toBeLessThan(60);

    fill();
    const refusedStart = await run('bot/main.ts', [], { DATA_DIR: join(MOUNT, 'data'), PORT: '0' });
    expect([refusedStart.code, refusedStart.err]).toEqual([
      1,
      expect.stringMatching(/^The disk that holds the records is full\. Make room there.*\n$/),
    ]);
    const newFolder = { DATA_DIR: join(MOUNT, 'other'), PORT: '0' };
    expect((await run('bot/main.ts', [], newFolder)).err).toMatch(
      /^The disk that holds the records is full\. Make room there.*\n$/,
    );
    makeRoom();

    const again = await started();
    for (const words of [kept.at(0)!, kept.at(-1)!, 'written after'])
      expect(await ask(again, `timeline acme industries "${words}"`)).toContain(words);
    rmSync(join(MOUNT, 'other'), { recursive: true, force: true });
    expect(await isReady(again)).toBe(true);
  },
);

test.skipIf(!mounted)(
  'PostgreSQL on a full disk: nothing that was said to be kept is lost, and it goes on where there is room',
  { timeout: 180_000 },
  async () => {
    rmSync(join(MOUNT, 'data'), { recursive: true, force: true });
    const server = await startPostgres({
      databaseDir: join(MOUNT, 'postgres'),
      settings: { max_wal_size: '64MB', shared_buffers: '32MB' },
      keep: false,
    });
    try {
      const bot = await startBot({
        DATABASE_URL: server.url('postgres'),
        DATA_DIR: freshDir(),
        DEMO: '1',
        PLAYGROUND: '1',
      });
      running.push(bot);
      expect(await ask(bot, 'note acme industries: written before')).toContain('Noted on');
      fill();
      await until(
        async () => !(await isReady(bot)),
        () => 'it is not ready',
      );
      const kept: string[] = ['written before'];
      let refused = '';
      for (let n = 0; refused === '' && n < 300; n += 1) {
        const answer = await ask(bot, `note acme industries: number ${n} ${'x'.repeat(1500)}`);
        if (answer.includes('Noted on')) kept.push(`number ${n} x`);
        else refused = answer;
      }
      expect(refused).toMatch(/disk that holds my records is full/);
      expect(refused).toMatch(/Nothing of this was kept|I do not know whether it was kept/);
      makeRoom();
      await until(
        () => isReady(bot),
        () => 'it is ready again',
      );
      expect(await ask(bot, 'note acme industries: written after')).toContain('Noted on');
      for (const words of [...kept, 'written after'])
        expect(await ask(bot, `timeline acme industries "${words}"`)).toContain(words);
      bot.child.kill('SIGTERM');
      const ended = await bot.ended;
      expect(ended.code).toBe(0);
      expect(ended.err.split('\n').length).toBeLessThan(60);
    } finally {
      await server.stop();
    }
  },
);
