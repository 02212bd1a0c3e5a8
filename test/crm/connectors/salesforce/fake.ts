import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import express, { type NextFunction, type Request, type Response } from 'express';
import type { OAuthServer } from '../oauth-server.ts';
import { refuse } from './answers.ts';
import { bulkJobs } from './bulk.ts';
import { salesforceOAuth } from './oauth.ts';
import { fakeOrganisation, type Organisation } from './organisation.ts';
import { sessions } from './sessions.ts';
import { FaultyQuery, type SObject } from './soql.ts';
import { salesforceUploads } from './uploads.ts';
import { derived, refusalOf } from './writing.ts';

/** `answer-lost`, `rejected` and `locked` happen to the next call that writes, the others to the next call. */
export type Trouble =
  | 'rate-limited'
  | 'unavailable'
  | 'unauthorised'
  | 'rejected'
  | 'locked'
  | 'answer-lost';

/** Salesforce on loopback: it holds what was put in, and is as strict as its documented rules. */
export interface SalesforceFake {
  url: string;
  organisation: Organisation;
  bulk: ReturnType<typeof bulkJobs>;
  sessions: ReturnType<typeof sessions>;
  /** Users and their consents. */
  oauth: OAuthServer;
  /** This user may write no activities; nobody is kept from it where none is given. */
  forbid(email?: string): void;
  next(...troubles: Trouble[]): void;
  /** Asked for every call where nothing was set with `next`. */
  always(trouble: (request: Request) => Trouble | null): void;
  /** Each answer to a query ends after so many rows. */
  endAnswersAfter(rows: number): void;
  /** Every call is sent on to another address. */
  redirectTo(url: string): void;
  /** Method and path of every call that arrived, and the address's length. */
  calls: { path: string; length: number }[];
  close(): Promise<void>;
}

export const VERSION = 'v66.0';
/** Address and headers together. */
const LONGEST_HEAD = 16_384;
const LONGEST_ANSWER = 2_000;
const CALLS_OF_A_DAY = 15_000;

