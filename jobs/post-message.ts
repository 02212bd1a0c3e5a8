import { z } from 'zod';
import { Place } from '../crm/place.ts';
import { defineJob } from './job.ts';
import { QueuedView } from './queued-view.ts';

/** Posts one message to a place, from the queue. */
export const postMessage = defineJob({
  id: 'post-message',
  data: z.object({ place: Place, view: QueuedView, key: z.string() }),
  run: async ({ place, view, key }, { deliver }) => void (await deliver({ place, view, key })),
});
