import { z } from 'zod';
import { defineJobKind } from '../queue.ts';

/** Makes records of what a tool sent. */
export const saveItemsJob = defineJobKind(
  'save-items',
  z.object({ source: z.string(), key: z.string() }),
);

/** Tries the items of a source again that were kept aside. */
export const retryItemsJob = defineJobKind('retry-items', z.object({ source: z.string() }));
