/**
 * npm run keep-store -- [folder]: writes `test/fixtures/stores/<newest migration>.sql.br`, a store as the version in that
 * folder (this one by itself) leaves it after a day's work. Run it with each new migration; later versions start on it.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { PGlite } from '@electric-sql/pglite';
import { pgDump } from '@electric-sql/pglite-tools/pg_dump';
import { freePort } from '../free-port.ts';
import { dayOfWork } from './day-of-work.ts';
import { FOLDER } from './kept-stores.ts';

const version = resolve(process.argv[2] ?? join(import.meta.dirname, '..', '..'));
const data = mkdtempSync(join(tmpdir(), 'rapport-kept-'));
try {
  await work(version, data);
  const sql = await dump(data);
  const newest = readdirSync(join(version, 'prisma', 'migrations'))
    .filter((name) => /^\d/.test(name))
    .sort()
    .at(-1);
  const file = join(FOLDER, `${newest}.sql.br`);
  writeFileSync(file, brotliCompressSync(sql));
  console.log(`Wrote ${file}: ${sql.length} characters of SQL`);
} finally {
  rmSync(data, { recursive: true, force: true });
}

/** Starts that version's own bot on an empty folder, asks it through its playground, and stops it. */
async function work(folder: string, into: string): Promise<void> {
  const port = await freePort();
  const bot = spawn(process.execPath, ['bot/main.ts'], {
    cwd: folder,
    env: { PATH: process.env['PATH'], PORT: String(port), DATA_DIR: into },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(bot, 'exit');
  let said = '';
  await new Promise<void>((ready, failed) => {
    bot.stdout.on('data', (data: Buffer) => {
      said += data.toString();
      if (said.includes('ready')) ready();
    });
    void ended.then(() => failed(new Error(`The bot did not start: ${said}`)));
  });
  await dayOfWork(`http://localhost:${port}`);
  bot.kill('SIGTERM');
  await ended;
}

async function dump(folder: string): Promise<string> {
  const pg = await PGlite.create(join(folder, 'db'));
  const file = await pgDump({ pg, args: ['--inserts', '--no-owner', '--no-privileges'] });
  await pg.close();
  return file.text();
}
