import { z } from 'zod';
import type { ChangePage } from '../../connector.ts';
import { HOUR, MINUTE } from '../../time/durations.ts';
import { type HubspotClient, MissingScope } from './client.ts';
import { OBJECT_TYPES, type ObjectType, readObjects } from './objects.ts';
import { archivedPage, changedPage, firstPage, type Slice, type Span } from './pages.ts';
import { changesByAll } from './read-changes.ts';
import { type OwnProperties, propertiesOf } from './reading.ts';
import { type Changes, deletionsOf, NOTHING } from './records.ts';
import { readSetting, type Setting } from './setting.ts';

/** A search lags behind, and its newest results can come out of order, so nothing younger than this is read. */
const SEARCH_LAG = 2 * MINUTE;
/** Archiving moves no date, so archived objects are looked through, and not at every reading. */
const SWEEP_EVERY = HOUR;

const Milliseconds = z.number().int().nonnegative();

/** How far the readings are. A kind of object without an instant in `since` is still to be read as a whole. */
const Cursor = z.object({
  since: z.partialRecord(z.enum(OBJECT_TYPES), Milliseconds),
  peopleSince: Milliseconds.nullable(),
  sweptAt: Milliseconds.nullable(),
  /** The reading that has begun: everything up to `until`, from the step on; null between two readings. */
  reading: z
    .object({
      until: Milliseconds,
      step: z.number().int().nonnegative(),
      at: z.string().nullable(),
      sweeps: z.boolean(),
      /** The kinds that the key may not read. */
      hidden: z.array(z.enum(OBJECT_TYPES)),
    })
    .nullable(),
});
type Cursor = z.output<typeof Cursor>;
type Begun = Cursor & { reading: NonNullable<Cursor['reading']> };

const BEGINNING: Cursor = { since: {}, peopleSince: null, sweptAt: null, reading: null };

/** First the people, then every kind of object, then those of each kind that were archived. */
type Step =
  | { kind: 'people' }
  | { kind: 'changed'; type: ObjectType }
  | { kind: 'archived'; type: ObjectType };

const STEPS: readonly Step[] = [
  { kind: 'people' },
  ...OBJECT_TYPES.map((type) => ({ kind: 'changed' as const, type })),
  ...OBJECT_TYPES.map((type) => ({ kind: 'archived' as const, type })),
];

interface Found {
  records: Changes;
  /** Where the step goes on; null at its end. */
  next: string | null;
}

