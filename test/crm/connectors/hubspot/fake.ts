import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import express, { type Request, type Response } from 'express';
import { OBJECT_TYPES, type ObjectType } from '../../../../crm/connectors/hubspot/objects.ts';
import type { OAuthServer, OAuthUser } from '../oauth-server.ts';
import { type Account, fakeAccount, type Stored } from './account.ts';
import { type FakeJournal, fakeJournal } from './journal.ts';
import { hubspotOAuth } from './oauth.ts';
import { BadRequest, search } from './search.ts';
import { hubspotUploads } from './uploads.ts';
import { sendWebhooks, type WebhookApp } from './webhooks.ts';

/** `answer-lost` and `rejected` happen to the next call that writes, the others to the next call. */
export type Trouble = 'rate-limited' | 'unavailable' | 'unauthorised' | 'rejected' | 'answer-lost';

interface Quota {
  calls: number;
  left: number;
  inTenSeconds?: number;
}

/** HubSpot on loopback: it holds what was put in, and is as strict as its documented rules. */
export interface HubspotFake {
  url: string;
  token: string;
  account: Account;
  /** Users and their consents. */
  oauth: OAuthServer;
  journal: FakeJournal;
  /** This user may write nothing of these kinds; nobody is kept from anything where none is given. */
  forbid(email?: string, ...types: ObjectType[]): void;
  next(...troubles: Trouble[]): void;
  /** Asked for every call where nothing was said with `next`. */
  always(trouble: (request: Request) => Trouble | null): void;
  /** Everything that happened in the account since the last time is told by webhooks of this app. */
  tells(app: WebhookApp): Promise<void>;
  /** Nothing is read by its id so soon after it was made, in milliseconds: a webhook may be faster. */
  readsLate(lag: number): void;
  /** A search shows objects with these properties: its index may be older than the objects. */
  searchesAsOf(shown: (row: Stored) => Stored['properties']): void;
  /** Associations come from their first page on, whatever is asked for. */
  ignoreAfter(): void;
  /** Every call is sent on to another address. */
  redirectTo(url: string): void;
  /** Kinds of objects that the key may not read. */
  hide(...types: (ObjectType | 'files' | 'uploads')[]): void;
  /** Answers, but for a search's, say from now on how many calls of the day are left, and how many ten seconds may see. */
  tellsQuota(quota: Quota): void;
  /** Method and path of every call that arrived. */
  calls: string[];
  close(): Promise<void>;
}

export interface FakeOptions {
  now: () => Date;
  /** An object is found by a search so long after it changed, in milliseconds. */
  searchLag?: number;
  port?: number;
}

const VERSION = '2026-09';
const TOKEN = 'pat-eu1-fake';
const LIFECYCLE = ['lead', 'salesqualifiedlead', 'opportunity', 'customer', 'evangelist'];
const LONGEST_URL = 8_000;
const LONGEST_NOTE = 65_536;

