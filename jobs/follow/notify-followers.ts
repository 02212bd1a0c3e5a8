import type { Event } from '../../crm/event/event.ts';
import { tellFollowersJob } from '../../crm/follow/jobs.ts';
import { defineJob } from '../job.ts';
import { tellOf } from './followers.ts';
import { NEWS_KINDS, type NewsEvent } from './news.ts';

/** Tells followers of one event that could not be told in its turn: all of them, or a channel that could not be asked then. */
export const tellFollowers = defineJob({
  kind: tellFollowersJob,
  async run(data, context) {
    if ('slot' in data) return;
    const event = await context.store.events.get(data.event);
    if (!event || !isNews(event)) return;
    const changes = await tellOf(event, data.place, context);
    if (changes.length > 0) await context.store.commit(changes, context.now());
  },
});

const KINDS: ReadonlySet<string> = new Set(NEWS_KINDS);
const isNews = (event: Event): event is NewsEvent => KINDS.has(event.kind);
