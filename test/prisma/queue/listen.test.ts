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
