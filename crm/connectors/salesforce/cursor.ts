import { z } from 'zod';

const Milliseconds = z.number().int().nonnegative();
/** Names a record as it was: its id, and a hash of its fields. Its stamp alone, to the second, does not tell two changes apart. */
const SeenState = z.string();
export type SeenState = z.output<typeof SeenState>;

const Reached = z.object({
  /** Everything up to this instant of Salesforce's clock was read. */
  until: Milliseconds,
  /** The newest of it, which the next reading meets once more. */
  seen: z.array(SeenState),
});
export type Reached = z.output<typeof Reached>;

/** How far the readings are. A kind of object that is not in `reached` is still to be read as a whole. */
const Cursor = z.object({
  reached: z.record(z.string(), Reached),
  peopleSince: Milliseconds.nullable(),
  /** The reading that has begun: everything up to `until`, from the step on; null between two readings. */
  reading: z
    .object({
      until: Milliseconds,
      /** The object that is being read; null for the people, which come first. */
      step: z.string().nullable(),
      at: z.string().nullable(),
      seen: z.array(SeenState),
      /** The kinds that are done with in this reading. */
      done: z.record(z.string(), Reached),
    })
    .nullable(),
});
export type Cursor = z.output<typeof Cursor>;
export type Begun = Cursor & { reading: NonNullable<Cursor['reading']> };

const BEGINNING: Cursor = { reached: {}, peopleSince: null, reading: null };

/** One that another version wrote in another way begins again: to read all once more changes nothing. */
export function cursorOf(given: string | null): Cursor {
  if (given === null) return BEGINNING;
  try {
    return Cursor.parse(JSON.parse(given));
  } catch {
    return BEGINNING;
  }
}
