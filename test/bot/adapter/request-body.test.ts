import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bodyReader, refuseUnread } from '../../../bot/adapter/request-body.ts';
import { HOUR } from '../../../crm/time/durations.ts';
import { rawConnection } from '../../raw-http.ts';

let server: Server;
let url = '';
let given = 0;
let refused = 0;
// However long this machine takes to connect, none of them is the slow one.
const patient = bodyReader({ patience: HOUR });
const impatient = bodyReader({ patience: 0 });
beforeAll(async () => {
  server = createServer(async (request, response) => {
    const read = await (request.url === '/at-once' ? impatient : patient)(request).catch(
      () => null,
    );
    if (!read) {
      given += 1;
      return void response.destroy();
    }
    if ('refused' in read) {
      refused += 1;
      return refuseUnread(request, response, read.refused);
    }
    response.end(String(read.bytes.length));
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

/** Promises so many bytes and sends all but the last. */
async function half(size: number, path = '/'): Promise<Socket> {
  const socket = await rawConnection(url);
  const head = `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Length: ${size}\r\n\r\n`;
  await Promise.race([
    new Promise((sent) => socket.write(head + 'x'.repeat(size - 1), sent)),
    new Promise((closed) => socket.once('close', closed)),
  ]);
  return socket;
}

async function halves(count: number, size: number, path?: string): Promise<() => void> {
  const sockets: Socket[] = [];
  for (let i = 0; i < count; i += 1) sockets.push(await half(size, path));
  return () => {
    for (const socket of sockets) socket.destroy();
  };
}

test('of large half-sent bodies few are read, and the others hear at once that there is no room', async () => {
  const [were, before] = [refused, given];
  const end = await halves(40, 2 ** 20);
  await expect.poll(() => refused - were, { timeout: 10_000 }).toBe(34);
  expect(await sends('x'.repeat(2 ** 19))).toEqual([503, '']);
  // Most requests of Slack and Teams are small, and these have a memory of their own.
  expect(await sends('x'.repeat(60_000))).toEqual([200, '60000']);
  end();
  await expect.poll(() => given - before, { timeout: 10_000 }).toBe(6);
  expect(await sends('x'.repeat(2 ** 19))).toEqual([200, String(2 ** 19)]);
});

test('a large one that is slow gives way to one that comes, the slowest first', async () => {
  const before = given;
  const end = await halves(10, 2 ** 20, '/at-once');
  await expect.poll(() => given - before, { timeout: 10_000 }).toBe(4);
  end();
  await expect.poll(() => given - before, { timeout: 10_000 }).toBe(10);
});

test('small half-sent bodies give way to those that come, the slowest first', async () => {
  const before = given;
  const end = await halves(60, 2 ** 16);
  await expect.poll(() => given - before, { timeout: 10_000 }).toBe(28);
  expect(await sends('a small one')).toEqual([200, '11']);
  end();
  await expect.poll(() => given - before, { timeout: 10_000 }).toBe(60);
});

test('one that does not say its length has no more room than those that do', async () => {
  const [were, before] = [refused, given];
  const end = await halves(7, 2 ** 20);
  await expect.poll(() => refused - were, { timeout: 10_000 }).toBe(1);
  expect(await sends(pieces(20, 2 ** 14))).toEqual([503, '']);
  expect(await sends(pieces(2, 2 ** 14))).toEqual([200, String(2 ** 15)]);
  end();
  await expect.poll(() => given - before, { timeout: 10_000 }).toBe(6);
});
