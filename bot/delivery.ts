import { createHash } from 'node:crypto';
import { stringsFor } from '../cards/strings.ts';
import { Problem, Repeated } from '../crm/problem.ts';
import type { Store } from '../crm/store/store.ts';
import { DEFAULT_READER } from './reader.ts';

/** Ids that come out the same for the same delivery, whichever copy of the bot answers it: what it makes is then there already. */
export function deliveryIds(delivery: string): () => string {
  let made = 0;
  return () => {
    made += 1;
    return createHash('sha256').update(`${delivery}\n${made}`).digest('hex').slice(0, 32);
  };
}

/** A store in which a delivery changes things once: the first that it commits carries its name, in the same transaction. */
export function deliveryStore(delivery: string, store: Store): Store {
  let named = false;
  return {
    ...store,
    async commit(changes, now) {
      const outcome = await store
        .commit(named ? changes : [...changes, { kind: 'once', delivery }], now)
        .catch((cause: unknown) => {
          throw cause instanceof Repeated
            ? new Problem('repeated', { ...stringsFor(DEFAULT_READER).problem.repeated, cause })
            : cause;
        });
      named ||= outcome === 'done';
      return outcome;
    },
  };
}
