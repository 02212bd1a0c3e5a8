import type { ChangePage } from '../../connector.ts';
import type { BulkOptions } from './bulk.ts';
import type { SalesforceClient } from './client.ts';
import { type Begun, type Cursor, cursorOf } from './cursor.ts';
import { descriptionsOf } from './describe.ts';
import { OVERLAP, objectReader, type StepPage } from './object-reader.ts';
import { STANDARD_OBJECTS } from './objects.ts';
import { organisationsOf } from './organisation.ts';
import type { OwnParts } from './reading.ts';
import { type Changes, NOTHING } from './records.ts';

/** As many records of the overlap are kept in mind for each kind; more come once again, which changes nothing. */
const MOST_SEEN = 300;

export function changesOf(
  client: SalesforceClient,
  { source, own, bulk }: { source: string; own: OwnParts; bulk: BulkOptions },
): (cursor: string | null) => Promise<ChangePage> {
  const descriptions = descriptionsOf(client);
  const organisations = organisationsOf(client, { source, own, descriptions });
  const readObject = objectReader(client, { source, own, bulk, descriptions, organisations });
  const objects: readonly string[] = [...STANDARD_OBJECTS, ...own.objects];

  async function begin(cursor: Cursor): Promise<Begun> {
    const { setting } = await organisations.read();
    const until = setting.at.getTime();
    return { ...cursor, reading: { until, step: null, at: null, seen: [], done: {} } };
  }

  async function readPeople({ peopleSince, reading }: Begun): Promise<StepPage> {
    const { setting } = await organisations.of(reading.until);
    const upserts = setting.people
      .filter(({ stamp }) => peopleSince === null || stamp.getTime() > peopleSince - OVERLAP)
      .map(({ stamp: _, ...person }) => person);
    return { records: { ...NOTHING, upserts }, next: null, waits: false, seen: [] };
  }

  /** A kind that the key may not see is left out, and read as a whole once it may. */
  async function stepOn(cursor: Begun): Promise<{ found: StepPage | null; cursor: Begun }> {
    const { reading } = cursor;
    const name = reading.step;
    const found = name === null ? await readPeople(cursor) : await readObject(name, cursor);
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

const isEmpty = ({ upserts, merges, deletions, ownNotes }: Changes): boolean =>
  upserts.length + merges.length + deletions.length + ownNotes.length === 0;
