import { checkSignalsJob } from '../../crm/signal/jobs.ts';
import { type Change, sendJob } from '../../crm/store/change.ts';
import { clockJob, defineJob, type JobContext } from '../job.ts';
import { findSignals } from './find.ts';

const AT_ONCE = 200;

/** Begins the daily look at all customers: silence and what is overdue come by time alone. */
export const watchSignals = defineJob({
  kind: clockJob('watch-signals'),
  cron: '12 5 * * *',
  run: ({ slot }, context) => checkPage({ after: null, slot }, context),
});

/** Looks at the next customers, and has the queue go on after them. */
export const checkSignals = defineJob({ kind: checkSignalsJob, run: checkPage });

async function checkPage(
  { after, slot }: { after: Parameters<JobContext['store']['signals']['page']>[0]; slot: string },
  context: JobContext,
): Promise<void> {
  const { store } = context;
  const customers = await store.signals.page(after, AT_ONCE);
  const last = customers.at(-1);
  if (!last) return;
  const next: Change[] =
    customers.length < AT_ONCE
      ? []
      : [sendJob(checkSignalsJob, { after: last, slot }, { key: `check-signals ${slot} ${last}` })];
  const outcome = await store.commit(
    [...(await findSignals(customers, context)), ...next],
    context.now(),
  );
  // An event brought one of them meanwhile: the queue looks again.
  if (outcome === 'stale') throw new Error('A signal changed meanwhile');
}
