import { z } from 'zod';
import { defineJobKind } from '../queue.ts';

/** Reads the changes of one connected system. */
export const readConnectorJob = defineJobKind('read-connector', z.object({ source: z.string() }));