export async function fakeHubspot({
  now,
  searchLag = 30_000,
  port = 0,
}: FakeOptions): Promise<HubspotFake> {
  const account = fakeAccount(now);
  const calls: string[] = [];
  const coming: Trouble[] = [];
  const hidden = new Set<string>();
  let ignoresAfter = false;
  let readLag = 0;
  let searched = ({ properties }: Stored) => properties;
  let elsewhere: string | null = null;
  let quota: Quota | null = null;
  let forbidden: { email: string | undefined; types: readonly string[] } = {
    email: undefined,
    types: [],
  };
  let otherwise: (request: Request) => Trouble | null = () => null;
  const http = express();
  http.disable('x-powered-by');

  http.use((request, response, next) => {
    calls.push(`${request.method} ${request.path}`);
    response.set('date', now().toUTCString());
    if (quota && !request.path.endsWith('/search'))
      response.set({
        'x-hubspot-ratelimit-daily': String(quota.calls),
        'x-hubspot-ratelimit-daily-remaining': String(quota.left),
        'x-hubspot-ratelimit-interval-milliseconds': '10000',
        'x-hubspot-ratelimit-max': String(quota.inTenSeconds ?? 190),
      });
    if (elsewhere !== null) return response.redirect(307, elsewhere);
    if (request.originalUrl.length > LONGEST_URL) return void response.status(414).end();
    next();
  });
  const oauth = hubspotOAuth(http, now);
  const journal = fakeJournal(http, { account, now, says });
  http.use((request, response, next) => {
    const bearer = request.headers.authorization?.replace(/^Bearer /, '') ?? '';
    const user = oauth.userOf(bearer);
    if (bearer !== TOKEN && !user)
      return says(response, 401, 'Authentication credentials not found', 'INVALID_AUTHENTICATION');
    response.locals['user'] = user;
    const isWrite =
      request.method === 'PATCH' ||
      (/^\/(?:crm\/objects|files)\/[^/]+\/[^/]+$/.test(request.path) && request.method === 'POST');
    const [first] = coming;
    const waits = (first === 'answer-lost' || first === 'rejected') && !isWrite;
    const trouble = first && !waits ? coming.shift() : otherwise(request);
    if (trouble === 'answer-lost') {
      // The work is done all the same, and nobody hears of it.
      response.json = () => {
        response.destroy();
        return response;
      };
    } else if (trouble) return fails(response, trouble);
    next();
  });
  const mayWrite = () => !hidden.has('uploads');
  hubspotUploads(http, { account, version: VERSION, mayWrite, says });
  http.use(express.json({ limit: '10mb' }));

  http.get(`/account-info/${VERSION}/details`, (_, response) => {
    response.json({ portalId: 4711, uiDomain: 'app-eu1.hubspot.com', companyCurrency: 'EUR' });
  });
  http.get(`/crm/owners/${VERSION}`, ({ query }, response) => {
    const archived = query['archived'] === 'true';
    response.json({ results: account.owners.filter((owner) => owner.archived === archived) });
  });
  http.get(`/crm/pipelines/${VERSION}/:type`, ({ params }, response) => {
    response.json({ results: account.pipelines[params.type] ?? [] });
  });

  http.get(`/files/${VERSION}/files/:id`, ({ params }, response) => {
    if (hidden.has('files'))
      return says(response, 403, 'This key lacks the scope files.ui_hidden.read', 'MISSING_SCOPES');
    const file = account.files[params.id];
    if (!file) return says(response, 404, `There is no file ${params.id}`, 'OBJECT_NOT_FOUND');
    response.json({ id: params.id, archived: false, type: 'DOCUMENT', size: 240_000, ...file });
  });

  http.get(`/crm/properties/${VERSION}/companies/:name`, ({ params }, response) => {
    const options = account.options[params.name];
    if (!options) return says(response, 404, `Property "${params.name}" does not exist`);
    response.json({ name: params.name, type: 'enumeration', options });
  });

  const typed = (request: Request, response: Response): ObjectType | null => {
    const type = OBJECT_TYPES.find((one) => one === request.params['type']);
    const user: OAuthUser | null = response.locals['user'];
    const isWrite = /^(?:POST|PATCH) [^ ]*\/objects\/[^/]+\/\w+(?:\/\d+)?$/.test(
      `${request.method} ${request.path}`,
    );
    const isForbidden = user?.email === forbidden.email && forbidden.types.includes(type ?? '');
    if (isWrite && isForbidden)
      says(response, 403, `You may not edit ${type} of this record`, 'MISSING_SCOPES');
    else if (!type) says(response, 404, 'Unable to infer object type', 'OBJECT_NOT_FOUND');
    else if (hidden.has(type))
      says(response, 403, `This key lacks the scope crm.objects.${type}.read`, 'MISSING_SCOPES');
    else return type;
    return null;
  };

  const base = `/crm/objects/${VERSION}/:type`;
  http.get(base, (request, response) => {
    const type = typed(request, response);
    if (!type) return;
    const limit = Number(request.query['limit'] ?? 10);
    if (!(limit >= 1 && limit <= 100)) return says(response, 400, 'limit must be 1 to 100');
    const after = Number(request.query['after'] ?? 0);
    const archived = request.query['archived'] === 'true';
    const rows = account
      .all(type)
      .filter((row) => row.archived === archived && Number(row.id) > after);
    const page = rows.slice(0, limit);
    const names = String(request.query['properties'] ?? '').split(',');
    response.json({
      results: page.map((row) => shown(row, names)),
      ...(rows.length > limit && { paging: { next: { after: page.at(-1)?.id } } }),
    });
  });
  http.post(`${base}/search`, (request, response) => {
    const type = typed(request, response);
    if (!type) return;
    const visible = account
      .all(type)
      .filter((row) => !row.archived && row.updatedAt.getTime() <= now().getTime() - searchLag);
    try {
      const { rows, total, after, names } = search(visible, request.body);
      response.json({
        total,
        results: rows.map((row) => shown({ ...row, properties: searched(row) }, names)),
        ...(after && { paging: { next: { after } } }),
      });
    } catch (cause) {
      if (!(cause instanceof BadRequest)) throw cause;
      says(response, 400, cause.message);
    }
  });
  http.post(`${base}/batch/read`, (request, response) => {
    const type = typed(request, response);
    if (!type) return;
    const { inputs, properties } = request.body as {
      inputs: { id: string }[];
      properties: string[];
    };
    if (inputs.length === 0 || inputs.length > 100) return says(response, 400, '1 to 100 inputs');
    response.json({
      status: 'COMPLETE',
      results: inputs.flatMap(({ id }) => {
        const row = account.get(type, id);
        const isReadable = row && row.createdAt.getTime() <= now().getTime() - readLag;
        return isReadable && !row.archived ? [shown(row, properties)] : [];
      }),
    });
  });
  http.get(`${base}/:id`, (request, response) => {
    const type = typed(request, response);
    if (!type) return;
    const row = account.get(type, request.params.id);
    if (!row || row.archived) return says(response, 404, 'resource not found', 'OBJECT_NOT_FOUND');
    response.json(shown(row, String(request.query['properties'] ?? '').split(',')));
  });
  http.post(base, (request, response) => {
    const type = typed(request, response);
    if (!type) return;
    const { properties, associations = [] } = request.body as {
      properties: Record<string, string>;
      associations?: { to: { id: string }; types: { associationTypeId: number }[] }[];
    };
    const wrong = faultOf(type, properties);
    if (wrong) return says(response, 400, wrong, 'VALIDATION_ERROR');
    const companies = associations.map(({ to }) => to.id);
    const unknown = companies.find((id) => !account.lives('companies', id));
    if (unknown)
      return says(response, 404, `company ${unknown} does not exist`, 'OBJECT_NOT_FOUND');
    const by = { hs_created_by_user_id: response.locals['user']?.id ?? null };
    const id = account.add(type, { ...properties, ...by }, companies);
    response.status(201).json(shown(account.get(type, id) as Stored, Object.keys(properties)));
  });
  http.patch(`${base}/:id`, (request, response) => {
    const type = typed(request, response);
    if (!type) return;
    const { properties } = request.body as { properties: Record<string, string> };
    if (!account.lives(type, request.params.id))
      return says(response, 404, `there is no ${type} ${request.params.id}`, 'OBJECT_NOT_FOUND');
    const before = account.get(type, request.params.id)?.properties['lifecyclestage'] ?? '';
    const stage = properties['lifecyclestage'];
    // A step back is ignored without a word, and so is what it came with in that property.
    if (stage && LIFECYCLE.indexOf(stage) < LIFECYCLE.indexOf(before))
      delete properties['lifecyclestage'];
    const by = { hs_updated_by_user_id: response.locals['user']?.id ?? null };
    account.change(type, request.params.id, { ...properties, ...by });
    response.json(shown(account.get(type, request.params.id) as Stored, Object.keys(properties)));
  });
  http.delete(`${base}/:id`, (request, response) => {
    const type = typed(request, response);
    if (!type) return;
    if (account.lives(type, request.params.id)) account.archive(type, request.params.id);
    response.status(204).end();
  });
  http.post(`/crm/associations/${VERSION}/:from/:to/batch/read`, (request, response) => {
    const { from, to } = request.params as { from: ObjectType; to: ObjectType };
    const { inputs } = request.body as { inputs: { id: string; after?: string }[] };
    if (inputs.length === 0 || inputs.length > 1000) return says(response, 400, '1 to 1000 inputs');
    response.json({
      status: 'COMPLETE',
      results: inputs.flatMap(({ id, after }) => {
        const all = account.associated(from, id, to);
        const start = ignoresAfter ? 0 : Number(after ?? 0);
        const page = all.slice(start, start + 100);
        return page.length === 0
          ? []
          : [
              {
                from: { id },
                to: page,
                ...(all.length > start + 100 && {
                  paging: { next: { after: String(start + 100) } },
                }),
              },
            ];
      }),
    });
  });
  http.use((_, response) => says(response, 404, 'resource not found'));

  const server = http.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    token: TOKEN,
    account,
    oauth,
    journal,
    forbid: (email, ...types) => {
      forbidden = { email, types };
    },
    calls,
    next: (...troubles) => void coming.push(...troubles),
    always: (trouble) => {
      otherwise = trouble;
    },
    tells: (app) => sendWebhooks(app, { happened: account.takeHappenings(), at: now() }),
    readsLate: (lag) => {
      readLag = lag;
    },
    searchesAsOf: (given) => {
      searched = given;
    },
    ignoreAfter: () => {
      ignoresAfter = true;
    },
    tellsQuota: (given) => {
      quota = given;
    },
    redirectTo: (url) => {
      elsewhere = url;
    },
    hide: (...types) => {
      hidden.clear();
      for (const type of types) hidden.add(type);
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Properties that nobody asked for are not told, but for a few. */
function shown({ properties, ...row }: Stored, names: readonly string[]) {
  const told = ['hs_object_id', 'createdate', 'hs_lastmodifieddate', 'lastmodifieddate', ...names];
  return {
    ...row,
    properties: Object.fromEntries(
      told
        .filter((name) => name in properties || names.includes(name))
        .filter(Boolean)
        .map((name) => [name, properties[name] ?? null]),
    ),
  };
}

function faultOf(type: ObjectType, properties: Record<string, string>): string | null {
  if ((type === 'notes' || type === 'tasks') && !properties['hs_timestamp'])
    return 'Property "hs_timestamp" is required';
  if ((properties['hs_note_body']?.length ?? 0) > LONGEST_NOTE)
    return 'Property "hs_note_body" is longer than 65536 characters';
  return null;
}

function fails(response: Response, trouble: Exclude<Trouble, 'answer-lost'>): void {
  if (trouble === 'rate-limited') {
    response.set('retry-after', '7');
    says(response, 429, 'You have reached your ten_secondly_rolling limit.', 'RATE_LIMITS');
  } else if (trouble === 'rejected')
    says(response, 400, 'Property "renewal_risk" is required at this stage', 'VALIDATION_ERROR');
  else if (trouble === 'unavailable') says(response, 502, 'bad gateway');
  else says(response, 401, 'The key expired', 'EXPIRED_AUTHENTICATION');
}

function says(
  response: Response,
  status: number,
  message: string,
  category = 'VALIDATION_ERROR',
): void {
  response.status(status).json({ status: 'error', message, category, correlationId: 'c-1' });
}
