import { DAY, HOUR, SECOND } from '../../crm/time/durations.ts';

export const SCHEMA = 'queue';

/** pg-boss counts in seconds. */
const seconds = (length: number): number => length / SECOND;

export const OPTIONS = {
  retryLimit: 9,
  retryDelay: 1,
  retryBackoff: true,
  retryDelayMax: seconds(HOUR),
  expireInSeconds: seconds(HOUR),
  // A worker that was killed stops beating, and another copy takes its job over: the least that pg-boss allows.
  heartbeatSeconds: 10,
  retentionSeconds: seconds(400 * DAY),
  // As long as a job is remembered, sending its key again changes nothing.
  deleteAfterSeconds: seconds(90 * DAY),
  notify: true,
};

export const WORKERS = 2;

/** A slow job keeps its claim by five beats in the time that one may be silent. */
export const WORKING = {
  pollingIntervalSeconds: 2,
  notifyPollingIntervalSeconds: 2,
  heartbeatRefreshSeconds: 2,
  includeMetadata: true,
} as const;

/** Every copy looks for silent ones this often, unless another has within a second. It costs four small reads of indexes. */
export const WATCH = { superviseIntervalSeconds: 2, monitorIntervalSeconds: 1 };
