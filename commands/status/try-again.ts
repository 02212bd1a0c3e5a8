import { auditLine } from '../../crm/audit/audit-line.ts';
import { readConnectorJob } from '../../crm/connectors/jobs.ts';
import { writeAgain } from '../../crm/note/write-back.ts';
import { type Fault, faultsOf } from '../../crm/status/rules.ts';
import { type Change, sendJob } from '../../crm/store/change.ts';
import type { Context } from '../command.ts';

/** As many writes are tried at once; the next press takes the next ones. */
const MOST_WRITES = 500;

/** Hands everything to the queue once more that another try may mend, on record. False where there is nothing. */
export async function tryAgain(context: Context): Promise<boolean> {
  const { store, connectors, now } = context;
  const facts = await store.status.facts(now);
  const faults = faultsOf(facts, { now, connected: connectors.map(({ id }) => id) });
  const systems = faults.flatMap((fault) => readAgain(fault, context));
  const jobs = faults.flatMap((fault): Change[] =>
    fault.kind === 'jobs-failed' ? [{ kind: 'retry-jobs', job: fault.job }] : [],
  );
  const writes = faults.some(({ kind }) => kind === 'writes-failed')
    ? (await store.status.failedWrites(now, MOST_WRITES)).map((write) => writeAgain(write))
    : [];
  const changes = [...systems, ...jobs, ...writes];
  if (changes.length === 0) return false;
  const detail = {
    set: 'try-again',
    systems: systems.length,
    jobs: jobs.length,
    writes: writes.length,
  };
  const line = auditLine({ action: 'settings', customer: null, detail }, context);
  await store.commit([...changes, line], now);
  return true;
}

/** A system is read now, besides its turn. */
function readAgain(fault: Fault, { id }: Context): Change[] {
  if (fault.kind !== 'reading-fails' && fault.kind !== 'reading-late') return [];
  const { source } = fault;
  return [sendJob(readConnectorJob, { source }, { key: `${source}:again:${id()}` })];
}
