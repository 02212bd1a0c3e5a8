import { once } from 'node:events';
import { pino } from 'pino';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { readBody } from '../../bot/adapter/request-body.ts';
import { type HttpServer, httpServer } from '../../bot/server.ts';
import type { Store } from '../../crm/store/store.ts';
import { rawConnection } from '../raw-http.ts';

const checkWritable = vi.fn(async () => {});
const store = { checkWritable } as Partial<Store> as Store;
const log = pino({ level: 'silent' });
const running: HttpServer[] = [];
const started = async (
  routes: (server: HttpServer) => void,
  patience?: Parameters<typeof httpServer>[0]['patience'],
): Promise<[HttpServer, string]> => {
  const server = httpServer({ store, log, ...(patience && { patience }) });
  running.push(server);
  routes(server);
  return [server, await server.listen('127.0.0.1', 0)];
};
afterEach(() => Promise.all(running.splice(0).map((server) => server.close())));

test('a copy that can keep nothing is alive and not ready, until it can again', async () => {
  const [, url] = await started(() => {});
  const states = async () =>
    Promise.all(['healthz', 'readyz'].map(async (path) => (await fetch(`${url}/${path}`)).status));
  expect(await states()).toEqual([200, 200]);
  checkWritable.mockRejectedValueOnce(new Error('the disk is full'));
  expect(await states()).toEqual([200, 503]);
  expect(await states()).toEqual([200, 200]);
  // A proxy shuts off the address as it is written.
  for (const path of ['healthz/', 'HEALTHZ', 'readyz/'])
    expect([path, (await fetch(`${url}/${path}`)).status]).toEqual([path, 404]);
});

test('a request that does not come whole in time is given up', async () => {
  const patience = { headersTimeout: 100, requestTimeout: 200, connectionsCheckingInterval: 20 };
  const [, url] = await started(
    ({ http }) =>
      http.post('/read', async (request) => void (await readBody(request).catch(() => null))),
    patience,
  );
  for (const half of [
    '',
    'POST /read HT',
    'POST /read HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n',
  ]) {
    const socket = await rawConnection(url);
    socket.resume().write(half);
    await once(socket, 'close');
  }
});

describe('a server that stops', () => {
  test('does not wait for half-sent requests, in their heads or in their bodies', async () => {
    const [server, url] = await started(({ http }) =>
      http.post('/read', async (request, response) => {
        await readBody(request).catch(() => null);
        response.end();
      }),
    );
    const halves = await Promise.all(
      [
        'POST /read HT',
        'POST /read HTTP/1.1\r\nHost: x\r\nContent-Length: 500\r\n\r\nhalf',
        '',
      ].map(async (bytes) => {
        const socket = await rawConnection(url);
        socket.write(bytes);
        return socket;
      }),
    );
    const closed = halves.map((socket) => once(socket, 'close'));
    await fetch(`${url}/healthz`);
    const begun = performance.now();
    await server.close();
    await Promise.all(closed);
    expect(performance.now() - begun).toBeLessThan(4000);
  });

  test('finishes an answer that was begun', async () => {
    const gate = Promise.withResolvers<void>();
    const [server, url] = await started(({ http }) =>
      http.get('/slow', async (_, response) => {
        await gate.promise;
        response.send('done');
      }),
    );
    const answer = fetch(`${url}/slow`);
    await fetch(`${url}/healthz`);
    const closing = server.close();
    gate.resolve();
    expect(await (await answer).text()).toBe('done');
    await closing;
  });
});
