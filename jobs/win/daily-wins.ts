import type { Place } from '../../crm/person/place.ts';
import type { Store } from '../../crm/store/store.ts';
import { DAY, MINUTE } from '../../crm/time/durations.ts';
import { unsentPost } from '../../crm/win/posts.ts';
import type { Win } from '../../crm/win/win.ts';
import { clockJob, defineJob } from '../job.ts';
import { tellWinners } from '../notification/report-lost-post.ts';
import { refreshPost } from './refresh-post.ts';

/** On a Monday those of Friday evening are still of interest. */
const BACK = 4 * DAY;
/** A win that was told just now may be on its way by itself. */
const UNDER_WAY = 10 * MINUTE;
const MOST = 200;

/** The small wins of the day in one post, with those that were to be posted here and could not be. */
export const dailyWins = defineJob({
  kind: clockJob('daily-wins'),
  cron: '0 15 * * 1-5',
  async run({ slot }, context) {
    const { store } = context;
    const key = keyOf(slot);
    if (!(await store.winPosts.get(key))) {
      const place = await store.settings.get('wins-channel');
      const wins = place ? await waitingWins(new Date(slot), place, store) : [];
      if (!place || wins.length === 0) return;
      await store.winPosts.save(
        unsentPost({ key, place, wins: wins.map(({ id }) => id), daily: true }),
      );
    }
    await refreshPost(key, context, { first: true });
  },
  async failed({ slot }, _, context) {
    const post = await context.store.winPosts.get(keyOf(slot));
    if (post && post.reference === null)
      await tellWinners(post.wins, { place: post.place, why: 'fault' }, context);
  },
});

const keyOf = (slot: string): string => `daily-${slot.slice(0, 10)}`;

async function waitingWins(at: Date, place: Place, store: Store): Promise<Win[]> {
  const wins = await store.wins.list({
    since: new Date(at.getTime() - BACK),
    until: new Date(at.getTime() - UNDER_WAY),
    limit: MOST,
  });
  const posts = await Promise.all(wins.map(({ id }) => store.winPosts.of(id)));
  return wins
    .filter(({ state }, i) => {
      const post = posts[i];
      return state === 'posted' && post?.reference === null && post.place.id === place.id;
    })
    .reverse();
}
