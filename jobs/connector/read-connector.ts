import type { ChangePage, ConnectorReader } from '../../crm/connector.ts';
import { readConnectorJob } from '../../crm/connectors/jobs.ts';
import type { SourceRecord } from '../../crm/customer/records.ts';
import { matchCustomersJob } from '../../crm/matching/jobs.ts';
import { Upstream, type UpstreamFault } from '../../crm/problem.ts';
import { sendJob } from '../../crm/store/change.ts';
import type { Reading } from '../../crm/store/readings.ts';
import { MINUTE } from '../../crm/time/durations.ts';
import { defineJob, type JobContext } from '../job.ts';

/** A reading of which nothing was heard for so long was killed. */
const SILENCE = 10 * MINUTE;

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
    try {
      await readPages(connector.reader, { reading, cursor: start.cursor }, context);
      await store.readings.end(reading, { now: now(), fault: null });
    } catch (cause) {
      // Cards say so as long as it lasts; a fault of ours is no word on the system's part.
      await store.readings.end(reading, { now: now(), fault: faultOf(cause) });
      throw cause;
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
  reader: ConnectorReader,
  { reading, cursor: start }: { reading: Reading; cursor: string | null },
  { store: { readings } }: JobContext,
): Promise<void> {
  let waiting: readonly SourceRecord[] = [];
  for (let [cursor, more] = [start, true]; more; ) {
    const page = await reader.changesSince(cursor);
    // A record may come before its customer, and is saved with the page on which that one comes.
    const upserts = [...notOn(page, waiting), ...page.upserts];
    const unmatched = await readings.save(reading, { ...page, upserts });
    if (!unmatched) return;
    waiting = unmatched;
    ({ cursor, more } = page);
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
