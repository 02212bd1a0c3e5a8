import type { ChangePage, Connector } from '../../crm/connector.ts';
import { readConnectorJob } from '../../crm/connectors/jobs.ts';
import type { SourceRecord } from '../../crm/customer/records.ts';
import { matchCustomersJob } from '../../crm/matching/jobs.ts';
import { Upstream, type UpstreamFault } from '../../crm/problem.ts';
import { sendJob } from '../../crm/store/change.ts';
import type { Reading } from '../../crm/store/readings.ts';
import { MINUTE, SECOND } from '../../crm/time/durations.ts';
import { defineJob, type JobContext } from '../job.ts';
import { takeOver } from '../note/changed-there.ts';

/** A reading gives a sign of life so often, however slow its system is. */
const SIGN_OF_LIFE = 15 * SECOND;
/** One of which nothing was heard for so long was killed. */
export const SILENCE = MINUTE;

/**
 * Reads everything that changed in a system since its cursor. A reading that breaks off goes on from the cursor, and
 * some pages come again, which changes nothing.
 */
export const readConnector = defineJob({
  kind: readConnectorJob,
  async run({ source }, context) {
    const { connectors, store, now, id } = context;
    const connector = connectors.find((one) => one.id === source);
    if (!connector) return;
    const reading = { source, id: id() };
    const at = now();
    const start = await store.readings.begin(reading, {
      now: at,
      activeSince: new Date(at.getTime() - SILENCE),
    });
    if (!start) return;
    const alive = setInterval(() => {
      // A database that is away for a moment ends no reading; the next page finds out.
      store.readings.touch(reading).catch(() => {});
    }, SIGN_OF_LIFE);
    try {
      await readPages(connector, { reading, cursor: start.cursor }, context);
      await store.readings.end(reading, { now: now(), fault: null });
    } catch (cause) {
      // Cards say so as long as it lasts; a fault of ours is no word on the system's part.
      await store.readings.end(reading, { now: now(), fault: faultOf(cause) });
      throw cause;
    } finally {
      clearInterval(alive);
    }
    await store.commit(
      [sendJob(matchCustomersJob, {}, { key: `match:${reading.source}:${reading.id}` })],
      now(),
    );
  },
});

const faultOf = (cause: unknown): UpstreamFault =>
  cause instanceof Upstream ? cause.fault : 'unavailable';

async function readPages(
  { id, name, reader }: Connector,
  { reading, cursor: start }: { reading: Reading; cursor: string | null },
  context: JobContext,
): Promise<void> {
  const { readings } = context.store;
  let waiting: readonly SourceRecord[] = [];
  let coming = reader.changesSince(start);
  for (let more = true; more; ) {
    const page = await coming;
    ({ more } = page);
    // The next page is on its way while this one is stored; a failure of it is met in its turn.
    if (more) {
      coming = reader.changesSince(page.cursor);
      coming.catch(() => {});
    }
    // Before the cursor moves, so that a killed reading does it again.
    for (const note of page.ownNotes ?? []) await takeOver(note, { id, name }, context);
    // A record may come before its customer, and is saved with the page on which that one comes.
    const upserts = [...notOn(page, waiting), ...page.upserts];
    const unmatched = await readings.save(reading, { ...page, upserts });
    if (!unmatched) return;
    waiting = unmatched;
  }
}

/** A page says how a record is now, so one that waits from an earlier page is left out for it. */
function notOn(
  { upserts, deletions }: ChangePage,
  waiting: readonly SourceRecord[],
): SourceRecord[] {
  const there = new Set([...upserts, ...deletions].map(keyOf));
  return waiting.filter((record) => !there.has(keyOf(record)));
}

const keyOf = (one: Pick<SourceRecord, 'kind'> & { externalId?: string }): string =>
  `${one.kind} ${one.externalId}`;
