import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Place } from '../crm/place.ts';
import { Upstream } from '../crm/problem.ts';
import type { Store } from '../crm/store.ts';
import type { Posted } from './platform.ts';

/** What is kept of a post under its key: how far it came, or what the platform calls it. */
const Kept = z.union([
  z.object({ reference: z.string() }),
  z.object({
    /** Names the attempt, so that only one copy of the bot follows it with another. */
    attempt: z.string(),
    /** `unsure`: it ended without an answer, so it may stand there. */
    state: z.enum(['begun', 'unsure', 'refused']),
    at: z.iso.datetime(),
  }),
]);

export interface Posting {
  place: Pick<Place, 'platform' | 'tenant'>;
  key: string;
  send(): Promise<Posted>;
  /** Looks for what an attempt since then may have left; null where it is not there or cannot be known. */
  find(since: Date): Promise<Posted | null>;
}

/** Longer than the platform is waited for: after this nobody is still at it. */
const LEASE = 30_000;

/**
 * Posts once per key, whichever copy of the bot is asked and wherever one is killed: that it begins is written down
 * first, and what began without an end is looked for before it is tried again.
 */
export async function postOnce({ store, now }: { store: Pick<Store, 'conversations' | 'firstDelivery'>; now: () => Date }, { place, key, send, find }: Posting): Promise<Posted> {
  const { platform, tenant } = place;
  const id = `post:${key}`;
  const keep = (value: z.infer<typeof Kept>) => store.conversations.set(platform, tenant, id, value);
  const kept = Kept.safeParse(await store.conversations.get(platform, tenant, id)).data;
  if (kept && 'reference' in kept) return kept;
  const age = kept ? now().getTime() - Date.parse(kept.at) : 0;
  const busy = (): Upstream => new Upstream(platform, 'unavailable', { retryAfter: LEASE, cause: new Error('Another copy is posting this') });
  if (kept?.state === 'begun' && age < LEASE) throw busy();
  // One of several copies goes on; should it be killed before it says so below, the next half minute has another chance.
  const turn = Math.floor(now().getTime() / LEASE);
  if (!(await store.firstDelivery(`post:${platform}:${tenant}:${key}:${kept?.attempt ?? ''}:${turn}`, now()))) throw busy();
  const found = kept && kept.state !== 'refused' ? await find(new Date(kept.at)) : null;
  if (found) {
    await keep(found);
    return found;
  }
  const attempt = randomUUID();
  const at = now().toISOString();
  await keep({ attempt, state: 'begun', at });
  try {
    const posted = await send();
    await keep(posted);
    return posted;
  } catch (cause) {
    const unsure = !(cause instanceof Upstream) || cause.fault === 'unavailable';
    await keep({ attempt, state: unsure ? 'unsure' : 'refused', at });
    throw cause;
  }
}
