import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readBody, refuseUnread } from '../../../bot/adapter/request-body.ts';
import { rawConnection } from '../../raw-http.ts';

let server: Server;
let url = '';
let given = 0;
beforeAll(async () => {
  server = createServer(async (request, response) => {
    const body = await readBody(request).catch(() => undefined);
    if (body === undefined) {
      given += 1;
      return void response.destroy();
    }
    if (body) response.end(String(body.length));
    else refuseUnread(request, response, 413);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const sends = async (body: string | ReadableStream): Promise<[number, string]> => {
  const init = { method: 'POST', body, ...(typeof body !== 'string' && { duplex: 'half' }) };
  const response = await fetch(url, init as RequestInit);
  return [response.status, await response.text()];
};
const pieces = (count: number, size: number) =>
  new ReadableStream({
    start(stream) {
      for (let i = 0; i < count; i += 1) stream.enqueue(new Uint8Array(size).fill(120));
      stream.close();
    },
  });

test('a body is read whole, in one piece or in many', async () => {
  expect(await sends('')).toEqual([200, '0']);
  expect(await sends('x'.repeat(2 ** 20))).toEqual([200, String(2 ** 20)]);
  expect(await sends(pieces(700, 1000))).toEqual([200, '700000']);
});

test('one of more than a megabyte is refused, whether it says its length or not', async () => {
  expect(await sends('x'.repeat(2 ** 20 + 1))).toEqual([413, '']);
  expect(await sends(pieces(3, 2 ** 19))).toEqual([413, '']);
  expect(await sends('x'.repeat(8 * 2 ** 20))).toEqual([413, '']);
});

test('half-sent bodies give way to those that come, the slowest first', async () => {
  const part = 'x'.repeat(2 ** 20 - 100);
  const before = given;
  const sockets = [];
  for (let i = 0; i < 40; i += 1) {
    const socket = await rawConnection(url);
    sockets.push(socket);
    await new Promise((resolve) =>
      socket.write(
        `POST / HTTP/1.1\r\nHost: x\r\nContent-Length: ${2 ** 20}\r\n\r\n${part}`,
        resolve,
      ),
    );
  }
  await expect.poll(() => given - before, { timeout: 10_000 }).toBeGreaterThanOrEqual(23);
  expect(await sends('a small one')).toEqual([200, '11']);
  for (const socket of sockets) socket.destroy();
  await expect.poll(() => given - before, { timeout: 10_000 }).toBe(40);
});
