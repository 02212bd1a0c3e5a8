import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { MINUTE } from '../../crm/time/durations.ts';
import { openDatabase } from '../../prisma/database/database.ts';
import { until } from '../chaos/world.ts';
import { now } from '../clock.ts';
import { freePort } from '../free-port.ts';
import { freshDir, startBot } from '../processes/process.ts';
import { freshDatabase } from '../store.ts';
import { adapted, snippet } from './document.ts';
import { hasProgram, serving } from './programs.ts';

/** PgBouncer refuses to be root. */
const NOBODY = 65_534;

async function pgbouncer(database: string, mode: string) {
  const port = await freePort();
  const { hostname, port: server, pathname } = new URL(database);
  const folder = freshDir();
  chmodSync(folder, 0o755);
  const config = adapted(snippet('pgbouncer'), [
    ['host=127.0.0.1 port=5432', `host=${decodeURIComponent(hostname)} port=${server}`],
    ['dbname=rapport', `dbname=${pathname.slice(1)} user=postgres`],
    ['listen_port = 6432', `listen_port = ${port}\nunix_socket_dir =`],
    ['auth_type = scram-sha-256', 'auth_type = any'],
    ['auth_file = /etc/pgbouncer/userlist.txt\n', ''],
    ['pool_mode = transaction', `pool_mode = ${mode}`],
    ['default_pool_size = 20', `default_pool_size = ${mode === 'session' ? 40 : 20}`],
  ]);
  const file = join(folder, 'pgbouncer.ini');
  writeFileSync(file, config);
  chmodSync(file, 0o644);
  const isRoot = process.getuid?.() === 0;
  const options = isRoot ? { uid: NOBODY, gid: NOBODY } : {};
  const { stop } = await serving(['pgbouncer', file], port, options);
  return { url: `postgres://postgres@127.0.0.1:${port}/rapport`, stop };
}

/** Jobs are done, and every time comes back as UTC's, though the server keeps another zone. */
async function sees(url: string, direct?: string): Promise<void> {
  const database = await openDatabase({ url, ...(direct && { direct }) });
  const done = () => database.query(`SELECT 1 FROM queue.job WHERE state = 'completed' LIMIT 1`);
  await until(async () => (await done()).length > 0, 'a job is done');
  const notes = await Promise.all(
    Array.from({ length: 30 }, () =>
      database.prisma.note.findFirst({ orderBy: { createdAt: 'desc' } }),
    ),
  );
  for (const note of notes)
    expect(Math.abs(now().getTime() - (note?.createdAt.getTime() ?? 0))).toBeLessThan(10 * MINUTE);
  await database.close();
}

test.each([
  ['session', false],
  ['transaction', true],
])('PgBouncer in %s mode, a direct address as well: %j', async (mode, isDirect) => {
  if (!hasProgram('pgbouncer')) return;
  const { place, remove } = await freshDatabase();
  const pooler = await pgbouncer(place.url, mode);
  const copies = await Promise.all(
    [1, 2].map(() =>
      startBot({
        DATABASE_URL: pooler.url,
        ...(isDirect && { DATABASE_DIRECT_URL: place.url }),
        DEMO: '1',
        PLAYGROUND: '1',
        DATA_DIR: freshDir(),
      }),
    ),
  );
  const ask = async (copy: number, words: string): Promise<string> => {
    const { url } = copies[copy]!;
    const answer = await fetch(`${url}/playground/ask`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: url },
      body: JSON.stringify({ person: 'ana@rapport.example', words, place: 'direct' }),
    });
    return answer.text();
  };
  // Many at once, so that transactions change connections.
  const many = await Promise.all(
    Array.from({ length: 40 }, (_, i) => ask(i % 2, i % 3 ? 'customer acme industries' : 'kpis')),
  );
  for (const said of many) expect(said).toMatch(/Acme Industries|Churn rate/);
  expect(await ask(0, 'note acme industries: px3x prefers a call')).toContain('px3x');
  await sees(pooler.url, isDirect ? place.url : undefined);
  const ended = await Promise.all(
    copies.map(({ child, ended }) => {
      child.kill('SIGTERM');
      return ended;
    }),
  );
  for (const { code, out, err } of ended) {
    expect(code).toBe(0);
    expect(out + err).not.toMatch(/prepared statement|"level":50/);
  }
  await pooler.stop();
  await remove();
});
