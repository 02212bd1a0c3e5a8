import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { ConnectorFiles, ExternalId } from '../../connector.ts';
import { type HubspotClient, NotFound, VERSION } from './client.ts';
import { FILES, HubspotObject, objectsPath } from './objects.ts';

const Created = z.object({ id: z.coerce.string().regex(/^\d{1,20}$/) });
const Folders = z.object({ results: z.array(Created.extend({ name: z.string().nullish() })) });
const Files = z.object({ results: z.array(Created) });
const FOLDER = '/Rapport';

/**
 * Brings files as the account's key, which has the scope for it, and puts them with notes as `author`. Each key has a
 * folder of its own in which HubSpot keeps a file once: a second call gets the first one's file, and the folder tells of
 * a file whose id is not known.
 * https://developers.hubspot.com/docs/api-reference/2026-03/files/guide
 */
export function hubspotFiles(client: HubspotClient, author: HubspotClient): ConnectorFiles {
  async function idsAt(note: ExternalId): Promise<string[]> {
    const { body } = await client.send(HubspotObject, {
      path: notePath(note),
      query: { properties: FILES },
    });
    return (body.properties[FILES] ?? '').split(';').filter(Boolean);
  }

  const save = (note: ExternalId, ids: readonly string[]) =>
    author.send(z.unknown(), {
      method: 'PATCH',
      path: notePath(note),
      body: { properties: { [FILES]: ids.join(';') } },
    });

  return {
    async add({ key, name, type, bytes }) {
      const form = new FormData();
      form.set('folderPath', `${FOLDER}/${folderOf(key)}`);
      form.set('fileName', name);
      form.set(
        'options',
        JSON.stringify({
          access: 'PRIVATE',
          overwrite: false,
          duplicateValidationStrategy: 'RETURN_EXISTING',
          duplicateValidationScope: 'EXACT_FOLDER',
        }),
      );
      form.set('file', new Blob([bytes], { type: type ?? '' }), `file${endingOf(name)}`);
      const path = `/files/${VERSION}/files`;
      return (await client.send(Created, { method: 'POST', path, body: form })).body.id;
    },
    async find(_note, key) {
      const path = `/files/${VERSION}`;
      const name = folderOf(key);
      const { body } = await client.send(Folders, {
        path: `${path}/folders/search`,
        query: { name },
      });
      // Folders whose names only contain it are found too.
      // https://developers.hubspot.com/docs/api-reference/latest/files/folders/search-folders
      const folder = body.results.find((one) => one.name === name);
      if (!folder) return [];
      const { body: found } = await client.send(Files, {
        path: `${path}/files/search`,
        query: { parentFolderIds: folder.id },
      });
      return found.results.map(({ id }) => id);
    },
    async attach(note, files) {
      const there = await idsAt(note);
      const all = [...new Set([...there, ...files])];
      if (all.length > there.length) await save(note, all);
    },
    async remove(note, file) {
      const there = await orGone(idsAt(note));
      if (there?.includes(file))
        await save(
          note,
          there.filter((id) => id !== file),
        );
      await orGone(
        client.send(z.unknown(), {
          method: 'DELETE',
          path: `/files/${VERSION}/files/${encodeURIComponent(file)}`,
        }),
      );
    },
  };
}

const notePath = (note: ExternalId): string => objectsPath('notes', `/${encodeURIComponent(note)}`);

/** Says nothing of the note to those who look through the account's files. */
const folderOf = (key: string): string =>
  createHash('sha256').update(key).digest('hex').slice(0, 32);

const endingOf = (name: string): string => /\.[A-Za-z0-9]{1,10}$/.exec(name)?.[0] ?? '';

const orGone = <Result>(call: Promise<Result>): Promise<Result | null> =>
  call.catch((cause: unknown) => {
    if (cause instanceof NotFound) return null;
    throw cause;
  });
