import { RETENTION_KINDS } from '../../crm/retention/kinds.ts';
import { clockJob, defineJob } from '../job.ts';
import { eachOf } from '../scheduled.ts';

/** Deletes what is older than its kind is kept, each night. One kind that fails holds up no other. */
export const forgetOld = defineJob({
  kind: clockJob('forget-old'),
  cron: '17 3 * * *',
  run: ({ slot }, { store }) =>
    eachOf(RETENTION_KINDS, ({ id }) => store.retention.forget(id, new Date(slot))),
});
