import type { Connector, DeletableKind, ExternalId } from '../../crm/connector.ts';
import { findMissingJob } from '../../crm/connectors/jobs.ts';
import { Upstream } from '../../crm/problem.ts';
import { sendJob } from '../../crm/store/change.ts';
import { clockJob, defineJob, type JobContext } from '../job.ts';

/** The kinds that systems of record have; a customer goes last, after all that was theirs. */
const KINDS: readonly DeletableKind[] = ['entry', 'contact', 'deal', 'ticket', 'customer'];
const PAGE = 1_000;
/** As many of a kind are taken out at a time; the rest goes a week later. */
const MOST = 50_000;
/** Fewer may all be gone; of more, the half cannot be. */
const FEW = 20;

/** A job for each system that does not tell of every deletion. */
export const findMissingRecords = defineJob({
  kind: clockJob('find-missing-records'),
  cron: '37 2 * * 0',
  async run({ slot }, { store, connectors, now }) {
    const jobs = connectors
      .filter(({ reader }) => reader.findMissing)
      .map(({ id: source }) =>
        sendJob(findMissingJob, { source }, { key: `missing:${source}:${slot}` }),
      );
    if (jobs.length > 0) await store.commit(jobs, now());
  },
});

/**
 * Asks a system for every record that it brought, and takes out those that it has no longer. A second run finds what
 * the first one left.
 */
export const removeMissingRecords = defineJob({
  kind: findMissingJob,
  async run({ source }, context) {
    const connector = context.connectors.find(({ id }) => id === source);
    if (!connector?.reader.findMissing) return;
    for (const kind of KINDS) await removeMissing(connector, kind, context);
  },
});

async function removeMissing(
  { id: source, reader }: Connector,
  kind: DeletableKind,
  { store: { knownRecords } }: JobContext,
): Promise<void> {
  const missing: ExternalId[] = [];
  let asked = 0;
  for (let after: ExternalId | null = null; missing.length < MOST; ) {
    const ids = await knownRecords.list(source, { kind, after, most: PAGE });
    if (ids.length === 0) break;
    missing.push(...((await reader.findMissing?.(kind, ids)) ?? []));
    asked += ids.length;
    after = ids.at(-1) ?? null;
  }
  // So many are not deleted by hand: it is more likely that the key lost the right to see them.
  if (missing.length > FEW && missing.length > asked / 2)
    throw new Upstream(source, 'unauthorised', {
      reason: `${missing.length} of ${asked} records of the kind ${kind} cannot be seen any more, so none was taken out`,
    });
  for (let from = 0; from < missing.length; from += PAGE)
    await knownRecords.remove(
      source,
      missing.slice(from, from + PAGE).map((externalId) => ({ kind, externalId })),
    );
}
