import type { Place } from '../../crm/person/place.ts';
import type { Store } from '../../crm/store/store.ts';
import { DAY, MINUTE } from '../../crm/time/durations.ts';
import { type WinPosts, winPosts } from '../../crm/win/posts.ts';
import type { Win } from '../../crm/win/win.ts';
import { clockJob, defineJob } from '../job.ts';
import { tellWinners } from '../notification/report-lost-post.ts';
import { bringUp } from './refresh-post.ts';

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
    const posts = winPosts(context.store.settings);
    const key = keyOf(slot);
    if (!(await posts.post(key))) {
      const place = await posts.channel();
      const wins = place
        ? await waiting(new Date(slot), { store: context.store, posts, place })
        : [];
      if (!place || wins.length === 0) return;
      await posts.save(key, {
        place,
        wins: wins.map(({ id }) => id),
        daily: true,
        reference: null,
        said: null,
      });
    }
    await bringUp(key, context, { first: true });
  },
  async failed({ slot }, _, context) {
    const post = await winPosts(context.store.settings).post(keyOf(slot));
    if (post && post.reference === null)
      await tellWinners(post.wins, { place: post.place, why: 'fault' }, context);
  },
});

const keyOf = (slot: string): string => `daily-${slot.slice(0, 10)}`;

async function waiting(
  at: Date,
  { store, posts, place }: { store: Store; posts: WinPosts; place: Place },
): Promise<Win[]> {
  const wins = await store.wins.list({
    since: new Date(at.getTime() - BACK),
    until: new Date(at.getTime() - UNDER_WAY),
    limit: MOST,
  });
  const waits = await Promise.all(
    wins.map(async ({ id }) => {
      const key = await posts.keyOf(id);
      const post = key && (await posts.post(key));
      return post && post.reference === null && post.place.id === place.id;
    }),
  );
  return wins.filter(({ state }, i) => state === 'posted' && waits[i]).reverse();
}
