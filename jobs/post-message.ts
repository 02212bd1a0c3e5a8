import { z } from 'zod';
import type { View } from '../cards/view.ts';
import { Place } from '../crm/place.ts';
import { defineJob } from './job.ts';

/** Views are made by us and queued as they are; this only tells them from something else in the queue. */
const QueuedView = z.custom<View>((value) => z.object({ title: z.string(), blocks: z.array(z.object({ kind: z.string() })) }).safeParse(value).success);

/** Posts one message to a place, from the queue. */
export const postMessage = defineJob({
  id: 'post-message',
  data: z.object({ place: Place, view: QueuedView, key: z.string() }),
  run: async ({ place, view, key }, { deliver }) => void (await deliver({ place, view, key })),
});
