import { createServer, type Server } from 'node:http';
import express, { type ErrorRequestHandler, type Express, Router } from 'express';
import type { Logger } from 'pino';
import { Problem } from '../crm/problem.ts';
import type { Store } from '../crm/store/store.ts';
import { SECOND } from '../crm/time/durations.ts';
import { resultWithin } from './adapter/answer-in-time.ts';
import { closeServer } from './close-server.ts';
import type { Metrics } from './metrics/metrics.ts';

/** A load balancer waits no longer for `/readyz`. */
const READY = 2 * SECOND;

export interface HttpServer {
  http: Express;
  /** Listens, and answers with the address. Throws `Problem` where the port is taken. */
  listen(host: string, port: number): Promise<string>;
  /** Takes no new requests and waits a few seconds for those under way, for half-sent ones a moment. */
  close(): Promise<void>;
}

/** A request that does not come whole in this time is given up; Slack's and Teams' come in one piece. */
const PATIENCE = {
  headersTimeout: 10 * SECOND,
  requestTimeout: 20 * SECOND,
  connectionsCheckingInterval: SECOND,
};

/** The one server for Slack, Teams, the playground, health and metrics. Platforms mount their routes on `http`. */
export function httpServer({
  store,
  log,
  metrics,
  patience = PATIENCE,
}: {
  store: Store;
  log: Logger;
  metrics?: Metrics;
  patience?: typeof PATIENCE;
}): HttpServer {
  const http = express();
  http.disable('x-powered-by');
  const server = createServer(patience, http);
  const close = closeServer(server);
  // A proxy shuts these addresses off as they are written, so no other spelling of them leads here.
  const inside = Router({ caseSensitive: true, strict: true });
  health(inside, store);
  metrics?.mount(http, inside);
  http.use(inside);
  return {
    http,
    async listen(host, port) {
      // Last, so that it stands behind every platform's routes.
      http.use((_, response) => void response.status(404).type('text').send('Nothing here.'));
      http.use(failure(log));
      await listening(server, host, port);
      const address = server.address();
      return `http://${host.includes(':') ? `[${host}]` : host}:${typeof address === 'object' && address ? address.port : port}`;
    },
    close,
  };
}

function health(inside: Router, store: Store): void {
  inside.get('/healthz', (_, response) => void response.type('text').send('alive'));
  inside.get('/readyz', async (_, response) => {
    // A database that hangs does not answer either.
    const ready = await resultWithin(
      READY,
      store.checkWritable().then(
        () => true,
        () => false,
      ),
    );
    response
      .status(ready ? 200 : 503)
      .type('text')
      .send(ready ? 'ready' : 'the store takes nothing now');
  });
}

const failure =
  (log: Logger): ErrorRequestHandler =>
  (error: unknown, _request, response, next) => {
    if (response.headersSent) return next(error);
    const status =
      typeof error === 'object' &&
      error !== null &&
      'status' in error &&
      typeof error.status === 'number'
        ? error.status
        : 500;
    if (status >= 500) log.error({ err: error }, 'a request failed');
    response
      .status(status)
      .type('text')
      .send(status >= 500 ? 'Something broke on our side.' : 'That request cannot be read.');
  };

function listening(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => reject(refused(cause, host, port)));
    server.listen(port, host, resolve);
  });
}

function refused(cause: NodeJS.ErrnoException, host: string, port: number): Problem {
  if (cause.code === 'EADDRINUSE')
    return new Problem('port-in-use', {
      say: `Port ${port} is in use.`,
      try: `Stop what uses it, or set PORT to another one.`,
      cause,
    });
  if (cause.code === 'EACCES')
    return new Problem('port-denied', {
      say: `Port ${port} may not be used by this user.`,
      try: 'Set PORT to one above 1023.',
      cause,
    });
  return new Problem('cannot-listen', {
    say: `Cannot listen on ${host}:${port} (${cause.code ?? cause.message}).`,
    try: 'Set HOST to an address of this machine.',
    cause,
  });
}
