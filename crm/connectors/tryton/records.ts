import type { ChangePage } from '../../connector.ts';
import { unreachable } from '../../problem.ts';
import type { TrytonClient } from './client.ts';
import type { Kind } from './cursor.ts';
import { activeOf, customersOf } from './customers.ts';
import { personOf } from './party.ts';
import type { Setting } from './setting.ts';
import {
  dealDeletions,
  dealOf,
  noteEntryId,
  noteEntryOf,
  ownNoteOf,
  partyOfNote,
} from './timeline.ts';
import type { Id } from './values.ts';
import type { RecordOf } from './watch.ts';

/** The part of a page that some records make. */
export type Changes = Required<Pick<ChangePage, 'upserts' | 'merges' | 'deletions' | 'ownNotes'>>;

export const NOTHING: Changes = { upserts: [], merges: [], deletions: [], ownNotes: [] };

export interface Reading {
  client: TrytonClient;
  source: string;
  setting: Setting;
}

type Makers = {
  [K in Kind]: (found: readonly RecordOf<K>[], reading: Reading) => Promise<Changes>;
};

const customersOfOwned = async (
  found: readonly { party: Id }[],
  reading: Reading,
): Promise<Changes> => {
  const ids = found.map(({ party }) => party);
  return { ...NOTHING, ...(await customersOf(reading.client, { ids }, reading)) };
};

/** Records as they are now, by their kind. */
export const CHANGES_OF: Makers = {
  users: async (found, { source }) => ({
    ...NOTHING,
    upserts: found.map((user) => personOf(source, user)),
  }),
  parties: async (found, reading) => ({
    ...NOTHING,
    ...(await customersOf(reading.client, { ids: [], read: found }, reading)),
  }),
  addresses: customersOfOwned,
  mechanisms: customersOfOwned,
  opportunities: async (found, { client, source, setting }) => {
    const parties = found.flatMap(({ party }) => party ?? []);
    const active = await activeOf(client, parties, setting);
    return {
      ...NOTHING,
      upserts: found.flatMap((one) => {
        const customer = one.party !== null && active.has(one.party) ? one.party : null;
        return dealOf(source, one, { customer, owner: setting.userOf(one.employee) });
      }),
    };
  },
  notes: async (found, { client, source, setting }) => {
    const ownNotes = found.flatMap((note) => ownNoteOf(note) ?? []);
    const others = found.filter((note) => ownNoteOf(note) === null);
    const active = await activeOf(
      client,
      others.flatMap((note) => partyOfNote(note) ?? []),
      setting,
    );
    const upserts = others.flatMap((note) => {
      const party = partyOfNote(note);
      return party !== null && active.has(party) ? [noteEntryOf(source, note, party)] : [];
    });
    return { ...NOTHING, upserts, ownNotes };
  },
};

/** Everything that was made of records which are gone now. */
export function goneOf(kind: Kind, ids: readonly Id[]): Changes {
  const all = ids.map(String);
  switch (kind) {
    case 'users':
    case 'addresses':
      return NOTHING;
    case 'parties':
      return { ...NOTHING, deletions: all.map((externalId) => ({ kind: 'customer', externalId })) };
    case 'mechanisms':
      return { ...NOTHING, deletions: all.map((externalId) => ({ kind: 'contact', externalId })) };
    case 'opportunities':
      return { ...NOTHING, deletions: ids.flatMap(dealDeletions) };
    case 'notes':
      return {
        ...NOTHING,
        deletions: ids.map((id) => ({ kind: 'entry', externalId: noteEntryId(id) })),
        ownNotes: all.map((id) => ({ id, text: null })),
      };
    default:
      return unreachable(kind);
  }
}
