import type { Outcome } from '../cards/view/problem-card.ts';
import { ConnectionLost } from '../crm/problem.ts';
import type { Store } from '../crm/store/store.ts';

export interface WriteWatch {
  /** The same store, whose writes are watched. */
  store: Store;
  /** `writes` says whether the command keeps something; one that does not has the outcome `nothing`, unless it wrote all the same. */
  outcome(writes: boolean): Outcome;
}

/** Operations of the repositories that keep what a person asked for; the audit log and looks are not among them. */
const WRITES: ReadonlySet<string> = new Set([
  'save',
  'remove',
  'set',
  'unset',
  'add',
  'follow',
  'proposeLink',
  'answerLink',
  'confirmLink',
]);

/** Watches the writes of one request, so that a fault can say whether anything is kept. */
export function writeWatch(store: Store): WriteWatch {
  const seen = { kept: false, failed: false, inDoubt: false };
  async function watch<Result>(writing: Promise<Result>): Promise<Result> {
    try {
      const result = await writing;
      seen.kept ||= result !== 'stale';
      return result;
    } catch (cause) {
      seen.failed = true;
      seen.inDoubt ||= cause instanceof ConnectionLost;
      throw cause;
    }
  }
  return {
    store: {
      ...watchRepositories(store, watch),
      commit: (...args) => watch(store.commit(...args)),
    },
    outcome(writes) {
      if (seen.inDoubt || (seen.kept && seen.failed)) return 'unknown';
      if (seen.kept) return 'kept';
      return writes || seen.failed ? 'not-kept' : 'nothing';
    },
  };
}

type Watch = <Result>(writing: Promise<Result>) => Promise<Result>;

function watchRepositories(store: Store, watch: Watch): Store {
  return new Proxy(store, {
    get: (target, name) => {
      const part: unknown = Reflect.get(target, name);
      return typeof part === 'object' && part !== null ? watchRepository(part, watch) : part;
    },
  });
}

const watchRepository = (repository: object, watch: Watch): object =>
  new Proxy(repository, {
    get(target, name) {
      const part: unknown = Reflect.get(target, name);
      if (typeof part !== 'function' || !WRITES.has(String(name))) return part;
      return (...args: unknown[]) => watch(Reflect.apply(part, target, args));
    },
  });
