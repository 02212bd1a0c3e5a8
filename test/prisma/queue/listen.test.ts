import pg from 'pg';
import { expect, test, vi } from 'vitest';
import { listen } from '../../../prisma/queue/listen.ts';
import { freshDatabase } from '../../store.ts';

test('what is notified is heard, also after the connection was ended by the server, until it is closed', async () => {
  const { place, remove } = await freshDatabase({ empty: true });
  const server = new pg.Client(place.url);
  await server.connect();
  const notify = (payload: string) => server.query("SELECT pg_notify('news', $1)", [payload]);
  const listening = async () =>
    (
      await server.query<{ pid: number }>(
        "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'rapport queue'",
      )
    ).rows.map(({ pid }) => pid);
  const heard: string[] = [];
  let connections = 0;

  const ear = await listen(place.url, 'news', {
    heard: (payload) => heard.push(payload),
    connected: () => {
      connections += 1;
    },
  });
  await notify('one');
  await vi.waitUntil(() => heard.length === 1);

  const [before] = await listening();
  await server.query('SELECT pg_terminate_backend($1)', [before]);
  await vi.waitUntil(() => connections === 2, { timeout: 30_000 });
  await notify('two');
  await vi.waitUntil(() => heard.length === 2);

  await ear.close();
  await notify('three');
  await vi.waitUntil(async () => (await listening()).length === 0);
  await server.end();
  await remove();
  expect(heard).toEqual(['one', 'two']);
});

test('statements over it run one after another, and those before its close to their end', async () => {
  const { place, remove } = await freshDatabase({ empty: true });
  const ear = await listen(place.url, 'news', { heard: () => {}, connected: () => {} });
  const warnings: string[] = [];
  const warned = ({ message }: Error) => void warnings.push(message);
  process.on('warning', warned);
  const asked = [1, 2, 3].map((n) => ear.query('SELECT $1::int AS n', [n]));
  const failing = ear.query('SELECT 1 / 0');
  const after = ear.query('SELECT 4 AS n');
  const closed = ear.close();
  expect(ear.query('SELECT 5')).toBeNull();
  await expect(failing).rejects.toThrow('division by zero');
  expect((await Promise.all([...asked, after])).map((result) => result?.rows[0])).toEqual(
    [1, 2, 3, 4].map((n) => ({ n })),
  );
  await closed;
  process.off('warning', warned);
  await remove();
  expect(warnings).toEqual([]);
});