export async function fakeSalesforce({
  now,
  port = 0,
}: {
  now: () => Date;
  port?: number;
}): Promise<SalesforceFake> {
  const organisation = fakeOrganisation(now);
  const logins = sessions();
  const bulk = bulkJobs(organisation);
  const calls: { path: string; length: number }[] = [];
  const coming: Trouble[] = [];
  let otherwise: (request: Request) => Trouble | null = () => null;
  let elsewhere: string | null = null;
  let longest = LONGEST_ANSWER;
  let forbidden: string | null = null;
  const http = express();
  http.disable('x-powered-by');

  http.use((request, response, next) => {
    const length = request.originalUrl.length + request.rawHeaders.join(': \r\n').length;
    calls.push({ path: `${request.method} ${request.path}`, length });
    response.set('date', now().toUTCString());
    response.set('sforce-limit-info', `api-usage=${calls.length}/${CALLS_OF_A_DAY}`);
    if (elsewhere !== null) return response.redirect(307, elsewhere);
    if (length > LONGEST_HEAD) return void response.status(431).end();
    next();
  });
  const oauth = salesforceOAuth(http, now);
  http.post(
    '/services/oauth2/token',
    express.urlencoded({ extended: false }),
    (request, response) => logins.grant(request, response),
  );
  const api = express.Router();
  http.use(`/services/data/${VERSION}`, api);

  api.use((request, response, next) => {
    const isUpload = request.method === 'POST' && request.path === '/sobjects/ContentVersion';
    const isWrite = request.method === 'PATCH' || isUpload;
    const [first] = coming;
    const waits = first && ['answer-lost', 'rejected', 'locked'].includes(first) && !isWrite;
    const trouble = first && !waits ? coming.shift() : otherwise(request);
    if (trouble === 'unauthorised') logins.takeBack();
    const user = oauth.userOf(request.headers.authorization?.replace(/^Bearer /, '') ?? '');
    response.locals['user'] = user;
    if (!user && !logins.admits(request))
      return refuse(response, 401, 'INVALID_SESSION_ID', 'Session expired or invalid');
    if (trouble === 'answer-lost') loseAnswer(response);
    else if (trouble) return fail(response, trouble);
    if (isWrite && user && user.email === forbidden)
      return refuse(
        response,
        403,
        'INSUFFICIENT_ACCESS_OR_READONLY',
        'insufficient access rights on object id',
      );
    next();
  });
  api.use('/jobs/query', bulk.router);
  salesforceUploads(api, {
    organisation,
    mayWrite: () => !organisation.isHidden('ContentVersion'),
  });
  api.use(express.json({ limit: '10mb' }));

  const query = (deleted: boolean) => (request: Request, response: Response) => {
    const { object, fields, rows } = organisation.query(String(request.query['q'] ?? ''), {
      deleted,
    });
    const records = rows.slice(0, longest).map((row) => shown(object, row, fields));
    response.json({
      totalSize: rows.length,
      done: rows.length <= longest,
      records,
      ...(rows.length > longest && { nextRecordsUrl: `/services/data/${VERSION}/query/01g-2000` }),
    });
  };
  api.get('/query', query(false));
  api.get('/queryAll', query(true));

  const shown = (object: string, row: SObject, fields: readonly string[]) => {
    const inner = fields.filter((field) => field.includes('.'));
    const outer = inner.map((field) => {
      const [parent = '', name = ''] = field.split('.');
      const value = organisation.valueOf(row, field);
      return [parent, value === null ? null : { attributes: { type: parent }, [name]: value }];
    });
    const plain = fields.filter((field) => !field.includes('.'));
    return {
      attributes: { type: object, url: `/services/data/${VERSION}/sobjects/${object}/${row.Id}` },
      ...Object.fromEntries(plain.map((field) => [field, row[field] ?? null])),
      ...Object.fromEntries(outer),
    };
  };

  api.get('/limits/recordCount', (request, response) => {
    const names = String(request.query['sObjects'] ?? '').split(',');
    response.json({
      sObjects: names.map((name) => ({ name, count: organisation.all(name).length })),
    });
  });
  api.get('/sobjects/ContentVersion/:id/VersionData', ({ params }, response) => {
    const version = organisation.get('ContentVersion', params.id);
    if (!version) return notFound(response);
    response.type('application/octet-stream').send(String(version['VersionData']));
  });

  api.use('/sobjects/:name', (request, response, next) => {
    const { name } = request.params;
    if (!organisation.schema[name] || organisation.isHidden(name)) return notFound(response);
    next();
  });
  api.get('/sobjects/:name/describe', ({ params: { name } }, response) => {
    const schema = organisation.schema[name];
    if (!schema) return notFound(response);
    const visible = Object.entries(schema.fields).filter(
      ([field]) => !organisation.isHidden(name, field),
    );
    response.json({
      name,
      label: schema.label,
      keyPrefix: schema.prefix,
      fields: visible.map(([field, { label = field, nameField = false, referenceTo = [] }]) => ({
        name: field,
        label,
        nameField,
        referenceTo,
      })),
    });
  });

  /** A record by the value of an external id. */
  api.use('/sobjects/:name/:field/:value', (request, response, next) => {
    const { name, field } = request.params;
    const isKey = organisation.schema[name]?.fields[field]?.externalId;
    if (isKey && !organisation.isHidden(name, field)) return next();
    const words = 'Provided external ID field does not exist or is not accessible: ';
    refuse(response, 404, 'NOT_FOUND', `${words}${field}`);
  });
  const allByKey = ({ name, field, value }: Record<string, string>) =>
    organisation
      .all(name ?? '')
      .filter((row) => row[field ?? ''] === value && row['IsDeleted'] === false);
  api.get('/sobjects/:name/:field/:value', ({ params, query: { fields } }, response) => {
    const [row, other] = allByKey(params);
    if (other) return void response.status(300).json([]);
    if (!row) return notFound(response);
    response.json(shown(params.name, row, String(fields ?? 'Id').split(',')));
  });
  api.patch('/sobjects/:name/:field/:value', ({ params, body }, response) => {
    const { name, field, value } = params;
    if (allByKey(params).length > 1) return void response.status(300).json([]);
    const [known] = allByKey(params);
    if (!isTaken(response, name, body)) return;
    const values = { ...body, ...derived(organisation, name, body, now()), [field]: value };
    const by = response.locals['user']?.id ?? null;
    if (known) organisation.change(name, known.Id, { ...values, LastModifiedById: by });
    const id = known?.Id ?? organisation.add(name, { ...values, CreatedById: by });
    response.status(known ? 200 : 201).json({ id, success: true, errors: [], created: !known });
  });
  api.get('/sobjects/:name/:id', ({ params: { name, id }, query: { fields } }, response) => {
    const row = organisation.get(name, id);
    if (!row) return notFound(response);
    if (row['IsDeleted']) return refuse(response, 404, 'ENTITY_IS_DELETED', 'entity is deleted');
    response.json(shown(name, row, String(fields ?? 'Id').split(',')));
  });
  api.patch('/sobjects/:name/:id', ({ params: { name, id }, body }, response) => {
    const row = organisation.get(name, id);
    if (!row) return notFound(response);
    if (row['IsDeleted']) return refuse(response, 404, 'ENTITY_IS_DELETED', 'entity is deleted');
    if (!isTaken(response, name, body)) return;
    const LastModifiedById = response.locals['user']?.id ?? null;
    const values = { ...body, ...derived(organisation, name, body, now()), LastModifiedById };
    organisation.change(name, id, values);
    response.status(204).end();
  });
  api.delete('/sobjects/:name/:id', ({ params: { name, id } }, response) => {
    if (!organisation.lives(name, id)) return notFound(response);
    const owner = name === 'ContentDocument' ? organisation.get(name, id)?.['OwnerId'] : undefined;
    const isOwner = owner === undefined || owner === (response.locals['user']?.id ?? null);
    if (!isOwner)
      return refuse(response, 403, 'INSUFFICIENT_ACCESS_OR_READONLY', 'insufficient access rights');
    organisation.remove(name, id);
    for (const link of organisation.all('ContentDocumentLink'))
      if (link['ContentDocumentId'] === id) organisation.remove('ContentDocumentLink', link.Id);
    response.status(204).end();
  });
  const isTaken = (response: Response, name: string, values: Record<string, unknown>): boolean => {
    const refusal = refusalOf(organisation, name, values);
    if (refusal) refuse(response, 400, refusal.code, refusal.message);
    return refusal === null;
  };
  http.use((_: Request, response: Response) => notFound(response));
  http.use((cause: unknown, _: Request, response: Response, next: NextFunction) => {
    if (cause instanceof FaultyQuery) refuse(response, 400, cause.code, cause.message);
    else next(cause);
  });

  const server = http.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  logins.standAt(url);
  return {
    url,
    organisation,
    bulk,
    sessions: logins,
    oauth,
    forbid: (email) => {
      forbidden = email ?? null;
    },
    calls,
    next: (...troubles) => void coming.push(...troubles),
    always: (trouble) => {
      otherwise = trouble;
    },
    endAnswersAfter: (rows) => {
      longest = rows;
    },
    redirectTo: (address) => {
      elsewhere = address;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

const notFound = (response: Response) =>
  refuse(response, 404, 'NOT_FOUND', 'The requested resource does not exist');

/** The work is done all the same, and nobody hears of it. */
function loseAnswer(response: Response): void {
  const destroy = () => {
    response.destroy();
    return response;
  };
  response.json = destroy;
  response.end = destroy;
}

function fail(response: Response, trouble: Exclude<Trouble, 'answer-lost'>): void {
  if (trouble === 'rate-limited') {
    response.set('retry-after', '7');
    refuse(response, 403, 'REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.');
  } else if (trouble === 'rejected')
    refuse(
      response,
      400,
      'FIELD_CUSTOM_VALIDATION_EXCEPTION',
      'Renewal risk is required at this stage',
    );
  else if (trouble === 'locked')
    refuse(response, 400, 'UNABLE_TO_LOCK_ROW', 'unable to obtain exclusive access to this record');
  else refuse(response, 503, 'SERVER_UNAVAILABLE', 'The server is busy');
}
