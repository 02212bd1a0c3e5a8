import type { z } from 'zod';
import { erasedCard } from '../../cards/erasure/card.ts';
import { StoredView } from '../../cards/view/stored-view.ts';
import type { CustomerId } from '../../crm/customer/customer.ts';
import { postMessageJob } from '../../crm/notification/jobs.ts';
import type { Place } from '../../crm/person/place.ts';
import { Upstream } from '../../crm/problem.ts';
import { defineJob, type JobContext } from '../job.ts';
import { tellPoster, type Unposted } from './report-lost-post.ts';

/** Posts one message to a place, from the queue; whoever asked for it hears where it cannot be. */
export const postMessage = defineJob({
  kind: postMessageJob,
  async run({ place, view, key, ...asked }, context) {
    const delivered = await context
      .deliver({ place, view: StoredView.parse(view), key })
      .catch((cause: unknown): 'refused' => {
        if (cause instanceof Upstream && cause.fault === 'rejected') return 'refused';
        throw cause;
      });
    if (delivered !== 'refused' && delivered.kind === 'posted' && asked.customer)
      await keep(
        { customer: asked.customer, place, reference: delivered.reference, view },
        context,
      );
    if (delivered === 'refused') await tell({ place, key, ...asked }, 'fault', context);
    else if (delivered.kind === 'closed')
      await tell({ place, key, ...asked }, delivered.why, context);
  },
  failed: (data, _, context) => tell(data, 'fault', context),
});

/** A card whose customer was erased while it was on its way is hidden. */
async function keep(
  post: { customer: CustomerId; place: Place; reference: string; view: object },
  { store, update, reader, now }: JobContext,
): Promise<void> {
  if (await store.erasures.savePost({ ...post, at: now() })) return;
  const { place, reference } = post;
  await update({ place, reference, view: erasedCard(reader()), hides: true });
}

async function tell(
  {
    by,
    customer,
    key,
    place,
  }: Pick<z.output<typeof postMessageJob.data>, 'by' | 'customer' | 'key' | 'place'>,
  why: Unposted,
  context: JobContext,
): Promise<void> {
  if (by && customer) await tellPoster({ key, by, customer, place, win: null, why }, context);
}
