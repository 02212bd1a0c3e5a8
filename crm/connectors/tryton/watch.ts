import { z } from 'zod';
import type { TrytonClient } from './client.ts';
import { type Begun, type Kind, OVERLAP, type Progress } from './cursor.ts';
import { ALL, Changed, type Domain, MODELS, readRecords, STAMPS, stampOf } from './models.ts';
import { numbersOf, rangesOf } from './ranges.ts';
import { sweep } from './sweep.ts';
import { PARTY } from './timeline.ts';
import { type Id, instantOf, type Stamp } from './values.ts';

/** The notes on parties; of the other kinds, all. */
const ONLY: Partial<Record<Kind, Domain>> = { notes: [['resource', 'like', `${PARTY},%`]] };
/** Kinds of which it matters which are gone. Users are never deleted in Tryton. */
const SWEPT: ReadonlySet<Kind> = new Set(['parties', 'mechanisms', 'opportunities', 'notes']);
/** Their first reading needs no records: they come with their parties. */
const WITH_PARTIES: ReadonlySet<Kind> = new Set(['addresses', 'mechanisms']);

export type RecordOf<K extends Kind> = z.output<(typeof MODELS)[K]['schema']>;

export interface Slice<K extends Kind> {
  records: readonly RecordOf<K>[];
  gone: readonly Id[];
  /** Null at the end of the reading; then `progress` is how far it came. */
  next: Begun | null;
  progress: Progress;
}

/** Reads the next records of a kind that changed since the last reading; where there was none, all of them. */
export async function readSlice<K extends Kind>(
  client: TrytonClient,
  kind: K,
  { last, begun, limit }: { last: Progress | null; begun: Begun | null; limit: number },
): Promise<Slice<K>> {
  const isRecentOnly = last === null && WITH_PARTIES.has(kind);
  const bound = begun?.top ?? (isRecentOnly ? await topOf(client, kind) : null);
  const from = isRecentOnly ? bound : (last?.top ?? null);
  const found = await readRecords<Changed>(client, MODELS[kind], {
    domain: [...(ONLY[kind] ?? []), ['id', '>', begun?.at ?? 0], ...since(from)],
    limit,
  });
  const isEnd = found.length < limit;
  // One page is how things were at one instant. A change between several is news to the next reading.
  const top = bound ?? (isEnd ? newestOf(last?.top ?? 0, found) : await topOf(client, kind));
  const records = found.filter((one) => last?.seen[one.id] !== stampOf(one));
  const seen = { ...begun?.seen };
  for (const one of found) if (stampOf(one) > top - OVERLAP) seen[one.id] = stampOf(one);
  const before = (begun ?? last)?.alive ?? [];
  const alive = SWEPT.has(kind)
    ? rangesOf([...numbersOf(before), ...found.map(({ id }) => id)])
    : [];
  const progress = { top, seen, alive };
  const told = (isRecentOnly ? [] : records) as RecordOf<K>[];
  const newest = found.at(-1);
  if (newest && !isEnd)
    return { records: told, gone: [], next: { ...progress, at: newest.id }, progress };
  const swept = SWEPT.has(kind)
    ? await sweep(client, { model: MODELS[kind].model, domain: ONLY[kind] ?? [] }, alive)
    : { alive: [], gone: [] };
  return {
    records: told,
    // The first reading told of nobody who is gone.
    gone: last === null ? [] : swept.gone,
    next: null,
    progress: { ...progress, alive: swept.alive },
  };
}

const newestOf = (least: Stamp, found: readonly Changed[]): Stamp =>
  found.reduce((newest, one) => Math.max(newest, stampOf(one)), least);

/** The newest change that is there. */
async function topOf(client: TrytonClient, kind: Kind): Promise<Stamp> {
  const { model } = MODELS[kind];
  const newest = await Promise.all(
    STAMPS.map((field) =>
      client.call(z.array(Changed), {
        model,
        method: 'search_read',
        params: [[[field, '!=', null]], 0, 1, [[field, 'DESC']], STAMPS],
        context: ALL,
      }),
    ),
  );
  return newestOf(0, newest.flat());
}

function since(top: Stamp | null): Domain {
  if (top === null) return [];
  const from = instantOf(Math.max(0, top - OVERLAP));
  return [
    [
      'OR',
      ['write_date', '>', from],
      [
        ['write_date', '=', null],
        ['create_date', '>', from],
      ],
    ],
  ];
}
