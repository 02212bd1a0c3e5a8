import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import type {
  ConnectorWriter,
  ExternalId,
  RemoteNote,
  RemoteTask,
  Written,
} from '../../connector.ts';
import { othersText } from '../../note/text-there.ts';
import { associationsOf } from './associations.ts';
import type { HubspotClient } from './client.ts';
import { hubspotFiles } from './files-writer.ts';
import { HubspotObject, objectsPath, readObjects } from './objects.ts';
import { keyOfHtml, withKey, wordsOfHtml } from './our-text.ts';
import { hubspotStages } from './stages.ts';

type ItemType = 'notes' | 'tasks';

/** HubSpot's numbers for "goes with this company". */
const WITH_COMPANY: Readonly<Record<ItemType, number>> = { notes: 190, tasks: 192 };
const BODY: Readonly<Record<ItemType, string>> = { notes: 'hs_note_body', tasks: 'hs_task_body' };
const Created = z.object({ id: z.coerce.string().min(1) });

/**
 * Writes as the account's key, or as `author`. Before anything is created, what stands at the company is looked through
 * for our key, so that a second call after a lost answer finds the first one's work.
 */
export function hubspotWriter(
  client: HubspotClient,
  urlOf: (company: ExternalId) => Promise<string | null>,
  author: HubspotClient = client,
): ConnectorWriter {
  /** An owner's change that was done and comes again later would undo a newer one. */
  const owners = new LRUCache<string, true>({ max: 10_000 });

  async function add(
    type: ItemType,
    item: { key: string; customer: ExternalId; at: Date },
    properties: Properties,
  ): Promise<Written> {
    const url = await urlOf(item.customer);
    const id =
      (await findOurs(client, type, item)) ?? (await create(type, item.customer, properties));
    return { id, url };
  }

  async function create(
    type: ItemType,
    customer: ExternalId,
    properties: Properties,
  ): Promise<string> {
    const { body } = await author.send(Created, {
      method: 'POST',
      path: objectsPath(type),
      body: {
        properties,
        associations: [
          {
            to: { id: customer },
            types: [
              { associationCategory: 'HUBSPOT_DEFINED', associationTypeId: WITH_COMPANY[type] },
            ],
          },
        ],
      },
    });
    return body.id;
  }

  /** Writes over what stands there, unless somebody else wrote that. */
  async function update(
    type: ItemType,
    id: ExternalId,
    { text, properties, known, byName }: Update,
  ): Promise<string | null> {
    const path = objectsPath(type, `/${encodeURIComponent(id)}`);
    const { body } = await client.send(HubspotObject, { path, query: { properties: BODY[type] } });
    const html = body.properties[BODY[type]];
    const words = wordsOfHtml(html);
    const theirs = othersText(words, text, known);
    if (theirs !== null) return theirs;
    await author.send(Created, {
      method: 'PATCH',
      path,
      // The key of its creation stays with it.
      body: {
        properties: {
          ...properties,
          [BODY[type]]: withKey(text, keyOfHtml(html) ?? id, text ? byName : null),
        },
      },
    });
    return null;
  }

  return {
    addNote: (note) =>
      add('notes', note, {
        ...noteProperties(note),
        hs_note_body: withKey(note.body, note.key, note.byName),
      }),
    async updateNote(id, note, known) {
      const url = await urlOf(note.customer);
      const properties = noteProperties(note);
      const { body: text, byName } = note;
      const changedTo = await update('notes', id, { text, properties, known, byName });
      return changedTo === null ? { id, url } : { changedTo };
    },
    addTask: (task) =>
      add('tasks', task, { ...taskProperties(task), hs_task_body: withKey('', task.key) }),
    async updateTask(id, task) {
      const url = await urlOf(task.customer);
      await update('tasks', id, { text: '', properties: taskProperties(task) });
      return { id, url };
    },
    async setOwner({ key, customer, owner }) {
      if (owners.has(key)) return;
      await author.send(Created, {
        method: 'PATCH',
        path: objectsPath('companies', `/${encodeURIComponent(customer)}`),
        body: { properties: { hubspot_owner_id: owner } },
      });
      owners.set(key, true);
    },
    files: hubspotFiles(client, author),
    stages: hubspotStages(client),
  };
}

type Properties = Readonly<Record<string, string>>;

interface Update {
  text: string;
  properties: Properties;
  known?: readonly string[] | undefined;
  byName?: string | null | undefined;
}

const noteProperties = ({ author, at }: RemoteNote): Properties => ({
  hs_timestamp: at.toISOString(),
  ...(author !== null && { hubspot_owner_id: author }),
});

const taskProperties = ({ what, owner, dueAt, at, done }: RemoteTask): Properties => ({
  // HubSpot knows no task without a day on which it is due.
  hs_timestamp: (dueAt ?? at).toISOString(),
  hs_task_subject: what,
  hs_task_status: done ? 'COMPLETED' : 'NOT_STARTED',
  hs_task_type: 'TODO',
  ...(owner !== null && { hubspot_owner_id: owner }),
});

/** So many are read in one call. */
const BATCH = 100;

/**
 * Finds the note or task that an earlier call with this key created. HubSpot's search lags behind what was just created and its associations do
 * not. Ids grow, so the newest come first, and nothing from before the note was written here can be ours.
 */
async function findOurs(
  client: HubspotClient,
  type: ItemType,
  { key, customer, at }: { key: string; customer: ExternalId; at: Date },
): Promise<string | null> {
  const found = await associationsOf(client, { from: 'companies', to: type }, [customer]);
  const ids = [...found.values()]
    .flat()
    .map(({ to }) => to)
    .toSorted((one, other) => other.length - one.length || (one < other ? 1 : -1));
  for (let from = 0; from < ids.length; from += BATCH) {
    const objects = await readObjects(client, type, {
      ids: ids.slice(from, from + BATCH),
      properties: [BODY[type]],
    });
    const ours = objects.find(({ properties }) => keyOfHtml(properties[BODY[type]]) === key);
    if (ours) return ours.id;
    if (objects.some(({ createdAt }) => createdAt < at)) return null;
  }
  return null;
}
