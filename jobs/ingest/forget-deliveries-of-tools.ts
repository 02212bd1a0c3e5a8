import { DAY } from '../../crm/time/durations.ts';
import { clockJob, defineJob } from '../job.ts';

/** Items that went well are kept so long, and those that are aside. README.md says both. */
const KEPT = { saved: 30 * DAY, aside: 90 * DAY };

/** Deletes what tools sent longer ago; the records that were made of it stay. */
export const forgetDeliveriesOfTools = defineJob({
  kind: clockJob('forget-deliveries-of-tools'),
  cron: '29 3 * * *',
  run: ({ slot }, { store }) =>
    store.deliveries.forget({
      saved: new Date(Date.parse(slot) - KEPT.saved),
      aside: new Date(Date.parse(slot) - KEPT.aside),
    }),
});
