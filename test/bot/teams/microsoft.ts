import { EventEmitter, once } from 'node:events';
import type { AddressInfo } from 'node:net';
import express, { type Express, type Request, type Response } from 'express';
import { z } from 'zod';
import type { Member } from '../../../bot/teams/directory/roster.ts';
import { now as machineNow } from '../../clock.ts';
import { type FakeGraph, fakeGraph, GROUP_ID } from './fake-graph.ts';
import { testKeys } from './tokens.ts';

/** An activity that the bot sent to a conversation. */
export interface Sent {
  id: string;
  conversation: string;
  type: string;
  summary: string;
  card: unknown;
  replyToId: string | null;
  updated: boolean;
  /** When it came. */
  at: Date;
  /** The id of the first element of the card that came, where it has one. */
  mark: string | null;
  /** The card as it came, before any change. */
  came: unknown;
  token: string | null;
}

/** Microsoft on loopback: its login, its published keys and its connector. */
export interface Microsoft {
  serviceUrl: string;
  /** The SDK's own settings that lead here. */
  settings: { ToChannelFromBotLoginUrl: string; ToBotFromChannelOpenIdMetadataUrl: string };
  graph: FakeGraph;
  graphUrl: string;
  /** Everything that was sent, oldest first; an updated message stays where it was. */
  sent: Sent[];
  /** The newest that matches, from the given place on; waits for it where it is not there yet. */
  until(matches: (sent: Sent) => boolean, from?: number): Promise<Sent>;
  /** Members by conversation. */
  rosters: Map<string, Member[]>;
  /** The next calls whose path matches, of this method or any, are answered with this. */
  fail(path: RegExp, answer: Failure): void;
  /** The next messages whose path matches stand there, and whoever sent them is told nothing: the line breaks, or stays silent. */
  lose(path: RegExp, how: { times: number; silent?: boolean }): void;
  /** Takes back what was to fail. */
  heal(): void;
  /** Method and path of every call. */
  calls: string[];
  close(): Promise<void>;
}

interface Failure {
  method?: 'POST';
  status: number;
  headers?: Record<string, string>;
  times: number;
}

const PAGE = 2;
const LONGEST = 10_000;

