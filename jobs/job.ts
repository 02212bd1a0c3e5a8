import type { z } from 'zod';
import type { Place } from '../crm/place.ts';
import type { Store } from '../crm/store.ts';
import type { View } from '../cards/view.ts';

/** Everything a job may use. */
export interface JobContext {
  store: Store;
  now: () => Date;
  /** Posts to a place of a chat platform, now. Throws `Upstream`. */
  deliver(post: { place: Place; view: View; key: string }): Promise<void>;
}

/** What happens by the clock or from the queue. */
export interface Job {
  id: string;
  /** Five-field cron in UTC; absent where it only comes from the queue. */
  cron?: string;
  run(data: unknown, context: JobContext): Promise<void>;
}

export function defineJob<Data extends z.ZodType>(spec: {
  id: string;
  cron?: string;
  data: Data;
  run(data: z.output<Data>, context: JobContext): Promise<void>;
}): Job {
  const { data: schema, run, ...rest } = spec;
  return { ...rest, run: async (data, context) => run(schema.parse(data), context) };
}
