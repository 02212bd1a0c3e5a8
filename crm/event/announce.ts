import { z } from 'zod';
import type { Settings } from '../store/store.ts';
import { HOUR } from '../time/durations.ts';

const KEY = 'announce-hours';
/** A source that is brought in once a day is still heard of. */
const USUAL = 26;
/** Longer than this, facts are not appended one by one. */
const MOST = 30 * 24;
const Hours = z.number().positive().max(MOST);

/**
 * Facts that happened before this instant are history: they change figures, and nobody is told of them. The organisation
 * sets for how many hours a fact is news.
 */
export async function announcedSince(settings: Settings, now: Date): Promise<Date> {
  const hours = Hours.safeParse(await settings.get(KEY)).data ?? USUAL;
  return new Date(now.getTime() - hours * HOUR);
}
