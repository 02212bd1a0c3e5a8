import { z } from 'zod';
import { type HubspotClient, MissingScope } from './client.ts';
import { OBJECT_TYPES } from './objects.ts';
import { TYPES } from './webhooks.ts';

const PATH = '/webhooks-journal/subscriptions/2026-03';
const COMPANIES = '0-2';

const Subscription = z.object({
  subscriptionType: z.string(),
  objectTypeId: z.string().nullish(),
  portalId: z.coerce.string().nullish(),
  deletedAt: z.string().nullish(),
});
const Subscriptions = z.object({ results: z.array(Subscription) });

const WANTED = OBJECT_TYPES.flatMap((type) => {
  const objectTypeId = Object.keys(TYPES).find((id) => id.includes('-') && TYPES[id] === type);
  if (objectTypeId === undefined) return [];
  const object = {
    subscriptionType: 'OBJECT',
    objectTypeId,
    actions: ['CREATE', 'UPDATE', 'DELETE', 'MERGE', 'RESTORE'],
  };
  const association = {
    subscriptionType: 'ASSOCIATION',
    objectTypeId,
    actions: ['ASSOCIATION_ADDED', 'ASSOCIATION_REMOVED'],
    associatedObjectTypeIds: [COMPANIES],
  };
  return objectTypeId === COMPANIES ? [object] : [object, association];
});

/** Subscribes to the objects that are read, where that is still to do. A kind that the app may not read is left out. */
export async function subscribe(client: HubspotClient, portal: string): Promise<void> {
  const { body } = await client.send(Subscriptions, { path: PATH });
  const known = new Set(
    body.results
      .filter(({ portalId, deletedAt }) => portalId === portal && !deletedAt)
      .map(({ subscriptionType, objectTypeId }) => `${subscriptionType} ${objectTypeId}`),
  );
  for (const wanted of WANTED) {
    if (known.has(`${wanted.subscriptionType} ${wanted.objectTypeId}`)) continue;
    const request = { ...wanted, portalId: Number(portal), objectIds: [], properties: [] };
    await client
      .send(z.unknown(), { method: 'POST', path: PATH, body: request })
      .catch((cause: unknown) => {
        if (!(cause instanceof MissingScope)) throw cause;
      });
  }
}
