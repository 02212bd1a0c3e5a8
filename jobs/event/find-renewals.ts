import { RENEWAL_DAYS } from '../../crm/event/customer-event.ts';
import { clockJob, defineJob } from '../job.ts';

/** A renewal comes near by the clock, and no source says so: this makes it an event, after each midnight in UTC. */
export const findRenewals = defineJob({
  kind: clockJob('find-renewals'),
  cron: '2 0 * * *',
  run: ({ slot }, { store }) =>
    store.events.appendRenewals({ now: new Date(slot), days: RENEWAL_DAYS }),
});
