/** PostgreSQL's word for it, and the machine's. */
const FULL: ReadonlySet<unknown> = new Set(['53100', 'ENOSPC']);

/** Whether that, or anything that led to it, is a disk without room: the queue, the store and Node each say it their own way. */
export const isDiskFull = (cause: unknown): boolean =>
  cause instanceof Error &&
  (('code' in cause && FULL.has(cause.code)) ||
    /No space left on device|\bENOSPC\b/.test(cause.message) ||
    isDiskFull(cause.cause));
