import DataLoader from 'dataloader';

/** As many as one statement takes along. */
const MOST = 50;
/** As many as are under way before the next ones wait: while one is being answered, the answers of another are made use of. */
const LANES = 2;
/** Nobody waits longer than this for a slow statement of others, in milliseconds. */
const PATIENCE = 30;

/**
 * Makes one statement of what several people ask at the same moment: who comes while some are under way goes along with
 * the next. Most of a small statement is its coming and going, so under load ten cost little more than one; alone,
 * nobody waits. `together` answers in order. Where the data of one fail a statement, each is asked by itself.
 */
export function batchCalls<Item, Result>(
  together: (items: readonly Item[]) => Promise<readonly Result[]>,
): (item: Item) => Promise<Result> {
  const lanes = inLanes();
  const loader = new DataLoader<Item, Result>(
    (items) => answersTo(items, together).finally(lanes.release),
    { cache: false, maxBatchSize: MOST, batchScheduleFn: lanes.schedule },
  );
  return (item) => loader.load(item);
}

/** When a batch leaves: at once where a lane is free, else with the end of another one, or after a while. */
function inLanes() {
  const waiting = new Set<() => void>();
  let taken = 0;
  return {
    schedule(leave: () => void): void {
      const begin = (): void => {
        clearTimeout(late);
        waiting.delete(begin);
        taken += 1;
        // Not at once: what came in with the same turn of the event loop goes along.
        setImmediate(leave);
      };
      const late = setTimeout(begin, PATIENCE);
      waiting.add(begin);
      if (taken < LANES) begin();
    },
    /** The batch of one `leave` is answered. */
    release(): void {
      taken -= 1;
      const [next] = waiting;
      next?.();
    },
  };
}

/** An error in place of an answer fails that question alone. */
async function answersTo<Item, Result>(
  items: readonly Item[],
  together: (items: readonly Item[]) => Promise<readonly Result[]>,
): Promise<readonly (Result | Error)[]> {
  try {
    const answers = await together(items);
    // The library's own message would hold the questions.
    if (answers.length !== items.length)
      throw new Error(`${items.length} asked, ${answers.length} answered`);
    return answers;
  } catch (cause) {
    if (items.length === 1 || !isAboutData(cause)) throw cause;
    const alone = await Promise.all(
      items.map((item) => answersTo([item], together).catch((fault: unknown) => [errorOf(fault)])),
    );
    return alone.flat();
  }
}

const errorOf = (fault: unknown): Error =>
  fault instanceof Error ? fault : new Error('A question failed', { cause: fault });

/** PostgreSQL's classes 22 and 23: a value that it does not take. Anything else would happen to each one again. */
const isAboutData = (cause: unknown): boolean =>
  typeof cause === 'object' &&
  cause !== null &&
  'code' in cause &&
  typeof cause.code === 'string' &&
  /^2[23]/.test(cause.code);
