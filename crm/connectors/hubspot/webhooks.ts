import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { ConnectorWebhooks, Touched, WebhookRequest } from '../../connector.ts';
import { MINUTE } from '../../time/durations.ts';
import type { ObjectType } from './objects.ts';

/** A request that was signed longer ago may have been overheard and sent again. */
const RECENT = 5 * MINUTE;

/** HubSpot signs the address with these characters as they are, and leaves all others encoded. */
const DECODED = /%(?:3A|2F|3F|40|21|24|27|28|29|2A|2C|3B)/gi;

/**
 * Webhooks of an app in HubSpot, version 3 of their signature: HMAC-SHA256 under the app's client secret of the method,
 * the address, the body and the time, in base 64.
 * https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/request-validation
 */
export function hubspotWebhooks(secret: string): ConnectorWebhooks {
  return {
    signature({ method, address, headers, at }) {
      const code = Buffer.from(one(headers, 'x-hubspot-signature-v3'), 'base64');
      const stamp = one(headers, 'x-hubspot-request-timestamp');
      if (code.length !== 32 || !/^\d{1,15}$/.test(stamp)) return 'unsigned';
      if (Math.abs(at.getTime() - Number(stamp)) > RECENT) return 'stale';
      const before = `${method}${address.replace(DECODED, decodeURIComponent)}`;
      return {
        id: code.toString('hex'),
        isOf(body) {
          const hmac = createHmac('sha256', secret).update(before).update(body).update(stamp);
          return timingSafeEqual(hmac.digest(), code);
        },
      };
    },
    touched(body) {
      const events = z.array(Event).safeParse(body).data;
      return events ? [...distinct(events.flatMap(touchedBy))] : null;
    },
  };
}

const one = (headers: WebhookRequest['headers'], name: string): string => {
  const value = headers[name];
  return typeof value === 'string' ? value : '';
};

export const Id = z
  .union([z.string(), z.number()])
  .transform(String)
  .pipe(z.string().regex(/^\d{1,20}$/))
  .optional()
  .catch(undefined);

/** `object.creation` with `objectTypeId`, or as older subscriptions have it, `contact.creation`. */
const Event = z.object({
  subscriptionType: z.string(),
  objectId: Id,
  objectTypeId: z.string().nullish(),
  newObjectId: Id,
  primaryObjectId: Id,
  fromObjectId: Id,
  fromObjectTypeId: z.string().nullish(),
  toObjectId: Id,
  toObjectTypeId: z.string().nullish(),
  associationType: z.string().nullish(),
});
type Event = z.output<typeof Event>;

/** HubSpot's numbers and words for its kinds of objects. */
export const TYPES: Readonly<Record<string, ObjectType>> = {
  '0-1': 'contacts',
  '0-2': 'companies',
  '0-3': 'deals',
  '0-5': 'tickets',
  '0-19': 'feedback_submissions',
  '0-27': 'tasks',
  '0-46': 'notes',
  '0-47': 'meetings',
  '0-48': 'calls',
  '0-49': 'emails',
  contact: 'contacts',
  company: 'companies',
  deal: 'deals',
  ticket: 'tickets',
};
export const typeOf = (word: string | undefined): ObjectType | undefined =>
  Object.hasOwn(TYPES, word?.toLowerCase() ?? '') ? TYPES[word?.toLowerCase() ?? ''] : undefined;

const DELETIONS = new Set(['deletion', 'privacyDeletion']);

/** Nothing where it is about a kind of thing that is not read. */
function touchedBy(event: Event): Touched[] {
  const [word, deed] = event.subscriptionType.split('.');
  if (deed === 'associationChange') return associated(event);
  const type = typeOf(event.objectTypeId ?? word);
  if (deed !== 'merge') return touch(type, event.objectId, DELETIONS.has(deed ?? ''));
  // The new one says which two it was made of; those are no longer there to be read.
  return touch(type, event.newObjectId ?? event.primaryObjectId ?? event.objectId, false);
}

/** Both ends. An older event names their kinds as `CONTACT_TO_COMPANY`. */
function associated(event: Event): Touched[] {
  const [from, to] = event.associationType?.split('_TO_') ?? [];
  return [
    ...touch(typeOf(event.fromObjectTypeId ?? from), event.fromObjectId, false),
    ...touch(typeOf(event.toObjectTypeId ?? to), event.toObjectId, false),
  ];
}

export const touch = (
  type: ObjectType | undefined,
  externalId: string | undefined,
  gone: boolean,
): Touched[] => (type && externalId ? [{ type, externalId, gone }] : []);

/** A batch tells of an object once for each property; as gone where it says so last. */
export const distinct = (all: readonly Touched[]): Iterable<Touched> =>
  new Map(all.map((one) => [`${one.type} ${one.externalId}`, one])).values();
