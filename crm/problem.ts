/**
 * A fault with two sides: `say` and `try` are for the person who asked, `message` and `cause` for the log.
 * A Problem is expected: it becomes a card, and no alarm is raised.
 */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly code: string;
  readonly say: string;
  /** The person's next step: always there, since an error without one is a dead end. */
  readonly try: string;
  /** Whether the form that led to it comes again with what was filled in. False where nothing that could be written there would help. */
  readonly reopens: boolean;

  constructor(
    code: string,
    {
      say,
      try: next,
      reopens = true,
      cause,
    }: { say: string; try: string; reopens?: boolean; cause?: unknown },
  ) {
    super(`${code}: ${say}`, cause === undefined ? undefined : { cause });
    this.code = code;
    this.say = say;
    this.try = next;
    this.reopens = reopens;
  }
}

export const UPSTREAM_FAULTS = ['rate-limited', 'unauthorised', 'unavailable', 'rejected'] as const;
export type UpstreamFault = (typeof UPSTREAM_FAULTS)[number];

/** Somebody else's system failed us; `retryAfter` in milliseconds where it said so, `reason` its own words for a person, where it gave any. */
export class Upstream extends Error {
  override readonly name = 'Upstream';
  readonly system: string;
  readonly fault: UpstreamFault;
  readonly retryAfter: number | undefined;
  readonly reason: string | undefined;

  constructor(
    system: string,
    fault: UpstreamFault,
    { retryAfter, reason, cause }: { retryAfter?: number; reason?: string; cause?: unknown } = {},
  ) {
    super(`${system}: ${fault}`, cause === undefined ? undefined : { cause });
    this.system = system;
    this.fault = fault;
    this.retryAfter = retryAfter;
    this.reason = reason;
  }
}

/** The connection to the database broke before it answered: whether a write is kept is not known. */
export class ConnectionLost extends Error {
  override readonly name = 'ConnectionLost';
}

/** The request was delivered more than once and is done already. Nothing of it is done again. */
export class Repeated extends Error {}

/** Makes a forgotten case of a union fail to compile, and names it should one arrive from outside all the same. */
export function unreachable(value: never): never {
  throw new Error(`Unhandled case: ${JSON.stringify(value)}`);
}
