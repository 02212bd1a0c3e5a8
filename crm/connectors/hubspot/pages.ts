import type { HubspotClient } from './client.ts';
import {
  type HubspotObject,
  listObjects,
  modifiedOf,
  type ObjectType,
  objectsPath,
  Page,
} from './objects.ts';

/** Some objects of one kind, and where the next ones begin: null at the end. */
export interface Slice {
  objects: readonly HubspotObject[];
  next: string | null;
}

/** The changes after `since` and until `until`, in milliseconds, from `at` on. */
export interface Span {
  since: number | null;
  until: number;
  at: string | null;
}

/** HubSpot takes up to 200 for a search; their companies are asked for a hundred at a time. */
const PAGE = 100;

interface Asked {
  type: ObjectType;
  properties: readonly string[];
}

/** Everything that is there, in the order of the ids: what comes meanwhile is a change. */
export async function firstPage(
  client: HubspotClient,
  { type, properties, at }: Asked & { at: string | null },
): Promise<Slice> {
  const { body } = await listObjects(client, type, {
    properties,
    after: at ?? undefined,
    archived: false,
  });
  return { objects: body.results, next: nextOf(body, at) };
}

/** HubSpot lists archived objects by their ids, whenever they were archived. */
export async function archivedPage(
  client: HubspotClient,
  { type, since, until, at }: { type: ObjectType; since: number; until: number; at: string | null },
): Promise<Slice> {
  const { body } = await listObjects(client, type, {
    properties: [],
    after: at ?? undefined,
    archived: true,
  });
  const objects = body.results.filter(({ archivedAt, updatedAt }) => {
    const time = (archivedAt ?? updatedAt).getTime();
    return time > since && time <= until;
  });
  return { objects, next: nextOf(body, at) };
}

/** A page that names itself as the next one is the last. */
const nextOf = (
  { paging }: { paging?: { next?: { after: string } | undefined } | undefined },
  at: string | null,
) => (paging?.next && paging.next.after !== at ? paging.next.after : null);

/** `after 1700000000000`, or `within 1700000000000 5123`: at that millisecond, those whose ids are greater. */
const AT = /^(after|within) (\d+)(?: (\d+))?$/;

/**
 * Changes in the order of their instants. A search ends at 10,000 results, so each page is a search of its own that
 * begins behind the last one. Where one millisecond fills a page, its objects are read by their ids.
 */
export async function changedPage(
  client: HubspotClient,
  {
    type,
    properties,
    since,
    until,
    at,
  }: Asked & { since: number; until: number; at: string | null },
): Promise<Slice> {
  const [, mode, instant, id] = AT.exec(at ?? `after ${since}`) ?? [];
  const from = Number(instant);
  return mode === 'within'
    ? within(client, { type, properties, from, id: id ?? '0' })
    : behind(client, { type, properties, from, until });
}

async function behind(
  client: HubspotClient,
  { type, properties, from, until }: Asked & { from: number; until: number },
): Promise<Slice> {
  const modified = modifiedOf(type);
  const objects = await search(client, {
    type,
    properties,
    sort: modified,
    filters: [
      { propertyName: modified, operator: 'GT', value: String(from) },
      { propertyName: modified, operator: 'LTE', value: String(until) },
    ],
  });
  if (objects.length < PAGE) return { objects, next: null };
  const times = objects.map(
    ({ properties, updatedAt }) => Date.parse(properties[modified] ?? '') || updatedAt.getTime(),
  );
  const last = Math.max(...times);
  const whole = objects.filter((_, i) => (times[i] ?? 0) < last);
  return { objects: whole, next: `within ${last} 0` };
}

async function within(
  client: HubspotClient,
  { type, properties, from, id }: Asked & { from: number; id: string },
): Promise<Slice> {
  const objects = await search(client, {
    type,
    properties,
    sort: 'hs_object_id',
    filters: [
      { propertyName: modifiedOf(type), operator: 'EQ', value: String(from) },
      { propertyName: 'hs_object_id', operator: 'GT', value: id },
    ],
  });
  const last = objects.at(-1);
  return {
    objects,
    next: last && objects.length >= PAGE ? `within ${from} ${last.id}` : `after ${from}`,
  };
}

async function search(
  client: HubspotClient,
  {
    type,
    properties,
    sort,
    filters,
  }: Asked & {
    sort: string;
    filters: readonly { propertyName: string; operator: string; value: string }[];
  },
): Promise<HubspotObject[]> {
  const { body } = await client.send(Page, {
    method: 'POST',
    path: objectsPath(type, '/search'),
    body: {
      filterGroups: [{ filters }],
      sorts: [{ propertyName: sort, direction: 'ASCENDING' }],
      properties,
      limit: PAGE,
    },
  });
  return body.results;
}
