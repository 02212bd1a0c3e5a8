import { clockJob, defineJob } from '../job.ts';

/** Changes of balances are added one by one while records are saved; each hour they become one row for each day. */
export const sumUpBalances = defineJob({
  kind: clockJob('sum-up-balances'),
  cron: '23 * * * *',
  run: (_, { store }) => store.figureFacts.sumUp(),
});
