import { z } from 'zod';
import { defineJobKind } from '../queue.ts';

/** Reads the changes of one connected system. */
export const readConnectorJob = defineJobKind('read-connector', z.object({ source: z.string() }));
/** Takes out the records that one connected system has no longer. */
export const findMissingJob = defineJobKind('find-missing', z.object({ source: z.string() }));
