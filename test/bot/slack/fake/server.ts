import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Express } from 'express';
import { answered, OPEN, responded, type Workspace } from './methods.ts';
import { BOT_TOKEN, type Directory, TEAM } from './people.ts';
import type { FakeMessage, Screens } from './screen.ts';

export interface Call {
  method: string;
  args: Record<string, unknown>;
}

/** A fault that the next call of a method gets instead of its answer. */
export interface Trouble {
  status: number;
  headers?: Record<string, string>;
  body?: object;
}

export interface SlackFile {
  info: Record<string, unknown>;
  bytes: Buffer;
}

export interface FakeApi {
  url: string;
  calls: Call[];
  /** Files that were uploaded, as they came. */
  uploads: Buffer[];
  /** Files of messages by their ids: what `files.info` says of one, and its bytes. */
  files: Map<string, SlackFile>;
  /** The token's scopes besides those of the manifest that is always asked for. */
  scopes: Set<string>;
  /** Bodies that came to response URLs. */
  responses: Record<string, unknown>[];
  /** Each bot token and where it was given: what `auth.test` says. */
  tokens: Map<string, Workspace>;
  server: Server;
  next(method: string, ...troubles: Trouble[]): void;
  /** The next call of a method is done, and its answer never arrives. */
  lose(method: string): void;
  /** A new response URL; it serves as often as Slack's do. */
  responseUrl(channel: string, user: string, message: FakeMessage | null, uses?: number): string;
  /** A new trigger id; it serves once. */
  trigger(user: string): string;
  close(): Promise<void>;
}

/** The part of Slack's Web API that the bot talks to, with Slack's effects: what it shows, and to whom. */
export async function fakeApi(people: Directory, screen: Screens): Promise<FakeApi> {
  const uploads: Buffer[] = [];
  const files = new Map<string, SlackFile>();
  const scopes = new Set<string>();
  const [calls, responses] = [[] as Call[], [] as Record<string, unknown>[]];
  const troubles = new Map<string, Trouble[]>();
  const lost = new Set<string>();
  const triggers = new Map<string, string>();
  const urls = new Map<
    string,
    { channel: string; user: string; message: FakeMessage | null; uses: number }
  >();
  const tokens = new Map<string, Workspace>([[BOT_TOKEN, { team: TEAM, enterprise: null }]]);
  let counter = 0;
  const http = express();

  http.post('/upload/:id', express.raw({ type: () => true, limit: '5mb' }), (request, response) => {
    uploads.push(Buffer.from(request.body));
    response.send('OK');
  });
  http.get('/files/:id', (request, response) => {
    const { id } = request.params;
    calls.push({ method: 'download', args: { id } });
    const trouble = troubles.get('download')?.shift();
    if (trouble)
      return void response
        .status(trouble.status)
        .set(trouble.headers ?? {})
        .json(trouble.body ?? {});
    const file = files.get(id);
    const token = request.headers.authorization?.replace('Bearer ', '') ?? '';
    // Slack shows its login page, as if nothing were wrong.
    if (!tokens.has(token) || !scopes.has('files:read'))
      return void response.type('html').send('<!DOCTYPE html><title>Sign in | Slack</title>');
    if (!file) return void response.status(404).end();
    response.type(String(file.info['mimetype'] ?? 'application/octet-stream')).send(file.bytes);
  });
  http.post('/response/:id', express.json({ limit: '1mb' }), (request, response) => {
    const trouble = troubles.get('response')?.shift();
    if (trouble)
      return void response
        .status(trouble.status)
        .set(trouble.headers ?? {})
        .json(trouble.body ?? {});
    const link = urls.get(request.params.id);
    if (!link || link.uses <= 0)
      return void response.status(404).json({ ok: false, error: 'used_url' });
    link.uses -= 1;
    responses.push(request.body);
    link.message = responded(screen, link, request.body);
    if (lost.delete('response')) return void request.socket.destroy();
    response.json({ ok: true });
  });
  http.post(
    '/api/:method',
    express.urlencoded({ extended: false, limit: '1mb' }),
    (request, response) => {
      const { method } = request.params;
      const args = decoded(request.body ?? {});
      calls.push({ method, args });
      const trouble = troubles.get(method)?.shift();
      if (trouble)
        return void response
          .status(trouble.status)
          .set(trouble.headers ?? {})
          .json(trouble.body ?? {});
      const token = request.headers.authorization?.replace('Bearer ', '') ?? '';
      if (!OPEN.has(method) && !tokens.has(token))
        return void response.json({ ok: false, error: 'invalid_auth' });
      const answer = answered(method, args, {
        people,
        screen,
        triggers,
        tokens,
        token: token || String(args['token'] ?? ''),
        socketUrl: `${url.replace('http', 'ws')}/socket`,
        uploadUrl: `${url}/upload`,
        files,
        scopes,
      });
      if (lost.delete(method)) return void request.socket.destroy();
      response.json(answer);
    },
  );

  const { server, url } = await listening(http);
  return {
    url: `${url}/api/`,
    server,
    calls,
    uploads,
    files,
    scopes,
    responses,
    tokens,
    next: (method, ...list) =>
      void troubles.set(method, [...(troubles.get(method) ?? []), ...list]),
    lose: (method) => void lost.add(method),
    responseUrl(channel, user, message, uses = 5) {
      counter += 1;
      urls.set(String(counter), { channel, user, message, uses });
      return `${url}/response/${counter}`;
    },
    trigger(user) {
      counter += 1;
      triggers.set(`trigger.${counter}`, user);
      return `trigger.${counter}`;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

export async function listening(http: Express): Promise<{ server: Server; url: string }> {
  const server = createServer(http).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { server, url: `http://127.0.0.1:${port}` };
}

/** Slack's client sends forms in which objects are JSON. */
function decoded(form: Record<string, string>): Record<string, unknown> {
  const isJson = (value: string) => /^[[{]/.test(value);
  return Object.fromEntries(
    Object.entries(form).map(([key, value]) => [key, isJson(value) ? JSON.parse(value) : value]),
  );
}
