import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { request } from 'node:https';
import type { AddressInfo } from 'node:net';

export const NAME = 'rapport.your-company.example';

/**
 * Plain HTTP that goes to `url` reaches the proxy on that port by HTTPS, under the name of the document, and trusts
 * nobody but this authority.
 */
export async function tlsClient(port: number, authority: string) {
  const ca = readFileSync(authority);
  const server = createServer((incoming, answer) => {
    const outgoing = request({
      host: '127.0.0.1',
      port,
      ca,
      servername: NAME,
      path: incoming.url,
      method: incoming.method,
      headers: { ...incoming.headers, host: NAME },
    });
    outgoing.on('response', (response) => {
      answer.writeHead(response.statusCode ?? 502, response.headers);
      response.pipe(answer);
    });
    outgoing.on('error', (error) => answer.destroy(error));
    incoming.pipe(outgoing);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port: own } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${own}`,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
