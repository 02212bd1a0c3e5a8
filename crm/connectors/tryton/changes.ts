import type { ChangePage } from '../../connector.ts';
import { Upstream } from '../../problem.ts';
import type { TrytonClient } from './client.ts';
import { type Cursor, cursorOf, KINDS, type Kind } from './cursor.ts';
import { CHANGES_OF, type Changes, goneOf, NOTHING, type Reading } from './records.ts';
import { readSetting, type Setting } from './setting.ts';
import { readSlice } from './watch.ts';

const PAGE = 100;

interface Stepped {
  records: Changes;
  cursor: Cursor;
}

export function changesOf(
  client: TrytonClient,
  { source, pageSize = PAGE }: { source: string; pageSize?: number },
): (cursor: string | null) => Promise<ChangePage> {
  let setting: Setting | null = null;

  async function stepOn<K extends Kind>(
    kind: K,
    { cursor, reading }: { cursor: Cursor; reading: Reading },
  ): Promise<Stepped> {
    const { step = 0, begun = null } = cursor.reading ?? {};
    const last = cursor.kinds[kind] ?? null;
    const slice = await readSlice(client, kind, { last, begun, limit: pageSize });
    const made =
      slice.records.length === 0 ? NOTHING : await CHANGES_OF[kind](slice.records, reading);
    const gone = goneOf(kind, slice.gone);
    const records = {
      ...made,
      deletions: [...made.deletions, ...gone.deletions],
      ownNotes: [...made.ownNotes, ...gone.ownNotes],
    };
    const next =
      slice.next === null
        ? {
            kinds: { ...cursor.kinds, [kind]: slice.progress },
            reading: { step: step + 1, begun: null },
          }
        : { kinds: cursor.kinds, reading: { step, begun: slice.next } };
    return { records, cursor: next };
  }

  /** A kind that is not installed, or that the user may not read, is left out, and read as a whole once it is there. */
  async function leftOut(
    kind: Kind,
    given: { cursor: Cursor; reading: Reading },
  ): Promise<Stepped> {
    const without = {
      records: NOTHING,
      cursor: { ...given.cursor, reading: { step: KINDS.indexOf(kind) + 1, begun: null } },
    };
    const { setting: of } = given.reading;
    if (kind === 'opportunities' && !of.has.opportunities) return without;
    if (NEEDED.has(kind)) return stepOn(kind, given);
    return stepOn(kind, given).catch((cause: unknown) => {
      if (cause instanceof Upstream && cause.fault === 'rejected') return without;
      throw cause;
    });
  }

  return async (given) => {
    let cursor = cursorOf(given);
    if (cursor.reading === null || setting === null) setting = await readSetting(client);
    const reading = { client, source, setting };
    // Steps at which nothing changed are no page of their own.
    for (;;) {
      const kind = KINDS[cursor.reading?.step ?? 0];
      if (kind === undefined) {
        const ended: Cursor = { kinds: cursor.kinds, reading: null };
        return { ...NOTHING, cursor: JSON.stringify(ended), more: false };
      }
      const stepped = await leftOut(kind, { cursor, reading });
      ({ cursor } = stepped);
      if (!isEmpty(stepped.records))
        return { ...stepped.records, cursor: JSON.stringify(cursor), more: true };
    }
  };
}

/** Without these there are no customers. */
const NEEDED: ReadonlySet<Kind> = new Set(['addresses', 'mechanisms', 'parties']);

const isEmpty = ({ upserts, merges, deletions, ownNotes }: Changes): boolean =>
  upserts.length + merges.length + deletions.length + ownNotes.length === 0;
