import type { ChangePage } from '../../connector.ts';
import { Upstream } from '../../problem.ts';
import { MINUTE } from '../../time/durations.ts';
import { type BulkOptions, wholePage } from './bulk.ts';
import type { SalesforceClient } from './client.ts';
import { type Begun, type Cursor, cursorOf, type SeenStamp } from './cursor.ts';
import type { OwnObjects } from './customers.ts';
import { customerFieldOf, type Described, descriptionsOf, visibleFields } from './describe.ts';
import { HiddenField, HiddenObject } from './faults.ts';
import { STANDARD_OBJECTS } from './objects.ts';
import { changedPage, stampOf } from './pages.ts';
import { extraFields, type OwnParts } from './reading.ts';
import { type Changes, changesByRow } from './records.ts';
import type { Row } from './row.ts';
import { readRows } from './rows.ts';
import { readSetting, type Setting } from './setting.ts';

/** A record gets its stamp when it is written, and is seen once its transaction ends: the longest go on for so long. */
const OVERLAP = 10 * MINUTE;
/** As many records of the overlap are kept in mind for each kind; more come once again, which changes nothing. */
const MOST_SEEN = 300;

const NOTHING: Changes = { upserts: [], merges: [], deletions: [] };

interface Found {
  records: Changes;
  /** Where the step goes on; null at its end. */
  next: string | null;
  /** Salesforce still works on it. */
  waits: boolean;
  seen: readonly SeenStamp[];
}

/** Everything that a reading needs to know of the organisation. */
interface Organisation {
  setting: Setting;
  ownObjects: OwnObjects;
}

export function changesOf(
  client: SalesforceClient,
  { source, own, bulk }: { source: string; own: OwnParts; bulk: BulkOptions },
): (cursor: string | null) => Promise<ChangePage> {
  const descriptions = descriptionsOf(client);
  const organisations = onceForEach((until: number) => readOrganisation(until));
  const objects: readonly string[] = [...STANDARD_OBJECTS, ...own.objects];

  async function readOrganisation(until: number | null): Promise<Organisation> {
    const setting = await readSetting(client, source);
    const found: [string, { name: string; field: string }][] = [];
    for (const name of own.objects) {
      const described = await descriptions.of(name, until ?? setting.at.getTime());
      const field = described && customerFieldOf(described);
      if (described?.keyPrefix && field) found.push([described.keyPrefix, { name, field }]);
    }
    return { setting, ownObjects: new Map(found) };
  }

  async function begin(cursor: Cursor): Promise<Begun> {
    const organisation = await readOrganisation(null);
    const { setting } = organisation;
    const until = setting.at.getTime();
    organisations.keep(until, organisation);
    return { ...cursor, reading: { until, step: null, at: null, seen: [], done: {} } };
  }

  async function readObject(described: Described, cursor: Begun): Promise<Found> {
    const { name } = described;
    const { until, at } = cursor.reading;
    const { setting, ownObjects } = await organisations.get(until);
    const reached = cursor.reached[name];
    const selection = {
      name,
      fields: visibleFields(described, extraFields(own, name)),
      where: name === 'ContentDocument' ? "FileType = 'SNOTE'" : null,
    };
    const slice = reached
      ? await changedPage(client, selection, { floor: reached.until - OVERLAP, until, at })
      : await wholePage(client, selection, { at, options: bulk });
    const known = new Set(reached?.seen.map(String));
    const news = slice.rows.filter((row) => !known.has(String(seenOf(row))));
    const reads = await readRows(client, news, { described, ownObjects });
    const found = reads.map((read) => changesByRow(read, { source, setting, own, described }));
    return {
      records: {
        upserts: found.flatMap(({ upserts }) => upserts),
        merges: found.flatMap(({ merges }) => merges),
        // The first reading brings everything that is there, so nothing is to be taken out.
        deletions: reached ? found.flatMap(({ deletions }) => deletions) : [],
      },
      next: slice.next,
      waits: slice.waits ?? false,
      seen: slice.rows.map(seenOf).filter(([, stamp]) => stamp > until - OVERLAP),
    };
  }

  /** A field that was hidden since its object was described is left out from then on. */
  async function readStep(name: string, cursor: Begun): Promise<Found | null> {
    for (let isAgain = false; ; isAgain = true) {
      const described = await descriptions.of(name, cursor.reading.until);
      try {
        if (described) return await readObject(described, cursor);
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
  }

  async function readPeople({ peopleSince, reading }: Begun): Promise<Found> {
    const { setting } = await organisations.get(reading.until);
    const upserts = setting.people
      .filter(({ stamp }) => peopleSince === null || stamp.getTime() > peopleSince - OVERLAP)
      .map(({ stamp: _, ...person }) => person);
    return { records: { ...NOTHING, upserts }, next: null, waits: false, seen: [] };
  }

  /** A kind that the key may not see is left out, and read as a whole once it may. */
  async function stepOn(cursor: Begun): Promise<{ found: Found | null; cursor: Begun }> {
    const { reading } = cursor;
    const name = reading.step;
    const found = name === null ? await readPeople(cursor) : await readStep(name, cursor);
    const seen = [...reading.seen, ...(found?.seen ?? [])].slice(-MOST_SEEN);
    if (found && found.next !== null)
      return { found, cursor: { ...cursor, reading: { ...reading, at: found.next, seen } } };
    const reached = found && name !== null ? { [name]: { until: reading.until, seen } } : {};
    const step = objects[name === null ? 0 : objects.indexOf(name) + 1] ?? END;
    const done = { ...reading.done, ...reached };
    return {
      found,
      cursor: { ...cursor, reading: { ...reading, step, at: null, seen: [], done } },
    };
  }

  return async (given) => {
    const parsed = cursorOf(given);
    let cursor: Begun = parsed.reading
      ? { ...parsed, reading: parsed.reading }
      : await begin(parsed);
    // Steps at which nothing changed are no page of their own.
    for (;;) {
      if (cursor.reading.step === END)
        return { ...NOTHING, cursor: JSON.stringify(ended(cursor)), more: false };
      const step = await stepOn(cursor);
      cursor = step.cursor;
      if (step.found && (step.found.waits || !isEmpty(step.found.records)))
        return { ...step.found.records, cursor: JSON.stringify(cursor), more: true };
    }
  };
}

/** The name of no object. */
const END = '';

const ended = ({ reading: { until, done } }: Begun): Cursor => ({
  reached: done,
  peopleSince: until,
  reading: null,
});

const seenOf = (row: Row): SeenStamp => [row['Id'] ?? '', stampOf(row)];

const isEmpty = ({ upserts, merges, deletions }: Changes): boolean =>
  upserts.length + merges.length + deletions.length === 0;

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
