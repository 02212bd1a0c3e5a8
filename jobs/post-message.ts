import { z } from 'zod';
import { CustomerId } from '../crm/customer.ts';
import { PersonId } from '../crm/person.ts';
import { Place } from '../crm/place.ts';
import { Upstream } from '../crm/problem.ts';
import { defineJob, type JobContext } from './job.ts';
import { QueuedView } from './queued-view.ts';
import { tellPoster, type Unposted } from './tell-poster.ts';

const Data = z.object({
  place: Place,
  view: QueuedView,
  key: z.string(),
  by: PersonId.optional(),
  customer: CustomerId.optional(),
});

/** Posts one message to a place, from the queue; whoever asked for it hears where it cannot be. */
export const postMessage = defineJob({
  id: 'post-message',
  data: Data,
  async run({ place, view, key, ...asked }, context) {
    const delivered = await context
      .deliver({ place, view, key })
      .catch((cause: unknown): 'refused' => {
        if (cause instanceof Upstream && cause.fault === 'rejected') return 'refused';
        throw cause;
      });
    if (delivered === 'refused') await tell({ place, key, ...asked }, 'fault', context);
    else if (delivered.kind === 'closed')
      await tell({ place, key, ...asked }, delivered.why, context);
  },
  failed: (data, _, context) => tell(data, 'fault', context),
});

async function tell(
  { by, customer, key, place }: Pick<z.output<typeof Data>, 'by' | 'customer' | 'key' | 'place'>,
  why: Unposted,
  context: JobContext,
): Promise<void> {
  if (by && customer) await tellPoster({ key, by, customer, place, win: null, why }, context);
}
