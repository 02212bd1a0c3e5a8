import type { Place } from '../../crm/person/place.ts';
import type { Store } from '../../crm/store/store.ts';
import { openStore } from '../../prisma/store.ts';
import type { FreshStore } from '../store.ts';

export const CHANNEL: Place = {
  platform: 'slack',
  tenant: 'T',
  kind: 'channel',
  id: 'C1',
  name: 'sales',
  shared: false,
};

/** So many copies of the bot on one store: on a server each has connections of its own. */
export async function openCopies(
  { store, place }: Pick<FreshStore, 'store' | 'place'>,
  count: number,
  clock: { now: () => Date },
): Promise<{ copies: Store[]; closeCopies(): Promise<void> }> {
  const others = Array.from({ length: count - 1 }, async () =>
    typeof place !== 'string' && 'url' in place ? (await openStore(place, clock)).store : store,
  );
  const copies = [store, ...(await Promise.all(others))];
  return {
    copies,
    async closeCopies() {
      for (const copy of copies) if (copy !== store) await copy.close();
    },
  };
}
