import type { Express, Request, Response } from 'express';
import { APP_ID, TENANT } from './client.ts';
import type { Microsoft, Sent } from './microsoft.ts';

/** Microsoft Graph on loopback: what the connector took, as an app may read it. */
export interface FakeGraph {
  /** The app's rights to read; none, where nobody agreed to them. */
  may: { channels: boolean; chats: boolean };
  /** The roles that an administrator gave the app, as its token says. */
  roles: readonly string[];
  /** The path of every call. */
  calls: string[];
  /** The next calls are answered with this. */
  fail(answer: { status: number; headers?: Record<string, string>; times: number }): void;
}

const TOKEN = 'header.';
/** Of the team in which every channel is. */
export const GROUP_ID = '22222222-3333-4444-8555-666666666666';

export function fakeGraph(
  http: Express,
  origin: string,
  fake: Pick<Microsoft, 'sent' | 'rosters'>,
): FakeGraph {
  const graph: FakeGraph = {
    may: { channels: true, chats: true },
    roles: [],
    calls: [],
    fail: (answer) => void failures.push(answer),
  };
  const failures: { status: number; headers?: Record<string, string>; times: number }[] = [];
  http.post(`/${TENANT}/oauth2/v2.0/token`, formBody, (req, res) => {
    const isOurs =
      req.body.get('client_id') === APP_ID && req.body.get('scope') === `${origin}/.default`;
    isOurs
      ? res.json({
          token_type: 'Bearer',
          expires_in: 3600,
          access_token: `${TOKEN}${Buffer.from(JSON.stringify({ roles: graph.roles })).toString('base64url')}.signature`,
        })
      : refuse(res, 400);
  });
  http.use('/v1.0', (req, res, next) => {
    graph.calls.push(decodeURIComponent(req.url));
    const failure = failures.find(({ times }) => times > 0);
    if (failure) failure.times -= 1;
    if (failure)
      return void res
        .set(failure.headers ?? {})
        .status(failure.status)
        .json({ error: { code: 'Test' } });
    req.get('authorization')?.startsWith(`Bearer ${TOKEN}`) ? next() : refuse(res, 401);
  });
  http.get('/v1.0/teams/:group/channels/:channel/messages', (req, res) => {
    if (!graph.may.channels) return refuse(res, 403);
    if (req.params.group !== GROUP_ID) return refuse(res, 404);
    page(
      req,
      res,
      newest(fake.sent.filter(({ conversation }) => conversation === req.params.channel)),
      origin,
    );
  });
  http.get('/v1.0/users/:user/teamwork/installedApps', (req, res) => {
    if (!graph.may.chats) return refuse(res, 403);
    const isOurs =
      req.query['$expand'] === 'teamsApp' &&
      req.query['$filter'] === `teamsApp/externalId eq '${APP_ID}'`;
    res.json({
      value: isOurs
        ? [{ id: `installed-for-${req.params.user}`, teamsApp: { externalId: APP_ID } }]
        : [],
    });
  });
  http.get('/v1.0/users/:user/teamwork/installedApps/:installation/chat', (req, res) => {
    if (!graph.may.chats) return refuse(res, 403);
    req.params.installation === `installed-for-${req.params.user}`
      ? res.json({ id: chatIdOf(req.params.user), chatType: 'oneOnOne' })
      : refuse(res, 404);
  });
  http.get('/v1.0/chats/:chat/messages', (req, res) => {
    if (!graph.may.chats) return refuse(res, 403);
    const conversation = conversationOf(req.params.chat, fake);
    // Else Graph leaves the filter out of account.
    const since = String(req.query['$orderby']).startsWith('lastModifiedDateTime')
      ? /^lastModifiedDateTime gt (\S+)$/.exec(String(req.query['$filter']))?.[1]
      : undefined;
    page(
      req,
      res,
      newest(
        fake.sent.filter(
          (sent) => sent.conversation === conversation && (!since || sent.at > new Date(since)),
        ),
      ),
      origin,
    );
  });
  return graph;
}

const chatIdOf = (user: string): string => `19:${user}_${APP_ID}@unq.gbl.spaces`;
const refuse = (res: Response, status: number): void =>
  void res.status(status).json({ error: { code: 'Test', message: 'Refused' } });
const newest = (sent: readonly Sent[]): Sent[] =>
  sent.filter(({ type }) => type === 'message').toSorted((a, b) => b.at.getTime() - a.at.getTime());

/** A group chat has one name; a personal chat is called otherwise by the connector. */
function conversationOf(chat: string, { rosters }: Pick<Microsoft, 'rosters'>): string {
  for (const [conversation, [member, ...others]] of rosters)
    if (member && others.length === 0 && chat === chatIdOf(member.aadObjectId ?? ''))
      return conversation;
  return chat;
}

function page(req: Request, res: Response, sent: readonly Sent[], origin: string): void {
  const [top, from] = [
    Math.min(50, Number(req.query['$top'] ?? 20)),
    Number(req.query['$skiptoken'] ?? 0),
  ];
  const value = sent.slice(from, from + top).map(({ id, at, card }) => ({
    id,
    messageType: 'message',
    createdDateTime: at.toISOString(),
    lastModifiedDateTime: at.toISOString(),
    from: { application: { id: APP_ID, applicationIdentityType: 'bot' }, user: null },
    body: { contentType: 'html', content: '<attachment id="1"></attachment>' },
    attachments: [
      {
        id: '1',
        contentType: 'application/vnd.microsoft.card.adaptive',
        content: JSON.stringify(card),
      },
    ],
  }));
  const next = new URL(req.originalUrl, origin);
  next.searchParams.set('$skiptoken', String(from + top));
  res.json({ value, ...(from + top < sent.length && { '@odata.nextLink': next.href }) });
}

function formBody(req: Request, _: Response, next: () => void): void {
  let text = '';
  req.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  req.on('end', () => {
    req.body = new URLSearchParams(text);
    next();
  });
}
