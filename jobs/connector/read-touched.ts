import type { Connector, Touched } from '../../crm/connector.ts';
import { readTouchedJob } from '../../crm/connectors/jobs.ts';
import { Upstream } from '../../crm/problem.ts';
import { sendJob } from '../../crm/store/change.ts';
import type { Reading } from '../../crm/store/readings.ts';
import { MINUTE, SECOND } from '../../crm/time/durations.ts';
import { defineJob, type JobContext } from '../job.ts';
import { takeOver } from '../note/changed-there.ts';
import { SILENCE } from './read-connector.ts';

/** Another reading of the same system ends soon, or this one comes again. */
const TURN = 2 * SECOND;
/** For so long a record is asked for again that does not stand there as the webhook said; the readings by the clock find it anyhow. */
const PATIENCE = 10 * MINUTE;
const LEAST_WAIT = 2 * SECOND;

/** Reads the records of which a webhook told, as they are now. Twice the same changes nothing. */
export const readTouched = defineJob({
  kind: readTouchedJob,
  async run({ source, touched, saidAt }, context) {
    const connector = context.connectors.find(({ id }) => id === source);
    if (!connector?.reader.readTouched) return;
    const { store, now, id } = context;
    const reading = { source, id: id() };
    const at = now();
    const activeSince = new Date(at.getTime() - SILENCE);
    const start = await store.readings.begin(reading, { now: at, activeSince });
    if (!start) throw new Upstream(source, 'unavailable', { retryAfter: TURN });
    try {
      // The first reading brings everything; nothing can be put to a customer before it.
      if (start.cursor === null) return;
      const notYet = await readNow(connector, { touched, reading, cursor: start.cursor }, context);
      await askAgain({ source, touched: notYet, saidAt }, context);
    } finally {
      await store.readings.release(reading);
    }
  },
});

async function readNow(
  { id, name, reader }: Connector,
  { touched, reading, cursor }: { touched: readonly Touched[]; reading: Reading; cursor: string },
  context: JobContext,
): Promise<readonly Touched[]> {
  const page = await reader.readTouched?.(touched);
  if (!page) return [];
  for (const note of page.ownNotes ?? []) await takeOver(note, { id, name }, context);
  // The place where the readings by the clock are does not move.
  const saved = await context.store.readings.save(reading, { ...page, cursor, more: false });
  return saved ? page.notYet : touched;
}

/** The longer it is missing, the longer it is waited for. */
async function askAgain(
  { source, touched, saidAt }: { source: string; touched: readonly Touched[]; saidAt: Date },
  { store, now, id }: JobContext,
): Promise<void> {
  const at = now();
  const waited = at.getTime() - saidAt.getTime();
  if (touched.length === 0 || waited > PATIENCE) return;
  const after = new Date(at.getTime() + Math.max(LEAST_WAIT, waited));
  const data = { source, touched: [...touched], saidAt: saidAt.toISOString() };
  await store.commit([sendJob(readTouchedJob, data, { key: `again:${id()}`, after })], at);
}
