/** As many as one statement takes along. */
const MOST = 50;
/** As many as are under way before the next ones wait: while one is being answered, the answers of another are made use of. */
const LANES = 2;
/** Nobody waits longer than this for a slow statement of others. */
const PATIENCE = 30;

interface Asked<Item, Result> {
  item: Item;
  resolve: (result: Result) => void;
  reject: (cause: unknown) => void;
}

/**
 * Makes one statement of what several people ask at the same moment: who comes while some are under way goes along with
 * the next. Most of a small statement is its coming and going, so under load ten cost little more than one; alone,
 * nobody waits. `together` answers in order. Where the data of one fail a statement, each is asked by itself.
 */
export function gathered<Item, Result>(
  together: (items: readonly Item[]) => Promise<readonly Result[]>,
): (item: Item) => Promise<Result> {
  let waiting: Asked<Item, Result>[] = [];
  let underWay = 0;
  let next: NodeJS.Immediate | null = null;
  let late: NodeJS.Timeout | null = null;

  const leave = () => {
    if (next) clearImmediate(next);
    if (late) clearTimeout(late);
    [next, late] = [null, null];
    const asked = waiting.slice(0, MOST);
    waiting = waiting.slice(MOST);
    if (asked.length === 0) return;
    underWay += 1;
    void answered(asked, together).finally(() => {
      underWay -= 1;
      if (waiting.length > 0) leave();
    });
    if (waiting.length > 0) late = setTimeout(leave, PATIENCE);
  };

  return (item) =>
    new Promise<Result>((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      // Not at once: what came in with the same turn of the event loop goes along.
      if (underWay < LANES) next ??= setImmediate(leave);
      else late ??= setTimeout(leave, PATIENCE);
    });
}

async function answered<Item, Result>(
  asked: readonly Asked<Item, Result>[],
  together: (items: readonly Item[]) => Promise<readonly Result[]>,
): Promise<void> {
  try {
    const results = await together(asked.map(({ item }) => item));
    if (results.length !== asked.length)
      throw new Error(`${asked.length} asked, ${results.length} answered`);
    for (const [at, result] of results.entries()) asked[at]?.resolve(result);
  } catch (cause) {
    if (asked.length > 1 && isAboutData(cause))
      await Promise.all(asked.map((one) => answered([one], together)));
    else for (const { reject } of asked) reject(cause);
  }
}

/** PostgreSQL's classes 22 and 23: a value that it does not take. Anything else would happen to each one again. */
const isAboutData = (cause: unknown): boolean =>
  typeof cause === 'object' &&
  cause !== null &&
  'code' in cause &&
  typeof cause.code === 'string' &&
  /^2[23]/.test(cause.code);
