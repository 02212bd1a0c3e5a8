import { matchCustomersJob } from '../../crm/matching/jobs.ts';
import { sendJob } from '../../crm/store/change.ts';
import { clockJob, defineJob } from '../job.ts';

/** Compares records whose reading has ended since, and those that nobody compared before an update. */
export const matchDue = defineJob({
  kind: clockJob('match-due'),
  cron: '*/5 * * * *',
  atStart: true,
  async run({ slot }, { store, now }) {
    await store.commit([sendJob(matchCustomersJob, {}, { key: `match:${slot}` })], now());
  },
});
