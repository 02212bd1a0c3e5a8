import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** A connection on which a test writes bytes of its own: no client corrects them. */
export async function rawConnection(url: string): Promise<Socket> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => {});
  await once(socket, 'connect');
  return socket;
}

/** Sends these bytes and reads to the end of the first answer's head; null where the connection ends without one. */
export async function rawExchange(url: string, bytes: string): Promise<RawAnswer | null> {
  const socket = await rawConnection(url);
  socket.write(bytes, 'latin1');
  let text = '';
  for await (const part of socket.setEncoding('latin1')) {
    text += part;
    if (text.includes('\r\n\r\n')) break;
  }
  socket.destroy();
  const status = /^HTTP\/1\.1 (\d{3})/.exec(text)?.[1];
  return status === undefined ? null : { status: Number(status), text };
}

export interface RawAnswer {
  status: number;
  text: string;
}

/** A request as bytes; headers in the order and the number given. */
export function rawRequest(
  method: string,
  path: string,
  headers: readonly (readonly [string, string])[],
  { body = '', version = '1.1' }: { body?: string; version?: string } = {},
): string {
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  return `${method} ${path} HTTP/${version}\r\n${lines}\r\n${body}`;
}