export function changesOf(
  client: HubspotClient,
  { source, own, rereads }: { source: string; own: OwnProperties; rereads: boolean },
): (cursor: string | null) => Promise<ChangePage> {
  const settingOf = onceForEach((_: number) => readSetting(client, source, own));

  async function begin(cursor: Cursor): Promise<Begun> {
    const setting = await readSetting(client, source, own);
    const until = setting.account.at.getTime() - SEARCH_LAG;
    settingOf.keep(until, setting);
    const sweeps = cursor.sweptAt === null || until - cursor.sweptAt >= SWEEP_EVERY;
    return { ...cursor, reading: { until, step: 0, at: null, sweeps, hidden: [] } };
  }

  async function changed(type: ObjectType, span: Span, setting: Setting): Promise<Found> {
    const properties = propertiesOf(type, own);
    const slice: Slice =
      span.since === null
        ? await firstPage(client, { type, properties, at: span.at })
        : await changedPage(client, { type, properties, ...span, since: span.since });
    const ids = slice.objects.map(({ id }) => id);
    // A search may tell of an object as it was before a webhook that was read already.
    const isOld = rereads && span.since !== null && ids.length > 0;
    const objects = isOld ? await readObjects(client, type, { ids, properties }) : slice.objects;
    const { records } = await changesByAll(client, { type, objects }, { source, setting, own });
    return { records, next: slice.next };
  }

  async function stepOn({ since, peopleSince, sweptAt, reading }: Begun): Promise<Found> {
    const step = STEPS[reading.step];
    const { until, at, hidden, sweeps } = reading;
    if (!step) return { records: NOTHING, next: null };
    const setting = await settingOf.get(until);
    if (step.kind === 'people') {
      const upserts = setting.people
        .filter(({ updatedAt }) => peopleSince === null || updatedAt.getTime() > peopleSince)
        .map(({ updatedAt: _, ...person }) => person);
      return { records: { ...NOTHING, upserts }, next: null };
    }
    const { type } = step;
    if (step.kind === 'changed')
      return changed(type, { since: since[type] ?? null, until, at }, setting);
    // The first reading brings everything that is there, so nothing is to be taken out.
    if (!sweeps || sweptAt === null || hidden.includes(type))
      return { records: NOTHING, next: null };
    const slice = await archivedPage(client, { type, since: sweptAt, until, at });
    const deletions = slice.objects.flatMap(({ id }) => deletionsOf(type, id));
    const ownNotes = type === 'notes' ? slice.objects.map(({ id }) => ({ id, text: null })) : [];
    return { records: { ...NOTHING, deletions, ownNotes }, next: slice.next };
  }

  /** A kind that the key may not read is left out, and read as a whole once it may. */
  async function step(cursor: Begun): Promise<{ records: Changes; cursor: Begun }> {
    const { reading } = cursor;
    const at = STEPS[reading.step];
    const found = await stepOn(cursor).catch((cause: unknown) => {
      const mayBeLeftOut = at?.kind === 'changed' && at.type !== 'companies';
      if (cause instanceof MissingScope && mayBeLeftOut) return at.type;
      throw cause;
    });
    if (typeof found === 'string') {
      const hidden = [...reading.hidden, found];
      return {
        records: NOTHING,
        cursor: { ...cursor, reading: { ...reading, step: reading.step + 1, at: null, hidden } },
      };
    }
    const { records, next } = found;
    const where = next === null ? { step: reading.step + 1, at: null } : { at: next };
    return { records, cursor: { ...cursor, reading: { ...reading, ...where } } };
  }

  return async (given) => {
    const parsed = cursorOf(given);
    let cursor: Begun = parsed.reading
      ? { ...parsed, reading: parsed.reading }
      : await begin(parsed);
    // Steps at which nothing changed are no page of their own.
    for (let records = NOTHING; ; ) {
      if (!isEmpty(records)) return { ...records, cursor: JSON.stringify(cursor), more: true };
      if (cursor.reading.step >= STEPS.length)
        return { ...NOTHING, cursor: JSON.stringify(ended(cursor)), more: false };
      ({ records, cursor } = await step(cursor));
    }
  };
}

/** One that another version wrote in another way begins again: to read all once more changes nothing. */
function cursorOf(given: string | null): Cursor {
  if (given === null) return BEGINNING;
  try {
    return Cursor.parse(JSON.parse(given));
  } catch {
    return BEGINNING;
  }
}

function ended({ sweptAt, reading: { until, hidden, sweeps } }: Begun): Cursor {
  const seen = OBJECT_TYPES.filter((type) => !hidden.includes(type));
  return {
    since: Object.fromEntries(seen.map((type) => [type, until])),
    peopleSince: until,
    sweptAt: sweeps ? until : sweptAt,
    reading: null,
  };
}

const isEmpty = ({ upserts, merges, deletions, ownNotes }: Changes): boolean =>
  upserts.length + merges.length + deletions.length + ownNotes.length === 0;

/** The last one that was read; a process that goes on with another's reading reads it again. */
function onceForEach<Key, Value>(read: (key: Key) => Promise<Value>) {
  let last: { key: Key; value: Value } | null = null;
  return {
    keep(key: Key, value: Value): void {
      last = { key, value };
    },
    async get(key: Key): Promise<Value> {
      if (last?.key !== key) last = { key, value: await read(key) };
      return last.value;
    },
  };
}
