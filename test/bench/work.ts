import type { Bench } from './bench.ts';
import { followers } from './followers.ts';
import { noting } from './note.ts';
import { queueing } from './queue.ts';
import type { Row } from './report.ts';

/** What working on a customer together costs: a note, the queue behind it, and telling many at once. */
export async function work(bench: Bench): Promise<Row[]> {
  return [...(await noting(bench)), ...(await queueing(bench)), ...(await followers(bench))];
}
