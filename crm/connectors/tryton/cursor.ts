import { z } from 'zod';
import { MINUTE } from '../../time/durations.ts';
import { Ranges } from './ranges.ts';
import type { Stamp } from './values.ts';

/**
 * The kinds of records, in the order in which they are read: people first. Addresses and contact mechanisms come with
 * their parties; they are looked through before, so that their changes after that are news.
 */
export const KINDS = [
  'users',
  'addresses',
  'mechanisms',
  'parties',
  'opportunities',
  'notes',
] as const;
export type Kind = (typeof KINDS)[number];

/**
 * A change carries the instant at which its transaction began, and shows when the transaction ends. So each reading goes
 * back by this much, in microseconds, and leaves out those that it saw.
 */
export const OVERLAP: Stamp = 10 * MINUTE * 1000;

const Whole = z.number().int().nonnegative();

/** How far one kind is read. */
const Progress = z.object({
  /** The newest change that was there when its last reading began. */
  top: Whole,
  /** The changes since a while before `top` that were read: the instants by the records' numbers. */
  seen: z.record(z.string(), Whole),
  /** The numbers of all records, where it matters which are gone. */
  alive: Ranges,
});
export type Progress = z.output<typeof Progress>;

/** A reading of one kind that has begun: everything up to the record with the number `at` is read. */
const Begun = Progress.extend({ at: Whole });

export const Cursor = z.object({
  kinds: z.partialRecord(z.enum(KINDS), Progress),
  reading: z.object({ step: Whole, begun: Begun.nullable() }).nullable(),
});
export type Cursor = z.output<typeof Cursor>;
export type Begun = z.output<typeof Begun>;

/** One that another version wrote in another way begins again: to read all once more changes nothing. */
export function cursorOf(given: string | null): Cursor {
  try {
    if (given !== null) return Cursor.parse(JSON.parse(given));
  } catch {
    // It is read from the beginning.
  }
  return { kinds: {}, reading: null };
}
