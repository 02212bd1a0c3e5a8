import { createHash } from 'node:crypto';
import { Upstream } from '../../problem.ts';
import { MINUTE } from '../../time/durations.ts';
import { type BulkOptions, wholePage } from './bulk.ts';
import type { SalesforceClient } from './client.ts';
import type { Begun, SeenState } from './cursor.ts';
import { type Described, type Descriptions, visibleFields } from './describe.ts';
import { HiddenField, HiddenObject } from './faults.ts';
import type { Organisations } from './organisation.ts';
import { changedPage, stampOf } from './pages.ts';
import { extraFields, type OwnParts } from './reading.ts';
import { type Changes, changesByRow } from './records.ts';
import { contactsOfRelations, INDIRECT } from './relations.ts';
import type { Row } from './row.ts';
import { readRows } from './rows.ts';

/** A record gets its stamp when it is written, and is seen once its transaction ends: the longest go on for so long. */
export const OVERLAP = 10 * MINUTE;

/** A page of one kind. */
export interface StepPage {
  records: Changes;
  /** Where the step goes on; null at its end. */
  next: string | null;
  /** Salesforce still works on it. */
  waits: boolean;
  /** The records of the overlap with the next reading. */
  seen: readonly SeenState[];
}

/** Conditions that all rows of an object meet which are read. */
const CONDITIONS: Readonly<Record<string, string>> = {
  ContentDocument: "FileType = 'SNOTE'",
  AccountContactRelation: INDIRECT,
};

/** Reads a page of an object; null where the key may not see it. */
export function objectReader(
  client: SalesforceClient,
  {
    source,
    own,
    bulk,
    descriptions,
    organisations,
  }: {
    source: string;
    own: OwnParts;
    bulk: BulkOptions;
    descriptions: Descriptions;
    organisations: Organisations;
  },
): (name: string, cursor: Begun) => Promise<StepPage | null> {
  /** The rows whose records are made: those of relations are the contacts that they are of. */
  async function recordsOf(rows: readonly Row[], described: Described, until: number) {
    if (described.name !== 'AccountContactRelation') return { rows, described };
    const contact = await descriptions.of('Contact', until);
    if (contact === null) return { rows: [], described };
    const fields = visibleFields(contact, extraFields(own, contact.name));
    return { rows: await contactsOfRelations(client, rows, fields), described: contact };
  }

  async function readPage(described: Described, cursor: Begun): Promise<StepPage> {
    const { name } = described;
    const { until, at } = cursor.reading;
    const { setting, ownObjects } = await organisations.of(until);
    const reached = cursor.reached[name];
    const selection = {
      name,
      fields: visibleFields(described, extraFields(own, name)),
      where: CONDITIONS[name] ?? null,
    };
    const slice = reached
      ? await changedPage(client, selection, { floor: reached.until - OVERLAP, until, at })
      : await wholePage(client, selection, { at, options: bulk });
    const known = new Set(reached?.seen);
    const news = slice.rows.filter((row) => !known.has(stateOf(row)));
    const of = await recordsOf(news, described, until);
    const reads = await readRows(client, of.rows, { described: of.described, ownObjects });
    const found = reads.map((read) =>
      changesByRow(read, { source, setting, own, described: of.described }),
    );
    return {
      records: {
        upserts: found.flatMap(({ upserts }) => upserts),
        merges: found.flatMap(({ merges }) => merges),
        ownNotes: found.flatMap(({ ownNotes }) => ownNotes),
        // The first reading brings everything that is there, so nothing is to be taken out.
        deletions: reached ? found.flatMap(({ deletions }) => deletions) : [],
      },
      next: slice.next,
      waits: slice.waits ?? false,
      seen: slice.rows.filter((row) => stampOf(row) > until - OVERLAP).map(stateOf),
    };
  }

  /** A field that was hidden since its object was described is left out from then on. */
  return async (name, cursor) => {
    for (let isAgain = false; ; isAgain = true) {
      const described = await descriptions.of(name, cursor.reading.until);
      try {
        if (described) return await readPage(described, cursor);
      } catch (cause) {
        if (cause instanceof HiddenField && !isAgain) {
          descriptions.forget(name);
          continue;
        }
        if (!(cause instanceof HiddenObject)) throw cause;
      }
      if (name !== 'Account') return null;
      const reason = 'Accounts are hidden from me: the user of the app needs to read them';
      throw new Upstream(source, 'unauthorised', { reason });
    }
  };
}

function stateOf(row: Row): SeenState {
  const fields = Object.entries(row).toSorted(([one], [other]) => (one < other ? -1 : 1));
  const hash = createHash('sha256').update(JSON.stringify(fields)).digest('base64url');
  return `${row['Id']} ${hash.slice(0, 12)}`;
}
