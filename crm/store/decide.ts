import type { Change } from './change.ts';
import type { Store } from './store.ts';

/** Enough for everybody of a team who presses the same button at once. */
const TRIES = 25;

/** Changes to store, and the caller's result once they are. Without changes nothing is stored. */
export interface Decision<Result> {
  changes: readonly Change[];
  result: Result;
}

/**
 * Reads, decides and commits; where somebody else was faster, all of it again on what they left. `decide` may run
 * several times, so it changes nothing by itself. Throws what `busy` makes where others were faster every time.
 */
export async function decide<Read, Result>(
  store: Pick<Store, 'commit'>,
  steps: {
    read: () => Promise<Read>;
    decide: (read: Read) => Promise<Decision<Result>>;
    now: Date;
    busy: () => Error;
  },
): Promise<Result> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const { changes, result } = await steps.decide(await steps.read());
    if (changes.length === 0 || (await store.commit(changes, steps.now)) === 'done') return result;
  }
  throw steps.busy();
}
