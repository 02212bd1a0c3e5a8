import type { Bench } from './bench.ts';
import { eventStream } from './events.ts';
import { followers } from './followers.ts';
import { noting } from './note.ts';
import { queueing } from './queue.ts';
import type { Row } from './report.ts';

/** The cost of shared work on a customer: a note, the queue and the events behind it, and messages to many at once. */
export async function work(bench: Bench): Promise<Row[]> {
  return [
    ...(await noting(bench)),
    ...(await queueing(bench)),
    ...(await eventStream(bench)),
    ...(await followers(bench)),
  ];
}
