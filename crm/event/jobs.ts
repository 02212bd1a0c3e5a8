import { z } from 'zod';
import { defineJobKind } from '../queue.ts';
import { Position } from './event.ts';

/** Deals with one event that a consumer could not deal with in its turn. */
export const handleEventJob = defineJobKind(
  'handle-event',
  z.object({ consumer: z.string(), event: Position }),
);
