import { randomUUID } from 'node:crypto';
import type { Place } from '../../crm/person/place.ts';
import { Upstream } from '../../crm/problem.ts';
import type { PostAttempt } from '../../crm/store/post-attempts.ts';
import type { Store } from '../../crm/store/store.ts';
import type { Posted } from '../platform.ts';

export interface Lookup {
  place: Pick<Place, 'platform' | 'tenant'>;
  key: string;
  /** Looks for what an attempt since then may have left; null where it is not there. Throws `Upstream` to be asked later. */
  find(since: Date): Promise<LookupResult>;
  /** How long the platform takes until it shows what it took, in milliseconds. */
  settles?: number;
}

export interface Posting extends Lookup {
  /** `repeated`: it may stand there already, and that could not be found out. */
  send(repeated: boolean): Promise<Posted>;
  /** Asked after a failure: false where the platform certainly took nothing. */
  mayStand?(): boolean;
}

export type LookupResult = Posted | 'unknown' | null;

/** Longer than the platform is waited for: after this nobody is still at it. */
const LEASE = 30_000;

interface Attempts {
  store: Pick<Store, 'postAttempts' | 'firstDelivery'>;
  now: () => Date;
}

/**
 * Posts once per key, whichever copy of the bot is asked and wherever one is killed: that it begins is written down
 * first, and what began without an end is looked for before it is tried again.
 */
export async function postOnce(
  { store, now }: Attempts,
  { place, key, send, find, settles, mayStand }: Posting,
): Promise<Posted> {
  const { platform, tenant } = place;
  const save = (attempt: PostAttempt) => store.postAttempts.save(place, key, attempt);
  const savePosted = ({ reference }: Posted) => save({ state: 'posted', reference, at: now() });
  const last = await store.postAttempts.get(place, key);
  if (last?.state === 'posted') return { reference: last.reference, earlier: true };
  const since = doubtSince(last, { now: now(), platform, settles });
  // One of several copies goes on; should it be killed before it says so below, the next half minute has another chance.
  const turn = Math.floor(now().getTime() / LEASE);
  if (
    !(await store.firstDelivery(
      `post:${platform}:${tenant}:${key}:${last?.id ?? ''}:${turn}`,
      now(),
    ))
  )
    throw busy(platform, LEASE);
  const found = since ? await find(since) : null;
  if (found && found !== 'unknown') {
    await savePosted(found);
    return { ...found, earlier: true };
  }
  const begun = {
    id: randomUUID(),
    at: now(),
    doubtedAt: found === 'unknown' ? since : null,
  };
  await save({ ...begun, state: 'begun' });
  try {
    const posted = await send(found === 'unknown');
    await savePosted(posted);
    return posted;
  } catch (cause) {
    const unsure =
      (!(cause instanceof Upstream) || cause.fault === 'unavailable') && (mayStand?.() ?? true);
    await save({ ...begun, state: unsure ? 'unsure' : 'refused' });
    throw cause;
  }
}

/** The post that an earlier attempt with this key left, though nobody wrote that down; null where there is none, or nobody can know. */
export async function findPosted(
  { store, now }: Attempts,
  { place, key, find, settles }: Lookup,
): Promise<Posted | null> {
  const last = await store.postAttempts.get(place, key);
  if (last?.state === 'posted') return { reference: last.reference };
  const since = doubtSince(last, { now: now(), platform: place.platform, settles });
  const found = since ? await find(since) : null;
  if (!found || found === 'unknown') return null;
  const { reference } = found;
  await store.postAttempts.save(place, key, { state: 'posted', reference, at: now() });
  return { reference };
}

/** Since when something may stand there that nobody wrote down; null where nothing can. Throws `Upstream` while it is too early to look. */
function doubtSince(
  last: PostAttempt | null,
  { now, platform, settles = 0 }: { now: Date; platform: string; settles?: number | undefined },
): Date | null {
  if (!last || last.state === 'posted') return null;
  const age = now.getTime() - last.at.getTime();
  if (last.state === 'begun' && age < LEASE) throw busy(platform, LEASE);
  if (last.state === 'unsure' && age < settles) throw busy(platform, settles - age);
  return last.doubtedAt ?? (last.state === 'refused' ? null : last.at);
}

const busy = (platform: string, retryAfter: number): Upstream =>
  new Upstream(platform, 'unavailable', {
    retryAfter,
    cause: new Error('Another copy is posting this, or it is not to be seen yet'),
  });
