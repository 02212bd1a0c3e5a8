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
import { clip } from '../../text/cut.ts';
import { dayIn } from '../../time/day.ts';
import { withByline, withoutByline } from '../byline.ts';
import type { SalesforceClient } from './client.ts';
import { MissingRecord } from './faults.ts';
import { salesforceFiles } from './files-writer.ts';
import { withKeyField } from './key-field.ts';
import { hasPrefix, KEY_FIELD } from './objects.ts';
import { type TaskSetting, taskSettingOf } from './task-setting.ts';

type Fields = Readonly<Record<string, string | null>>;

const Created = z.object({ id: z.string().min(1) });
const Existing = z.object({ Id: z.string().min(1) });
const Texts = z.object({ Description: z.string().nullish() });
const pathOf = (id: ExternalId): string => `/sobjects/Task/${encodeURIComponent(id)}`;
/** Longer texts than this go into the comments as well. */
const LONGEST_SUBJECT = 255;

/**
 * Writes as the app's user, or as `author`. A note is a finished activity and a task an open one, each with our key in a field that
 * is an external id: Salesforce itself makes one record of two calls with a key.
 */
export function salesforceWriter(
  client: SalesforceClient,
  author: SalesforceClient = client,
): ConnectorWriter {
  /** An owner's change that was done and comes again later would undo a newer one. */
  const owners = new LRUCache<string, true>({ max: 10_000 });
  let setting: Promise<TaskSetting> | null = null;

  /** It is asked for once, and again where the asking failed. */
  function taskSetting(): Promise<TaskSetting> {
    setting ??= taskSettingOf(client).catch((cause: unknown) => {
      setting = null;
      throw cause;
    });
    return setting;
  }

  async function add(key: string, customer: ExternalId, fields: Fields): Promise<Written> {
    const url = await client.urlOf(customer);
    const path = `/sobjects/Task/${KEY_FIELD}/${encodeURIComponent(key)}`;
    const earlier = await earlierTask(path);
    if (earlier !== null) return { id: earlier, url };
    const { body } = await author.send(Created, {
      method: 'PATCH',
      path,
      body: { ...fields, ...customerField(customer) },
    });
    return { id: body.id, url };
  }

  /** The record of an earlier call with this key, which may have been changed since and stays as it is. */
  async function earlierTask(path: string): Promise<string | null> {
    try {
      const request = { path, query: { fields: 'Id' } };
      return (await withKeyField(() => client.send(Existing, request))).body.Id;
    } catch (cause) {
      if (cause instanceof MissingRecord) return null;
      throw cause;
    }
  }

  async function update(id: ExternalId, customer: ExternalId, fields: Fields): Promise<Written> {
    const url = await client.urlOf(customer);
    await author.send(z.unknown(), { method: 'PATCH', path: pathOf(id), body: fields });
    return { id, url };
  }

  async function wordsOf(id: ExternalId): Promise<string | null> {
    const request = { path: pathOf(id), query: { fields: 'Id,Description' } };
    const { Description: words } = (await client.send(Texts, request)).body;
    return words ? withoutByline(words) : null;
  }

  return {
    addNote: async (note) => add(note.key, note.customer, noteFields(note, await taskSetting())),
    async updateNote(id, note, known) {
      const changedTo = known ? othersText(await wordsOf(id), note.body, known) : null;
      if (changedTo !== null) return { changedTo };
      return update(id, note.customer, noteFields(note, await taskSetting()));
    },
    addTask: async (task) => add(task.key, task.customer, taskFields(task, await taskSetting())),
    updateTask: async (id, task) =>
      update(id, task.customer, taskFields(task, await taskSetting())),
    async setOwner({ key, customer, owner }) {
      if (owners.has(key)) return;
      const name = hasPrefix(customer, 'lead') ? 'Lead' : 'Account';
      const path = `/sobjects/${name}/${encodeURIComponent(customer)}`;
      await author.send(z.unknown(), { method: 'PATCH', path, body: { OwnerId: owner } });
      owners.set(key, true);
    },
    files: salesforceFiles(client, author),
  };
}

/** An activity goes with an account as its subject, and with a lead as the person. */
const customerField = (customer: ExternalId): Fields =>
  hasPrefix(customer, 'lead') ? { WhoId: customer } : { WhatId: customer };

const ownerField = (owner: ExternalId | null): Fields => (owner === null ? {} : { OwnerId: owner });

const noteFields = (
  { author, body, byName, at }: RemoteNote,
  { closed, zone }: TaskSetting,
): Fields => ({
  // A note that was withdrawn here leaves no word there.
  Subject: body === '' ? 'Note (withdrawn)' : clip(`Note: ${firstLine(body)}`, LONGEST_SUBJECT),
  Description: body === '' ? null : withByline(body, byName),
  Status: closed,
  ActivityDate: dayIn(at, zone),
  ...ownerField(author),
});

const taskFields = (
  { what, owner, dueAt, done }: RemoteTask,
  { open, closed, zone }: TaskSetting,
): Fields => ({
  Subject: clip(firstLine(what), LONGEST_SUBJECT),
  Description: what.length > LONGEST_SUBJECT || what.includes('\n') ? what : null,
  Status: done ? closed : open,
  ActivityDate: dueAt === null ? null : dayIn(dueAt, zone),
  ...ownerField(owner),
});

const firstLine = (text: string): string => text.trim().split('\n')[0]?.trim() ?? '';
