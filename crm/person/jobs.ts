import { z } from 'zod';
import { defineJobKind } from '../queue.ts';
import { PlatformId } from './person.ts';

/** Asks the owner of an account who they are, or tells them that it is confirmed. */
export const confirmAccountLinkJob = defineJobKind(
  'ask-who',
  z.object({ platform: PlatformId, tenant: z.string(), user: z.string() }),
);
