import { z } from 'zod';
import type { CheckStep, ConnectorJournal } from '../../connector.ts';
import { checkStep } from '../check.ts';
import type { HubspotClient } from './client.ts';
import { listObjects, OBJECT_TYPES, objectsPath } from './objects.ts';
import { readAccount } from './setting.ts';

const Created = z.object({ id: z.coerce.string().min(1) });

/**
 * Reads one page of every kind of object, and writes a note that goes with no company and is deleted again: HubSpot
 * keeps it for 90 days among what was deleted.
 */
export async function checkHubspot(
  client: HubspotClient,
  journal?: ConnectorJournal,
): Promise<readonly CheckStep[]> {
  const steps: CheckStep[] = [];
  for (const type of OBJECT_TYPES)
    steps.push(
      await checkStep({ does: 'read', what: type }, () =>
        listObjects(client, type, { properties: [], after: undefined, archived: false }),
      ),
    );
  if (journal)
    steps.push(
      await checkStep({ does: 'read', what: 'webhooks journal' }, () => journal.next(null)),
    );
  steps.push(
    await checkStep({ does: 'write', what: 'notes' }, async () => {
      const { body } = await client.send(Created, {
        method: 'POST',
        path: objectsPath('notes'),
        body: {
          properties: {
            hs_timestamp: (await readAccount(client)).at.toISOString(),
            hs_note_body: 'A test of Rapport, which deletes it at once.',
          },
        },
      });
      await client.send(z.null(), {
        method: 'DELETE',
        path: objectsPath('notes', `/${encodeURIComponent(body.id)}`),
      });
    }),
  );
  return steps;
}
