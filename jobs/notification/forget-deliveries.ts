import { DAY } from '../../crm/time/durations.ts';
import { clockJob, defineJob } from '../job.ts';

/** Deliveries older than a day cannot be repeated any more, so their keys are let go; so are answers that nobody waits for any more. */
export const forgetDeliveries = defineJob({
  kind: clockJob('forget-deliveries'),
  cron: '17 3 * * *',
  async run({ slot }, { store }) {
    const before = new Date(new Date(slot).getTime() - DAY);
    await store.forgetDeliveries(before);
    await store.liveAnswers.forget(before);
  },
});
