import { z } from 'zod';
import { defineJobKind } from '../queue.ts';

/** Reads the changes of one connected system. */
export const readConnectorJob = defineJobKind('read-connector', z.object({ source: z.string() }));
/** Takes out the records that one connected system has no longer. */
export const findMissingJob = defineJobKind('find-missing', z.object({ source: z.string() }));

/** Reads on in the journal of one connected system. */
export const readJournalJob = defineJobKind('read-journal', z.object({ source: z.string() }));

/** Reads the records of which a system told by a webhook; `saidAt` is when it did. */
export const readTouchedJob = defineJobKind(
  'read-touched',
  z.object({
    source: z.string(),
    touched: z.array(z.object({ type: z.string(), externalId: z.string(), gone: z.boolean() })),
    saidAt: z.coerce.date<string>(),
  }),
);
