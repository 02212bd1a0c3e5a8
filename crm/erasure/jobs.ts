import { z } from 'zod';
import { defineJobKind } from '../queue.ts';

/** Erases what a second person agreed to erase. */
export const eraseJob = defineJobKind('erase', z.object({ erasure: z.string() }));
