import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';
import { SECOND } from '../crm/time/durations.ts';

/** A request that is half-sent when the server stops may still come whole in this time. */
const HALF_SENT = SECOND;
/** An answer that was begun is waited for so long. */
const UNDER_WAY = 6 * SECOND;

/** How this server is closed: Node stops looking after half-sent requests then, and would wait for them for ever. */
export function closeServer(server: Server): () => Promise<void> {
  const requests = new Map<Socket, IncomingMessage | null>();
  server.on('connection', (socket) => {
    requests.set(socket, null);
    socket.once('close', () => requests.delete(socket));
  });
  server.on('request', (request, response) => {
    requests.set(request.socket, request);
    response.once('close', () => {
      if (requests.get(request.socket) === request && request.complete)
        requests.set(request.socket, null);
      if (!server.listening) server.closeIdleConnections();
    });
  });
  return () =>
    new Promise((resolve) => {
      if (!server.listening) return resolve();
      const giveUp = setTimeout(() => {
        for (const [socket, request] of requests) if (!request?.complete) socket.destroy();
      }, HALF_SENT);
      const end = setTimeout(() => server.closeAllConnections(), UNDER_WAY);
      server.close(() => {
        clearTimeout(giveUp);
        clearTimeout(end);
        resolve();
      });
      server.closeIdleConnections();
    });
}
