import type { Logger } from 'pino';
import type { Store } from '../../crm/store/store.ts';

/**
 * True the first time a delivery comes, false for every repetition, also at another copy of the bot. `name` begins with
 * the platform. Where the store cannot say, the person is answered twice rather than left alone.
 */
export async function isFirstDelivery(
  { store, log, now }: { store: Pick<Store, 'firstDelivery'>; log: Logger; now: () => Date },
  name: string,
): Promise<boolean> {
  return store.firstDelivery(name, now()).catch((error: unknown) => {
    // The message alone: a database repeats what it was given, and that may be somebody's words.
    const fault = error instanceof Error ? error.message.slice(0, 300) : typeof error;
    log.error({ fault }, 'deliveries cannot be recognised');
    return true;
  });
}
