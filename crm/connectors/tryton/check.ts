import { z } from 'zod';
import type { CheckStep } from '../../connector.ts';
import { checkStep } from '../check.ts';
import type { TrytonClient } from './client.ts';
import { KINDS } from './cursor.ts';
import { type Changed, MODELS, readRecords } from './models.ts';
import { PARTY, resourceOf } from './timeline.ts';
import { Id } from './values.ts';

/** Reads one record of every kind, but for the system's own user 0, and writes a note on a party that is deleted again. */
export async function checkTryton(client: TrytonClient): Promise<readonly CheckStep[]> {
  const steps: CheckStep[] = [];
  for (const kind of KINDS)
    steps.push(
      await checkStep({ does: 'read', what: MODELS[kind].model }, () =>
        readRecords<Changed>(client, MODELS[kind], { domain: [['id', '>', 0]], limit: 1 }),
      ),
    );
  steps.push(
    await checkStep({ does: 'write', what: 'ir.note' }, async () => {
      const [party] = await client.call(z.array(Id), {
        model: PARTY,
        method: 'search',
        params: [[], 0, 1, null],
      });
      // Without any party there is nothing to write on yet.
      if (party === undefined) return;
      const message = 'A test of Rapport, which deletes it at once.';
      const [note] = await client.call(z.tuple([Id]), {
        model: 'ir.note',
        method: 'create',
        params: [[{ resource: resourceOf(party), message }]],
      });
      await client.call(z.null(), { model: 'ir.note', method: 'delete', params: [[note]] });
    }),
  );
  return steps;
}
