import type { Deletion, Merge } from '../../connector.ts';
import type { ContactRecord, SourceRecord } from '../../customer/records.ts';
import type { TrytonClient } from './client.ts';
import { MODELS, type Party, readRecords } from './models.ts';
import { contactOf, customerOf } from './party.ts';
import type { Setting } from './setting.ts';
import type { Id } from './values.ts';

export interface Customers {
  upserts: SourceRecord[];
  merges: Merge[];
  deletions: Deletion[];
}

/** As long as a chain of parties that replaced each other is followed. */
const LONGEST_CHAIN = 20;

/** Parties as they are now, with their contacts; some may have been `read` already. One that was replaced became another, which comes with it. */
export async function customersOf(
  client: TrytonClient,
  { ids, read = [] }: { ids: Iterable<Id>; read?: readonly Party[] },
  { source, setting }: { source: string; setting: Setting },
): Promise<Customers> {
  const parties = await withReplacing(client, ids, read);
  const isCustomer = ({ id }: Party) => !setting.own.has(id);
  const there = [...parties.values()].filter(isCustomer);
  const active = there.filter((party) => party.active);
  const domain = [['party', 'in', active.map(({ id }) => id)]];
  const [addresses, mechanisms] = await Promise.all([
    readRecords(client, MODELS.addresses, { domain }),
    readRecords(client, MODELS.mechanisms, { domain }),
  ]);
  const contacts = mechanisms.flatMap((one) => contactOf(source, one) ?? []);
  return {
    upserts: [
      ...active.map((party) =>
        customerOf(source, party, {
          addresses: addresses.filter((one) => one.party === party.id),
          mechanisms: mechanisms.filter((one) => one.party === party.id),
        }),
      ),
      ...contacts.filter((one) => isRecord(one)),
    ],
    merges: there.flatMap((party) => mergeOf(party, parties)),
    deletions: [
      ...there
        .filter((party) => !party.active && party.replaced_by === null)
        .map(({ id }) => ({ kind: 'customer' as const, externalId: String(id) })),
      ...contacts.filter((one) => !isRecord(one)),
    ],
  };
}

const isRecord = (one: ContactRecord | Deletion): one is ContactRecord => 'source' in one;

/** These parties, and those that they became. */
async function withReplacing(
  client: TrytonClient,
  ids: Iterable<Id>,
  read: readonly Party[],
): Promise<ReadonlyMap<Id, Party>> {
  const parties = new Map(read.map((party) => [party.id, party]));
  const wanted = [...ids, ...read.flatMap(({ replaced_by }) => replaced_by ?? [])];
  let missing = [...new Set(wanted)].filter((id) => !parties.has(id));
  for (let step = 0; missing.length > 0 && step < LONGEST_CHAIN; step += 1) {
    const found = await readRecords(client, MODELS.parties, { domain: [['id', 'in', missing]] });
    for (const party of found) parties.set(party.id, party);
    const next = found.flatMap(({ replaced_by }) => replaced_by ?? []);
    missing = [...new Set(next)].filter((id) => !parties.has(id));
  }
  return parties;
}

function mergeOf(party: Party, parties: ReadonlyMap<Id, Party>): Merge[] {
  if (party.active || party.replaced_by === null) return [];
  let into = parties.get(party.replaced_by);
  for (let step = 0; into && into.replaced_by !== null && step < LONGEST_CHAIN; step += 1)
    into = parties.get(into.replaced_by);
  return into ? [{ from: String(party.id), into: String(into.id) }] : [];
}

/** Those of these parties that are customers now. */
export async function activeOf(
  client: TrytonClient,
  ids: Iterable<Id>,
  setting: Setting,
): Promise<ReadonlySet<Id>> {
  const asked = [...new Set(ids)].filter((id) => !setting.own.has(id));
  if (asked.length === 0) return new Set();
  const found = await readRecords(client, MODELS.parties, {
    domain: [
      ['id', 'in', asked],
      ['active', '=', true],
    ],
  });
  return new Set(found.map(({ id }) => id));
}
