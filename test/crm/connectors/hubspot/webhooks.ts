import { createHmac } from 'node:crypto';
import type { ObjectType } from '../../../../crm/connectors/hubspot/objects.ts';

/** HubSpot's numbers for its kinds of objects. */
export const TYPE_IDS: Readonly<Record<ObjectType, string>> = {
  contacts: '0-1',
  companies: '0-2',
  deals: '0-3',
  tickets: '0-5',
  feedback_submissions: '0-19',
  tasks: '0-27',
  notes: '0-46',
  meetings: '0-47',
  calls: '0-48',
  emails: '0-49',
};

/** One thing that happened in the account, before it is told. */
export type Happening =
  | { deed: 'creation' | 'propertyChange' | 'deletion'; type: ObjectType; id: string }
  | { deed: 'merge'; type: ObjectType; merged: readonly string[]; id: string }
  | {
      deed: 'associationChange';
      from: readonly [ObjectType, string];
      to: readonly [ObjectType, string];
    };

const LARGEST_BATCH = 100;

/** Batches as HubSpot's guide to webhooks writes them, of at most a hundred events. */
export function batchesOf(all: readonly Happening[], at: Date): string[] {
  const events = all.map((one, i) => ({
    eventId: 100 + i,
    subscriptionId: 7,
    portalId: 4711,
    appId: 9,
    occurredAt: at.getTime(),
    subscriptionType: `object.${one.deed}`,
    attemptNumber: 0,
    ...detailsOf(one),
  }));
  return Array.from({ length: Math.ceil(events.length / LARGEST_BATCH) }, (_, i) =>
    JSON.stringify(events.slice(i * LARGEST_BATCH, (i + 1) * LARGEST_BATCH)),
  );
}

export function detailsOf(one: Happening) {
  if (one.deed === 'associationChange')
    return {
      fromObjectTypeId: TYPE_IDS[one.from[0]],
      fromObjectId: Number(one.from[1]),
      toObjectTypeId: TYPE_IDS[one.to[0]],
      toObjectId: Number(one.to[1]),
      associationRemoved: false,
    };
  const objectTypeId = TYPE_IDS[one.type];
  if (one.deed === 'merge')
    return {
      objectTypeId,
      objectId: Number(one.merged[0]),
      primaryObjectId: Number(one.merged[0]),
      mergedObjectIds: one.merged.slice(1).map(Number),
      newObjectId: Number(one.id),
    };
  return { objectTypeId, objectId: Number(one.id), changeSource: 'CRM_UI' };
}

/** The headers by which HubSpot signs, its version 3. The address is decoded as its guide says. */
export function signed(
  { secret, target, at }: { secret: string; target: string; at: Date },
  body: string,
): Record<string, string> {
  const decoded = target.replace(/%(?:3A|2F|3F|40|21|24|27|28|29|2A|2C|3B)/gi, decodeURIComponent);
  const stamp = String(at.getTime());
  return {
    'content-type': 'application/json',
    'x-hubspot-request-timestamp': stamp,
    'x-hubspot-signature-v3': createHmac('sha256', secret)
      .update(`POST${decoded}${body}${stamp}`)
      .digest('base64'),
  };
}

/** An app of the account: where its webhooks go, by which door they reach the bot, and the secret that signs them. */
export interface WebhookApp {
  secret: string;
  target: string;
  /** Another address that leads there, where the target's own is not on this machine. */
  via?: string;
}

/** Sends everything that happened; throws where a batch is not taken. */
export async function sendWebhooks(
  app: WebhookApp,
  { happened, at }: { happened: readonly Happening[]; at: Date },
): Promise<void> {
  for (const body of batchesOf(happened, at)) {
    const headers = signed({ ...app, at }, body);
    const answer = await fetch(app.via ?? app.target, { method: 'POST', headers, body });
    if (!answer.ok) throw new Error(`A webhook was answered ${answer.status}`);
  }
}
