import { z } from 'zod';

/** A job's name on the wire; only `defineJobKind` makes one, so that a job nobody defined cannot be sent. */
const JobId = z.string().min(1).max(100).brand<'JobId'>();
export type JobId = z.infer<typeof JobId>;

/** A job as both of its ends know it: those who send it and the one that does it. */
export interface JobKind<Data extends z.ZodType = z.ZodType> {
  id: JobId;
  /** The schema of its data, which is parsed when the job runs: an older version of the bot may have sent it. */
  data: Data;
}

/** Stands beside the rules that send it; `jobs/` gives it a handler. */
export const defineJobKind = <Data extends z.ZodType>(id: string, data: Data): JobKind<Data> => ({
  id: JobId.parse(id),
  data,
});

export interface SendOptions {
  /** A job that is sent again under a known key changes nothing. */
  key: string;
  after?: Date | undefined;
}

/** The port to the durable queue: what is sent survives a crash and is done once per key, whichever copy does it. */
export interface Queue {
  /** Committed when this returns. A second send with a known key changes nothing. */
  send<Data extends z.ZodType>(
    kind: JobKind<Data>,
    data: z.input<Data>,
    options: SendOptions,
  ): Promise<void>;
  /**
   * Starts doing this kind of job. `run` may be called again for the same data after a failure or a crash: with
   * back-off, or after `Upstream.retryAfter`. When the tries are used up, `failed` is told once. `atOnce` jobs of this
   * kind are done at a time; each of them looks for work every other second.
   */
  work(
    kind: JobKind,
    run: (data: unknown) => Promise<void>,
    options?: {
      failed?: ((data: unknown, cause: unknown) => Promise<void>) | undefined;
      atOnce?: number | undefined;
    },
  ): Promise<void>;
  start(): Promise<void>;
  /** Finishes what is in flight. */
  stop(): Promise<void>;
}