/** `now` is the clock of whoever uses it. */
export async function microsoft({
  now = machineNow,
}: {
  now?: () => Date;
} = {}): Promise<Microsoft> {
  const http = express();
  const server = http.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const watching = new EventEmitter().setMaxListeners(0);
  const failures: (Failure & { path: RegExp })[] = [];
  const losses: { path: RegExp; times: number; silent?: boolean }[] = [];
  const fake: Omit<Microsoft, 'graph'> = {
    serviceUrl: `${origin}/emea/`,
    settings: {
      ToChannelFromBotLoginUrl: `${origin}/login`,
      ToBotFromChannelOpenIdMetadataUrl: `${origin}/openid`,
    },
    graphUrl: origin,
    sent: [],
    until: (matches, from = 0) =>
      new Promise((resolve, reject) => {
        const late = setTimeout(
          () => reject(new Error('The bot never sent what was waited for')),
          LONGEST,
        );
        const look = (): void => {
          const found = fake.sent.slice(from).findLast(matches);
          if (!found) return void watching.once('sent', look);
          clearTimeout(late);
          resolve(found);
        };
        look();
      }),
    rosters: new Map(),
    calls: [],
    heal() {
      failures.splice(0);
      losses.splice(0);
    },
    lose: (path, how) => void losses.push({ path, ...how }),
    fail: (path, answer) => void failures.push({ path, ...answer }),
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  await identity(http, origin);
  http.use('/emea', (req, res, next) => {
    fake.calls.push(`${req.method} ${decodeURIComponent(req.path)}`);
    const failure = failures.find(
      ({ path, times, method = req.method }) =>
        times > 0 && method === req.method && path.test(decodeURIComponent(req.path)),
    );
    if (!failure) return next();
    failure.times -= 1;
    res
      .status(failure.status)
      .set(failure.headers ?? {})
      .json({ error: { code: 'Test', message: 'As the test asked for' } });
  });
  const lost = (path: string) => losses.find((loss) => loss.times > 0 && loss.path.test(path));
  connector(http, fake, { changed: () => watching.emit('sent'), lost, now });
  return Object.assign(fake, { graph: fakeGraph(http, origin, fake) });
}

async function identity(http: Express, origin: string): Promise<void> {
  const { published } = await testKeys();
  http.get(
    '/openid',
    (_req, res) =>
      void res.json({
        issuer: 'https://api.botframework.com',
        jwks_uri: `${origin}/keys`,
        id_token_signing_alg_values_supported: ['RS256'],
      }),
  );
  http.get('/keys', (_req, res) => void res.json({ keys: published }));
  http.post(
    '/login/oauth2/v2.0/token',
    (_req, res) =>
      void res.json({ token_type: 'Bearer', expires_in: 3600, access_token: 'token-of-the-bot' }),
  );
}

interface Watching {
  changed(): void;
  now(): Date;
  lost(path: string): { times: number; silent?: boolean } | undefined;
}

function connector(
  http: Express,
  fake: Omit<Microsoft, 'graph'>,
  { changed, lost, now }: Watching,
): void {
  let count = 0;
  const record = (req: Request, res: Response): void => {
    count += 1;
    const sent = { ...sentOf(req), id: `1:${count}`, updated: false, at: now() };
    fake.sent.push({ ...sent, mark: markOf(sent.card), came: sent.card });
    changed();
    const loss = sent.type === 'message' ? lost(decodeURIComponent(req.path)) : undefined;
    if (loss) loss.times -= 1;
    if (loss?.silent) return;
    if (loss) req.socket.destroy();
    else res.status(201).json({ id: sent.id });
  };
  http.use('/emea', express.json({ limit: '1mb' }));
  http.post('/emea/v3/conversations/:conversation/activities', record);
  http.post('/emea/v3/conversations/:conversation/activities/:replyTo', record);
  http.put('/emea/v3/conversations/:conversation/activities/:id', (req, res) => {
    const at = fake.sent.findIndex(({ id }) => id === req.params.id);
    const before = fake.sent[at];
    if (!before)
      return void res
        .status(404)
        .json({ error: { code: 'NotFound', message: 'No such activity' } });
    // An edit changes the words of a message, and not which one it answers.
    const { replyToId } = before;
    fake.sent[at] = { ...before, ...sentOf(req), replyToId, id: req.params.id, updated: true };
    changed();
    res.json({ id: req.params.id });
  });
  http.get(
    '/emea/v3/teams/:team',
    (req, res) => void res.json({ id: req.params.team, name: 'Team', aadGroupId: GROUP_ID }),
  );
  http.get('/emea/v3/conversations/:conversation/pagedmembers', (req, res) => {
    const members = fake.rosters.get(req.params.conversation);
    if (!members) return void res.status(403).json(NOT_THERE);
    const from = Number(req.query['continuationToken'] ?? 0);
    res.json({
      members: members.slice(from, from + PAGE),
      ...(from + PAGE < members.length && { continuationToken: String(from + PAGE) }),
    });
  });
  http.get('/emea/v3/conversations/:conversation/members/:user', (req, res) => {
    const roster = fake.rosters.get(req.params.conversation);
    if (!roster) return void res.status(403).json(NOT_THERE);
    const member = roster.find(
      ({ id, aadObjectId }) => id === req.params.user || aadObjectId === req.params.user,
    );
    member
      ? res.json(member)
      : res
          .status(404)
          .json({ error: { code: 'MemberNotFoundInConversation', message: 'Not there' } });
  });
}

const NOT_THERE = { error: { code: 'BotNotInConversationRoster', message: 'Not there' } };
const Marked = z.object({ body: z.tuple([z.object({ id: z.string() })], z.unknown()) });
const markOf = (card: unknown): string | null => Marked.safeParse(card).data?.body[0].id ?? null;

function sentOf({
  params,
  body,
  headers,
}: Request): Omit<Sent, 'id' | 'updated' | 'at' | 'mark' | 'came'> {
  return {
    conversation: String(params['conversation']),
    type: body.type,
    summary: body.summary ?? '',
    card: body.attachments?.[0]?.content ?? null,
    replyToId: body.replyToId ?? null,
    token: headers.authorization ?? null,
  };
}
