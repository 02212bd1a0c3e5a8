import type { Settings } from '../store/settings.ts';
import { HOUR } from '../time/durations.ts';

/** A source that is brought in once a day is still heard of. */
const USUAL = 26;

/**
 * Facts that happened before this instant are history: they change figures, and nobody is told of them. The organisation
 * sets for how many hours a fact is news.
 */
export async function announcedSince(settings: Settings, now: Date): Promise<Date> {
  const hours = (await settings.get('announce-hours')) ?? USUAL;
  return new Date(now.getTime() - hours * HOUR);
}
