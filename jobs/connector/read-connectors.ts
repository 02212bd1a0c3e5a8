import { readConnectorJob } from '../../crm/connectors/jobs.ts';
import { sendJob } from '../../crm/store/change.ts';
import { clockJob, defineJob } from '../job.ts';

/** A job for each system, so that one that is down holds up no other. */
export const readConnectors = defineJob({
  kind: clockJob('read-connectors'),
  cron: '*/5 * * * *',
  // An administrator who connects a system sees its customers at once.
  atStart: true,
  async run({ slot }, { store, connectors, now }) {
    const jobs = connectors.map(({ id: source }) =>
      sendJob(readConnectorJob, { source }, { key: `${source}:${slot}` }),
    );
    if (jobs.length > 0) await store.commit(jobs, now());
  },
});
