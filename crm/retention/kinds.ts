/** A kind of data, with how long it is kept. The README's table and the nightly job are made from the list. */
export interface RetentionKind {
  id: string;
  /** Its contents, for people. */
  holds: string;
  /** Days; null: for ever. */
  days: number | null;
  /** The variable that sets it; null where it is fixed. */
  variable: string | null;
  /** The days that may be set: shorter ones break what is built on it. */
  least: number;
  most: number;
}

/** Longer than anybody plans. */
const CENTURY = 36_500;

/** Long enough to hand a file over. */
export const EXPORT_DAYS = 7;

const kept = <Id extends string>(
  id: Id,
  days: number | null,
  { holds, least = 1, most = CENTURY }: { holds: string; least?: number; most?: number },
) => ({
  id,
  holds,
  days,
  variable: `RETAIN_${id.toUpperCase().replaceAll('-', '_')}`,
  least,
  most,
});

/** Every kind of data that is deleted by its age; records of customers stay until somebody erases them. */
export const RETENTION_KINDS = [
  // Longer than a year, so that a figure can be compared with the year before.
  kept('events', 400, {
    holds: 'what happened at customers, one line each, without anybody’s words',
    least: 35,
  }),
  kept('audit', null, {
    holds: 'who looked at a customer, wrote, shared, or was refused',
    least: 30,
  }),
  kept('messages', 400, {
    holds:
      'what was told to colleagues and channels, and where it stands; one that is deleted is not kept true any more',
    least: 35,
  }),
  kept('shared-cards', 400, { holds: 'where cards of customers were shared', least: 35 }),
  kept('jobs', 90, {
    holds: 'jobs that are done or were given up; as long as one is kept, nothing is sent twice',
    least: 7,
    // The queue itself keeps none for longer.
    most: 90,
  }),
  // First, since an item that is aside keeps its request.
  kept('aside-items', 90, { holds: 'what tools sent and could not be saved' }),
  kept('tool-items', 30, { holds: 'what tools sent, once it is saved' }),
  kept('drafts', 7, { holds: 'chat messages from which somebody began a note or a task' }),
  kept('entries', null, {
    holds: 'entries of timelines; deals, tickets and other records stay, and so do notes',
    least: 30,
  }),
  {
    id: 'answers',
    holds: 'asks that wait for their answer, and answers that a chat may fetch again',
    days: 1,
    variable: null,
    least: 1,
    most: 1,
  },
  {
    id: 'item-order',
    holds:
      'which item of a tool was the newest of a thing, so that one that comes late changes nothing',
    days: 90,
    variable: null,
    least: 90,
    most: 90,
  },
  {
    id: 'exports',
    holds: 'exports of customers in DATA_DIR/exports',
    days: EXPORT_DAYS,
    variable: null,
    least: EXPORT_DAYS,
    most: EXPORT_DAYS,
  },
] as const satisfies readonly RetentionKind[];

export type RetentionId = (typeof RETENTION_KINDS)[number]['id'];

/** For each kind the days that it is kept; null: for ever. */
export type Retention = Readonly<Record<RetentionId, number | null>>;

/** As it is where nothing is set. */
export const USUAL_RETENTION: Retention = retentionBy(({ days }) => days);

/** One value for each kind. */
export function retentionBy(daysOf: (kind: RetentionKind) => number | null): Retention {
  // The list has each id once, which the compiler does not see.
  return Object.fromEntries(RETENTION_KINDS.map((kind) => [kind.id, daysOf(kind)])) as Retention;
}
