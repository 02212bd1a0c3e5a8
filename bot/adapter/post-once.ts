import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Place } from '../../crm/person/place.ts';
import { Upstream } from '../../crm/problem.ts';
import type { Store } from '../../crm/store/store.ts';
import type { Posted } from '../platform.ts';

/** The record of a post under its key: its progress, or the platform's name for it. */
const Kept = z.union([
  z.object({ reference: z.string() }),
  z.object({
    /** Names the attempt, so that only one copy of the bot follows it with another. */
    attempt: z.string(),
    /** `unsure`: it ended without an answer, so it may stand there. */
    state: z.enum(['begun', 'unsure', 'refused']),
    at: z.iso.datetime(),
    /** When an earlier attempt began of which nobody could find out what became of it. */
    doubt: z.iso.datetime().optional(),
  }),
]);

export interface Posting {
  place: Pick<Place, 'platform' | 'tenant'>;
  key: string;
  /** `repeated`: it may stand there already, and that could not be found out. */
  send(repeated: boolean): Promise<Posted>;
  /** Looks for what an attempt since then may have left; null where it is not there. Throws `Upstream` to be asked later. */
  find(since: Date): Promise<LookupResult>;
  /** How long the platform takes until it shows what it took, in milliseconds. */
  settles?: number;
  /** Asked after a failure: false where the platform certainly took nothing. */
  mayStand?(): boolean;
}

export type LookupResult = Posted | 'unknown' | null;

/** Longer than the platform is waited for: after this nobody is still at it. */
const LEASE = 30_000;

/**
 * Posts once per key, whichever copy of the bot is asked and wherever one is killed: that it begins is written down
 * first, and what began without an end is looked for before it is tried again.
 */
export async function postOnce(
  { store, now }: { store: Pick<Store, 'conversations' | 'firstDelivery'>; now: () => Date },
  { place, key, send, find, settles = 0, mayStand }: Posting,
): Promise<Posted> {
  const { platform, tenant } = place;
  const id = `post:${key}`;
  const keep = (value: z.infer<typeof Kept>) =>
    store.conversations.set(platform, tenant, id, value);
  const kept = Kept.safeParse(await store.conversations.get(platform, tenant, id)).data;
  if (kept && 'reference' in kept) return { ...kept, earlier: true };
  const age = kept ? now().getTime() - Date.parse(kept.at) : 0;
  const busy = (retryAfter: number): Upstream =>
    new Upstream(platform, 'unavailable', {
      retryAfter,
      cause: new Error('Another copy is posting this, or it is not to be seen yet'),
    });
  if (kept?.state === 'begun' && age < LEASE) throw busy(LEASE);
  if (kept?.state === 'unsure' && age < settles) throw busy(settles - age);
  // One of several copies goes on; should it be killed before it says so below, the next half minute has another chance.
  const turn = Math.floor(now().getTime() / LEASE);
  if (
    !(await store.firstDelivery(
      `post:${platform}:${tenant}:${key}:${kept?.attempt ?? ''}:${turn}`,
      now(),
    ))
  )
    throw busy(LEASE);
  const since = kept && (kept.doubt ?? (kept.state === 'refused' ? undefined : kept.at));
  const found = since ? await find(new Date(since)) : null;
  if (found && found !== 'unknown') {
    await keep(found);
    return { ...found, earlier: true };
  }
  const begun = {
    attempt: randomUUID(),
    at: now().toISOString(),
    ...(found === 'unknown' && { doubt: since }),
  };
  await keep({ ...begun, state: 'begun' });
  try {
    const posted = await send(found === 'unknown');
    await keep(posted);
    return posted;
  } catch (cause) {
    const unsure =
      (!(cause instanceof Upstream) || cause.fault === 'unavailable') && (mayStand?.() ?? true);
    await keep({ ...begun, state: unsure ? 'unsure' : 'refused' });
    throw cause;
  }
}
