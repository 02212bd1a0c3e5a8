import { createHash } from 'node:crypto';
import express, { type Express, type Request, type Response } from 'express';
import type { Account } from './account.ts';
import { detailsOf, type Happening, TYPE_IDS } from './webhooks.ts';

export const JOURNAL_APP = { id: 'journal-app-id', secret: 'the-secret-of-the-app' };
const VERSION = '2026-03';
const PORTAL = '4711';
const TOKEN = 'journal-token';
const SCOPES = [
  'developer.webhooks_journal.read',
  'developer.webhooks_journal.subscriptions.read',
  'developer.webhooks_journal.subscriptions.write',
];
const ACTIONS = ['CREATE', 'UPDATE', 'DELETE', 'MERGE', 'RESTORE'];
const LINKS = ['ASSOCIATION_ADDED', 'ASSOCIATION_REMOVED'];
/** Events of one file. */
const LARGEST = 100;

interface Subscription {
  id: number;
  portalId: number;
  subscriptionType: string;
  objectTypeId: string;
  actions: string[];
  associatedObjectTypeIds?: string[];
}
interface Part {
  offset: string;
  events: unknown[];
}
type Says = (response: Response, status: number, message: string, category?: string) => void;

/** HubSpot's webhooks journal: what was subscribed to when it happened, in files that are kept for a while. */
export interface FakeJournal {
  subscriptions: readonly Subscription[];
  /** Writes down the news of the account, as far as they are subscribed to. */
  write(): void;
  /** The oldest parts are thrown away. */
  forget(parts: number): void;
  /** The app is refused its token. */
  refuseApp(isRefused: boolean): void;
}

export function fakeJournal(
  http: Express,
  { account, now, says }: { account: Account; now: () => Date; says: Says },
): FakeJournal {
  const subscriptions: Subscription[] = [];
  let [parts, written, isRefused]: [Part[], number, boolean] = [[], 0, false];
  const addressOf = (request: Request, offset: string) => {
    const seal = createHash('sha256').update(offset).digest('hex').slice(0, 16);
    return `http://${request.headers.host}/journal-files/${offset}?X-Amz-Signature=${seal}`;
  };

  http.post(
    `/oauth/${VERSION}/token`,
    express.urlencoded({ extended: false }),
    ({ body }, response) => {
      const isApp = body.client_id === JOURNAL_APP.id && body.client_secret === JOURNAL_APP.secret;
      const scopes = String(body.scope ?? '').split(' ');
      if (body.grant_type !== 'client_credentials' || !isApp || isRefused)
        return says(response, 400, 'missing or unknown client', 'BAD_CLIENT');
      if (!SCOPES.every((scope) => scopes.includes(scope)))
        return says(response, 400, 'a scope is missing', 'MISSING_SCOPES');
      response.json({ access_token: TOKEN, token_type: 'bearer', expires_in: 1800 });
    },
  );
  /** Files lie elsewhere: their address is signed, and a second signature is refused. */
  http.get('/journal-files/:offset', (request, response) => {
    const part = parts.find(({ offset }) => offset === request.params.offset);
    if (request.headers.authorization) return void response.status(400).end();
    if (!part || !addressOf(request, part.offset).endsWith(request.originalUrl))
      return void response.status(403).end();
    response.json({
      offset: part.offset,
      journalEvents: part.events,
      publishedAt: now().toISOString(),
    });
  });
  http.use('/webhooks-journal', express.json(), (request, response, next) => {
    if (request.headers.authorization === `Bearer ${TOKEN}`) return next();
    says(response, 401, 'The journal needs a token of the app itself', 'INVALID_AUTHENTICATION');
  });
  http.get(`/webhooks-journal/subscriptions/${VERSION}`, (_, response) => {
    response.json({ results: subscriptions });
  });
  http.post(`/webhooks-journal/subscriptions/${VERSION}`, ({ body }, response) => {
    const isLink = body.subscriptionType === 'ASSOCIATION';
    const allowed = isLink ? LINKS : ACTIONS;
    const isKnown = Object.values(TYPE_IDS).includes(body.objectTypeId);
    if (body.portalId !== Number(PORTAL) || !isKnown || body.actions.length === 0)
      return says(response, 400, 'portalId, objectTypeId and actions are required');
    if (!body.actions.every((action: string) => allowed.includes(action)))
      return says(response, 400, `${body.subscriptionType} has no such action`);
    if (isLink && !(body.associatedObjectTypeIds?.length > 0))
      return says(response, 400, 'associatedObjectTypeIds is required');
    if (!Array.isArray(body.objectIds) || !Array.isArray(body.properties))
      return says(response, 400, 'objectIds and properties are required');
    const subscription = { ...body, id: subscriptions.length + 1 };
    subscriptions.push(subscription);
    response.status(201).json(subscription);
  });
  const local = `/webhooks-journal/journal-local/${VERSION}`;
  const answer = (request: Request, response: Response, part: Part | undefined) => {
    if (request.query['installPortalId'] !== PORTAL)
      return says(response, 400, 'installPortalId is required');
    if (!part) return void response.status(204).end();
    const expiresAt = new Date(now().getTime() + 3_600_000).toISOString();
    response.json({ url: addressOf(request, part.offset), expiresAt, currentOffset: part.offset });
  };
  http.get(`${local}/earliest`, (request, response) => answer(request, response, parts[0]));
  http.get(`${local}/offset/:offset/next`, (request, response) => {
    const at = parts.findIndex(({ offset }) => offset === request.params.offset);
    if (at < 0) return says(response, 404, 'The offset has expired', 'OBJECT_NOT_FOUND');
    answer(request, response, parts[at + 1]);
  });

  const isWanted = (subscriptionType: string, objectTypeId: unknown, action: string) =>
    subscriptions.some(
      (one) =>
        one.subscriptionType === subscriptionType &&
        one.objectTypeId === objectTypeId &&
        one.actions.includes(action),
    );
  const eventsOf = (one: Happening): unknown[] => {
    const about = { portalId: Number(PORTAL), occurredAt: now().toISOString() };
    if (one.deed === 'associationChange') {
      const [type, id] = one.from;
      const event = {
        type: 'association',
        action: 'ASSOCIATION_ADDED',
        objectTypeId: TYPE_IDS[type],
        objectId: Number(id),
        associatedObjectTypeId: TYPE_IDS[one.to[0]],
        associatedObjectId: Number(one.to[1]),
      };
      return isWanted('ASSOCIATION', event.objectTypeId, event.action)
        ? [{ ...about, ...event }]
        : [];
    }
    const action = ACTION_OF[one.deed];
    const event = { type: 'crmObject', action, ...detailsOf(one) };
    return isWanted('OBJECT', TYPE_IDS[one.type], action) ? [{ ...about, ...event }] : [];
  };

  return {
    subscriptions,
    write() {
      const events = account.takeHappenings().flatMap(eventsOf);
      for (let from = 0; from < events.length; from += LARGEST) {
        written += 1;
        const offset = `00000000-0000-4000-8000-${String(written).padStart(12, '0')}`;
        parts.push({ offset, events: events.slice(from, from + LARGEST) });
      }
    },
    forget: (some) => {
      parts = parts.slice(some);
    },
    refuseApp: (given) => {
      isRefused = given;
    },
  };
}

const ACTION_OF = {
  creation: 'CREATE',
  propertyChange: 'UPDATE',
  deletion: 'DELETE',
  merge: 'MERGE',
} as const;
