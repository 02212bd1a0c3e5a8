import express, { type Router } from 'express';
import { z } from 'zod';
import { multipart } from '../multipart.ts';
import { refuse } from './answers.ts';
import type { Organisation } from './organisation.ts';
import { refusalOf } from './writing.ts';

const Fields = z.strictObject({
  Title: z.string().max(255).optional(),
  PathOnClient: z.string().min(1).max(500),
  Description: z.string().max(1000).optional(),
  FirstPublishLocationId: z.string().optional(),
});

/** Salesforce's files: a version that is posted makes a document, and the link to its first place. */
export function salesforceUploads(
  api: Router,
  { organisation, mayWrite }: { organisation: Organisation; mayWrite: () => boolean },
): void {
  const raw = express.raw({ type: 'multipart/form-data', limit: '40mb' });
  api.post('/sobjects/ContentVersion', raw, async (request, response) => {
    if (!mayWrite())
      return refuse(response, 404, 'NOT_FOUND', 'The requested resource does not exist');
    const form = await multipart(request);
    const [content, data] = [form?.get('entity_content'), form?.get('VersionData')];
    if (typeof content !== 'string' || !(data instanceof File))
      return refuse(response, 400, 'INVALID_MULTIPART_REQUEST', 'entity_content and VersionData');
    const fields = Fields.safeParse(JSON.parse(content)).data;
    if (!fields)
      return refuse(
        response,
        400,
        'REQUIRED_FIELD_MISSING',
        'Required fields are missing: [PathOnClient]',
      );
    const { FirstPublishLocationId: place, Description = null } = fields;
    const refusal = refusalOf(organisation, 'ContentVersion', fields);
    if (refusal) return refuse(response, 400, refusal.code, refusal.message);
    const Title = fields.Title ?? fields.PathOnClient;
    const by = response.locals['user']?.id ?? null;
    const document = organisation.add('ContentDocument', { Title, Description, OwnerId: by });
    const id = organisation.add('ContentVersion', {
      ...fields,
      Title,
      ContentDocumentId: document,
      VersionData: Buffer.from(await data.arrayBuffer()).toString(),
    });
    organisation.change('ContentDocument', document, { LatestPublishedVersionId: id });
    for (const LinkedEntityId of [place, by])
      if (LinkedEntityId)
        organisation.add('ContentDocumentLink', { ContentDocumentId: document, LinkedEntityId });
    response.status(201).json({ id, success: true, errors: [] });
  });
}

/** The files that are with activities, oldest first. */
export const filesOf = (
  organisation: Organisation,
): { note: string; name: string; bytes: string; by: string | null }[] =>
  organisation.all('ContentDocumentLink').flatMap((link) => {
    const note = String(link['LinkedEntityId']);
    const document = organisation.get('ContentDocument', String(link['ContentDocumentId']));
    const version = organisation.get(
      'ContentVersion',
      String(document?.['LatestPublishedVersionId']),
    );
    if (link['IsDeleted'] || organisation.nameOfId(note) !== 'Task' || !version) return [];
    const by = document?.['OwnerId'];
    return [
      {
        note,
        name: String(version['PathOnClient']),
        bytes: String(version['VersionData']),
        by: typeof by === 'string' ? by : null,
      },
    ];
  });
