import type { JournalPart } from '../../crm/connector.ts';
import { readConnectorJob, readJournalJob, readTouchedJob } from '../../crm/connectors/jobs.ts';
import { Upstream } from '../../crm/problem.ts';
import { sendJob } from '../../crm/store/change.ts';
import { clockJob, defineJob, type JobContext } from '../job.ts';

/** Parts that are read at a time; the next minute goes on. */
const MOST_PARTS = 50;
/** Records that are read by one job. */
const BATCH = 200;

/** A job for each system that keeps a journal, so that one that is down holds up no other. */
export const readJournals = defineJob({
  kind: clockJob('read-journals'),
  cron: '* * * * *',
  async run({ slot }, { store, connectors, now }) {
    const jobs = connectors
      .filter(({ journal }) => journal !== undefined)
      .map(({ id: source }) =>
        sendJob(readJournalJob, { source }, { key: `journal:${source}:${slot}` }),
      );
    if (jobs.length > 0) await store.commit(jobs, now());
  },
});

/** Reads on in a journal. The place moves once the records are to be read, so a killed reading does it again. */
export const readJournal = defineJob({
  kind: readJournalJob,
  async run({ source }, context) {
    const journal = context.connectors.find(({ id }) => id === source)?.journal;
    if (!journal) return;
    const { store } = context;
    for (let left = MOST_PARTS; left > 0; left -= 1) {
      // The first reading brings everything that is there.
      const place = await store.readings.journal(source);
      if (!place) return;
      const part = await journal.next(place.position).catch(passOver);
      if (part === 'end') return;
      const to = part === 'expired' ? null : part.position;
      if (part === 'expired') await readByDates(source, place.position, context);
      else await readThese(source, part, context);
      if (!(await store.readings.moveJournal(source, { from: place.position, to }))) return;
    }
  },
});

/** A key that may not read it says so in the test of the connection, and the readings by the clock go on. */
function passOver(cause: unknown): 'end' {
  if (cause instanceof Upstream && cause.fault === 'unauthorised') return 'end';
  throw cause;
}

/** Nobody knows any more what came after the place: the changes are found by their dates. */
async function readByDates(
  source: string,
  position: string | null,
  { store, now }: JobContext,
): Promise<void> {
  const key = `expired:${source}:${position}`;
  await store.commit([sendJob(readConnectorJob, { source }, { key })], now());
}

async function readThese(
  source: string,
  { touched, position }: JournalPart,
  { store, now }: JobContext,
): Promise<void> {
  const at = now();
  const batches = Array.from({ length: Math.ceil(touched.length / BATCH) }, (_, i) =>
    touched.slice(i * BATCH, (i + 1) * BATCH),
  );
  const jobs = batches.map((batch, i) =>
    sendJob(
      readTouchedJob,
      { source, touched: [...batch], saidAt: at.toISOString() },
      { key: `journal:${source}:${position}:${i}` },
    ),
  );
  if (jobs.length > 0) await store.commit(jobs, at);
}
