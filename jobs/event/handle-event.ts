import { handleEventJob } from '../../crm/event/jobs.ts';
import { Repeated } from '../../crm/problem.ts';
import type { Change } from '../../crm/store/change.ts';
import { defineJob, type JobContext } from '../job.ts';
import * as consumers from './index.ts';

/** Deals with one event that a consumer could not deal with in its turn. */
export const handleEvent = defineJob({
  kind: handleEventJob,
  async run({ consumer, event: position }, context) {
    const handler = Object.values(consumers).find(({ name }) => name === consumer);
    const event = await context.store.events.get(position);
    if (!handler || !event) return;
    const changes = await handler.handle([event], context);
    // A copy that was killed after its commit has done it: the queue only did not hear of it.
    const delivery = `event:${consumer}:${position.transaction}:${position.id}`;
    await commitOnce(changes, delivery, context);
  },
});

async function commitOnce(
  changes: readonly Change[],
  delivery: string,
  { store, now }: JobContext,
): Promise<void> {
  try {
    await store.commit([{ kind: 'once', delivery }, ...changes], now());
  } catch (cause) {
    if (!(cause instanceof Repeated)) throw cause;
  }
}
