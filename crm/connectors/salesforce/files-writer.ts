import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { ConnectorFiles, ExternalId, RemoteFile } from '../../connector.ts';
import { Upstream } from '../../problem.ts';
import { clip } from '../../text/cut.ts';
import type { SalesforceClient } from './client.ts';
import { queryRows, quoted } from './soql.ts';

const Created = z.object({ id: z.string().min(1) });
const Version = z.object({ ContentDocumentId: z.string().min(1) });
const LONGEST_TITLE = 255;

/**
 * Brings files as the app's user, or as `author`. A file and its link to the activity are one record of Salesforce's, made
 * by one call; our key stands in its description. Before a file is made, those of the activity are looked through for
 * the key, so that a second call finds the first one's.
 * https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/dome_sobject_insert_update_blob.htm
 */
export function salesforceFiles(
  client: SalesforceClient,
  author: SalesforceClient,
): ConnectorFiles {
  const filesOf = async (note: ExternalId) =>
    (
      await queryRows(
        client,
        `SELECT ContentDocumentId, ContentDocument.Description FROM ContentDocumentLink WHERE LinkedEntityId = ${quoted(note)}`,
      )
    ).rows.map((row) => ({
      id: row['ContentDocumentId'],
      description: row['ContentDocument.Description'],
    }));

  const find = async (note: ExternalId, key: string): Promise<ExternalId[]> =>
    (await filesOf(note)).flatMap(({ id, description }) =>
      id && description === descriptionOf(key) ? [id] : [],
    );

  return {
    find,
    async add(file) {
      const description = descriptionOf(file.key);
      const [earlier] = await find(file.note, file.key);
      if (earlier) return earlier;
      const path = '/sobjects/ContentVersion';
      const { body } = await author.send(Created, {
        method: 'POST',
        path,
        body: formOf(file, description),
      });
      const made = `${path}/${encodeURIComponent(body.id)}`;
      return (await author.send(Version, { path: made, query: { fields: 'ContentDocumentId' } }))
        .body.ContentDocumentId;
    },
    async remove(note, file) {
      if (!(await filesOf(note)).some(({ id }) => id === file)) return;
      const path = `/sobjects/ContentDocument/${encodeURIComponent(file)}`;
      const removeAs = (user: SalesforceClient) =>
        user.send(z.unknown(), { method: 'DELETE', path });
      // Its owner deletes it, which is the app's user where the author let it write only later.
      await removeAs(author).catch((cause: unknown) => {
        if (author === client || !(cause instanceof Upstream) || cause.fault !== 'rejected')
          throw cause;
        return removeAs(client);
      });
    },
  };
}

const descriptionOf = (key: string): string => `Rapport · ${key}`;

/** Salesforce reads the fields from a part without a file's name, and the bytes from one that has it. */
function formOf({ name, note, type, bytes }: RemoteFile, description: string): Blob {
  const boundary = `rapport-${randomUUID()}`;
  const fields = {
    Title: clip(name.replace(/\.[^.]{1,10}$/, ''), LONGEST_TITLE),
    PathOnClient: name,
    Description: description,
    FirstPublishLocationId: note,
  };
  const ending = /\.[A-Za-z0-9]{1,10}$/.exec(name)?.[0] ?? '';
  const mediaType = /^[\w.+-]+\/[\w.+-]+$/.test(type ?? '') ? type : 'application/octet-stream';
  return new Blob(
    [
      `--${boundary}\r\nContent-Disposition: form-data; name="entity_content"\r\nContent-Type: application/json\r\n\r\n`,
      JSON.stringify(fields),
      `\r\n--${boundary}\r\nContent-Disposition: form-data; name="VersionData"; filename="file${ending}"\r\nContent-Type: ${mediaType}\r\n\r\n`,
      bytes,
      `\r\n--${boundary}--\r\n`,
    ],
    { type: `multipart/form-data; boundary=${boundary}` },
  );
}
