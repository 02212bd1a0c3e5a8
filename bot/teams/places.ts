import type { Place } from '../../commands/command.ts';
import { expiringMap } from '../adapter/cache.ts';
import type { Directory } from './directory.ts';
import { type Incoming, kindOf, placeIdOf, placeOf } from './incoming.ts';

const FRESH = 15 * 60_000;
const KEPT = 5_000;

/** Where something is asked, and whether another organisation reads there: what cannot be known counts as shared. */
export function places(
  directory: Directory,
  now: () => Date,
): (incoming: Incoming) => Promise<Place> {
  const known = expiringMap<{ shared: boolean }>({ now, age: FRESH, size: KEPT });

  async function isShared(incoming: Incoming): Promise<boolean> {
    if (kindOf(incoming) === 'direct') return false;
    if (incoming.channelData.channel?.type === 'shared') return true;
    const place = placeOf(incoming, true);
    const key = `${place.tenant} ${placeIdOf(incoming)}`;
    const recent = known.get(key);
    if (recent) return recent.shared;
    const readers = await directory.readers(place).catch(() => null);
    if (!readers) return true;
    known.set(key, { shared: readers.outsiders });
    return readers.outsiders;
  }

  return async (incoming) => placeOf(incoming, await isShared(incoming));
}
