import { DAY } from '../../crm/time/durations.ts';
import { clockJob, defineJob } from '../job.ts';

/** Deliveries older than a day cannot be repeated any more, so their keys are let go. */
export const forgetDeliveries = defineJob({
  kind: clockJob('forget-deliveries'),
  cron: '17 3 * * *',
  run: ({ slot }, { store }) => store.forgetDeliveries(new Date(new Date(slot).getTime() - DAY)),
});
