import { z } from 'zod';
import type { TrytonClient } from './client.ts';
import { type Begun, type Kind, OVERLAP, type Progress } from './cursor.ts';
import { ALL, Changed, type Domain, MODELS, readRecords, stampOf } from './models.ts';
import { countOf, numbersOf, rangesOf } from './ranges.ts';
import { PARTY } from './timeline.ts';
import { Id, instantOf, type Stamp } from './values.ts';

/** The notes on parties; of the other kinds, all. */
const ONLY: Partial<Record<Kind, Domain>> = { notes: [['resource', 'like', `${PARTY},%`]] };
/** Kinds of which it matters which are gone. Users are never deleted in Tryton. */
const SWEPT: ReadonlySet<Kind> = new Set(['parties', 'mechanisms', 'opportunities', 'notes']);
/** Their first reading needs no records: they come with their parties. */
const WITH_PARTIES: ReadonlySet<Kind> = new Set(['addresses', 'mechanisms']);

export type Found<K extends Kind> = z.output<(typeof MODELS)[K]['schema']>;

export interface Slice<K extends Kind> {
  records: readonly Found<K>[];
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
  const at = begun ?? (await begin(client, kind, last));
  const found = await readRecords<Changed>(client, MODELS[kind], {
    domain: [...(ONLY[kind] ?? []), ['id', '>', at.at], ...since(kind, last, at)],
    limit,
  });
  const records = found.filter((one) => last?.seen[one.id] !== stampOf(one));
  const seen = { ...at.seen };
  for (const one of found) if (stampOf(one) > at.top - OVERLAP) seen[one.id] = stampOf(one);
  const alive = SWEPT.has(kind)
    ? rangesOf([...numbersOf(at.alive), ...found.map(({ id }) => id)])
    : [];
  const progress = { top: at.top, seen, alive };
  const told = (last === null && WITH_PARTIES.has(kind) ? [] : records) as Found<K>[];
  const newest = found.at(-1);
  if (newest && found.length >= limit)
    return { records: told, gone: [], next: { ...progress, at: newest.id }, progress };
  const swept = SWEPT.has(kind) ? await sweep(client, kind, alive) : { alive: [], gone: [] };
  return {
    records: told,
    // The first reading told of nobody who is gone.
    gone: last === null ? [] : swept.gone,
    next: null,
    progress: { ...progress, alive: swept.alive },
  };
}

async function begin(client: TrytonClient, kind: Kind, last: Progress | null): Promise<Begun> {
  const tops = await Promise.all(
    (['create_date', 'write_date'] as const).map((field) => newestOf(client, kind, field)),
  );
  const top = Math.max(last?.top ?? 0, ...tops);
  return { top, seen: {}, alive: last?.alive ?? [], at: 0 };
}

async function newestOf(
  client: TrytonClient,
  kind: Kind,
  field: 'create_date' | 'write_date',
): Promise<Stamp> {
  const [newest] = await client.call(z.array(Changed), {
    model: MODELS[kind].model,
    method: 'search_read',
    params: [[[field, '!=', null]], 0, 1, [[field, 'DESC']], ['create_date', 'write_date']],
    context: ALL,
  });
  return newest?.[field] ?? 0;
}

function since(kind: Kind, last: Progress | null, { top }: Begun): Domain {
  if (last === null && !WITH_PARTIES.has(kind)) return [];
  const from = instantOf(Math.max(0, (last?.top ?? top) - OVERLAP));
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

/** Nothing tells of a deletion. So the records are counted, and where some are missing, all numbers are asked for. */
async function sweep(
  client: TrytonClient,
  kind: Kind,
  alive: Progress['alive'],
): Promise<{ alive: Progress['alive']; gone: Id[] }> {
  const { model } = MODELS[kind];
  const domain = ONLY[kind] ?? [];
  const count = await client.call(z.number().int(), {
    model,
    method: 'search_count',
    params: [domain],
    context: ALL,
  });
  if (count === countOf(alive)) return { alive, gone: [] };
  const there = await client.call(z.array(Id), {
    model,
    method: 'search',
    params: [domain, 0, null, [['id', 'ASC']]],
    context: ALL,
  });
  const now = new Set(there);
  const gone = [...numbersOf(alive)].filter((id) => !now.has(id));
  return { alive: rangesOf(there), gone };
}
