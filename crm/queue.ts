/** The port to the durable queue: what is sent survives a crash and is done once per key, whichever copy does it. */
export interface Queue {
  /** Committed when this returns. A second send with a known key changes nothing. */
  send(job: string, data: unknown, options: { key: string; after?: Date }): Promise<void>;
  /**
   * Starts doing this kind of job. `run` may be called again for the same data after a failure or a crash: with
   * back-off, or after `Upstream.retryAfter`. When the tries are used up, `failed` is told once.
   */
  work(
    job: string,
    run: (data: unknown) => Promise<void>,
    options?: { failed?: (data: unknown, cause: unknown) => Promise<void> },
  ): Promise<void>;
  start(): Promise<void>;
  /** Finishes what is in flight. */
  stop(): Promise<void>;
}
