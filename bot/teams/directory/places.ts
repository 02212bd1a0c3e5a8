import type { Place } from '../../../commands/command.ts';
import { MINUTE } from '../../../crm/time/durations.ts';
import { expiringMap } from '../../adapter/cache.ts';
import { type IncomingActivity, placeId, placeKind, teamsPlace } from '../incoming/activity.ts';
import type { MemberDirectory } from './members.ts';

const FRESH = 15 * MINUTE;
const KEPT = 5_000;

/** Where something is asked, and whether another organisation reads there: what cannot be known counts as shared. */
export function placeFinder(
  directory: MemberDirectory,
  now: () => Date,
): (incoming: IncomingActivity) => Promise<Place> {
  const known = expiringMap<{ shared: boolean }>({ now, age: FRESH, size: KEPT });

  async function isShared(incoming: IncomingActivity): Promise<boolean> {
    if (placeKind(incoming) === 'direct') return false;
    if (incoming.channelData.channel?.type === 'shared') return true;
    const place = teamsPlace(incoming, true);
    const key = `${place.tenant} ${placeId(incoming)}`;
    const recent = known.get(key);
    if (recent) return recent.shared;
    const readers = await directory.readers(place).catch(() => null);
    if (!readers) return true;
    known.set(key, { shared: readers.outsiders });
    return readers.outsiders;
  }

  return async (incoming) => teamsPlace(incoming, await isShared(incoming));
}
