import { DAY } from '../../crm/time/durations.ts';
import { clockJob, defineJob } from '../job.ts';

/** Longer than a year, so that a figure can be compared with the year before. */
const KEPT = 400 * DAY;

/** Deletes events that were recorded longer ago; the records themselves stay. */
export const forgetEvents = defineJob({
  kind: clockJob('forget-events'),
  cron: '41 3 * * *',
  run: ({ slot }, { store }) => store.events.forget(new Date(Date.parse(slot) - KEPT)),
});
