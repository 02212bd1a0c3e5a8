import { z } from 'zod';
import type { ConnectorJournal, JournalPart, Touched } from '../../connector.ts';
import { Upstream } from '../../problem.ts';
import { SECOND } from '../../time/durations.ts';
import { type HubspotClient, NotFound } from './client.ts';
import { subscribe } from './journal-subscriptions.ts';
import { distinct, Id, touch, typeOf } from './webhooks.ts';

/** The journal's own version in its paths. */
export const JOURNAL_VERSION = '2026-03';
const LOCAL = `/webhooks-journal/journal-local/${JOURNAL_VERSION}`;
const PATIENCE = 30 * SECOND;
/** Characters of one part. */
const LARGEST = 50_000_000;

const Entry = z.object({ url: z.url(), currentOffset: z.string().min(1).max(200) });
const Events = z.object({ journalEvents: z.array(z.unknown()) });

export interface JournalOptions {
  source: string;
  /** Below this address parts may come over plain HTTP; elsewhere over HTTPS alone. */
  apiUrl: string;
  /** A client in the app's own name. */
  client: () => Promise<HubspotClient>;
  portal: () => Promise<string>;
}

/**
 * HubSpot's webhooks journal of this account: an entry names a file of events, kept for three days.
 * https://developers.hubspot.com/docs/api-reference/latest/webhooks-journal/journal-entries/guide
 */
export function hubspotJournal({
  source,
  apiUrl,
  client,
  portal,
}: JournalOptions): ConnectorJournal {
  async function entryAt(position: string | null) {
    const [caller, installPortalId] = [await client(), await portal()];
    if (position === null) await subscribe(caller, installPortalId);
    const where = position === null ? 'earliest' : `offset/${encodeURIComponent(position)}/next`;
    // Without a body there is nothing yet.
    const { body } = await caller.send(Entry.nullable(), {
      path: `${LOCAL}/${where}`,
      query: { installPortalId },
    });
    return body;
  }

  return {
    async next(position): Promise<JournalPart | 'end' | 'expired'> {
      try {
        const entry = await entryAt(position);
        if (entry === null) return 'end';
        const file = await fileAt(source, { url: entry.url, apiUrl });
        const touched = file.journalEvents.flatMap(touchedIn);
        return { touched: [...distinct(touched)], position: entry.currentOffset };
      } catch (cause) {
        if (cause instanceof NotFound) return position === null ? 'end' : 'expired';
        throw cause;
      }
    },
  };
}

/** A file has an address that is signed for a while; no token goes there. */
async function fileAt(source: string, { url, apiUrl }: { url: string; apiUrl: string }) {
  const failed = (cause: unknown) => new Upstream(source, 'unavailable', { cause });
  const isSafe =
    new URL(url).protocol === 'https:' || new URL(url).origin === new URL(apiUrl).origin;
  if (!isSafe) throw failed('a part of the journal is at an address that is not safe');
  const text = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(PATIENCE) })
    .then((answer) => (answer.ok ? answer.text() : Promise.reject(answer.status)))
    .catch((cause: unknown) => Promise.reject(failed(cause)));
  if (text.length > LARGEST) throw failed('a part of the journal is too long');
  try {
    return Events.parse(JSON.parse(text));
  } catch (cause) {
    throw failed(cause);
  }
}

const Event = z.object({
  action: z.string(),
  objectTypeId: z.string().nullish(),
  objectId: Id,
  newObjectId: Id,
  primaryObjectId: Id,
  fromObjectTypeId: z.string().nullish(),
  fromObjectId: Id,
  toObjectTypeId: z.string().nullish(),
  toObjectId: Id,
  associatedObjectTypeId: z.string().nullish(),
  associatedObjectId: Id,
});

/** Nothing where it is about a kind of thing that is not read. */
function touchedIn(event: unknown): Touched[] {
  const { success, data } = Event.safeParse(event);
  if (!success) return [];
  const type = typeOf(data.objectTypeId ?? undefined);
  if (data.action.startsWith('ASSOCIATION_')) {
    const from = typeOf(data.fromObjectTypeId ?? undefined) ?? type;
    const to = typeOf(data.toObjectTypeId ?? data.associatedObjectTypeId ?? undefined);
    return [
      ...touch(from, data.fromObjectId ?? data.objectId, false),
      ...touch(to, data.toObjectId ?? data.associatedObjectId, false),
    ];
  }
  const merged = data.newObjectId ?? data.primaryObjectId ?? data.objectId;
  return touch(type, data.action === 'MERGE' ? merged : data.objectId, data.action === 'DELETE');
}
