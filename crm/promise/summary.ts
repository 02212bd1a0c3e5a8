import type { PersonId } from '../person/person.ts';
import { type Access, promiseWords } from '../policy/policy.ts';
import type { Store } from '../store/store.ts';
import type { CustomerPromise } from './promise.ts';
import { mayChangePromise } from './rules.ts';

/** A promise with the names that its reader needs, and the words that they may read. */
export interface PromiseSummary {
  promise: CustomerPromise;
  customer: string;
  /** Names by id: of who promised it, wrote it down, moved it and closed it. */
  names: ReadonlyMap<PersonId, string>;
  /** Whether the reader may change it. */
  mayChange: boolean;
}

const NOBODY = '–';

export async function summarizePromise(
  promise: CustomerPromise,
  reader: { person: Parameters<typeof mayChangePromise>[1]; access: Access },
  { customers, people }: Pick<Store, 'customers' | 'people'>,
): Promise<PromiseSummary> {
  const ids = [
    promise.by,
    promise.createdBy,
    ...(promise.closedBy ? [promise.closedBy] : []),
    ...promise.history.map(({ by }) => by),
  ];
  const [customer, owner, names] = await Promise.all([
    customers.name(promise.customerId),
    customers.owner(promise.customerId),
    Promise.all(
      [...new Set(ids)].map(async (id) => [id, (await people.get(id))?.name ?? NOBODY] as const),
    ),
  ]);
  return {
    promise: {
      ...promise,
      what: promiseWords(promise.what, reader.access),
      to: promise.to && promiseWords(promise.to, reader.access),
      reason: promise.reason && promiseWords(promise.reason, reader.access),
    },
    customer: customer ?? NOBODY,
    names: new Map(names),
    mayChange: mayChangePromise(promise, reader.person, owner),
  };
}
