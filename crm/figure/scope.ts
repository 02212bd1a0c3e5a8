import { z } from 'zod';
import type { Day } from '../time/day.ts';

/** The kinds of a segment. An owner and a department are the customer's owner and that colleague's department; a region is the customer's country. */
export const SEGMENT_KINDS = ['all', 'segment', 'owner', 'department', 'region'] as const;
export const SegmentKind = z.enum(SEGMENT_KINDS);
export type SegmentKind = z.infer<typeof SegmentKind>;

/** The customers whose facts count. A fact without a customer counts in `all` only. */
export interface Segment {
  kind: SegmentKind;
  /** A segment's or a country's name as it is stored, or an id; empty for `all`. */
  value: string;
}

export const EVERYBODY: Segment = { kind: 'all', value: '' };

/** Days of the organisation's zone, both included. `first` is null for everything up to `last`. */
export interface Days {
  first: Day | null;
  last: Day;
}

/** The facts that a figure is made of: when they happened, and whose they are. */
export interface Scope extends Days {
  /** The organisation's, IANA. */
  zone: string;
  /** The first instant that counts, and the first that does not any more: never later than now. */
  since: Date | null;
  until: Date;
  segment: Segment;
}
