import { postWinJob, unsentPost } from '../../crm/win/posts.ts';
import { defineJob } from '../job.ts';
import { gaveUp, tellWinners } from '../notification/report-lost-post.ts';
import { refreshPost } from './refresh-post.ts';

/** Posts a win where its teller was told that it would be, at once or with the others of the day; later edits that post. */
export const postWin = defineJob({
  kind: postWinJob,
  async run({ win, first }, context) {
    const { winPosts, settings } = context.store;
    const known = await winPosts.of(win);
    if (known)
      return refreshPost(known.key, context, {
        first: first?.gathered === false && known.key === win,
      });
    if (!first) return;
    const channel = await settings.get('wins-channel');
    if (channel?.id !== first.place)
      return tellWinners(
        [win],
        { place: { id: first.place, name: null }, why: 'elsewhere' },
        context,
      );
    await winPosts.save(
      unsentPost({ key: win, place: channel, wins: [win], daily: first.gathered }),
    );
    if (!first.gathered) await refreshPost(win, context, { first: true });
  },
  failed: ({ win }, _, context) => gaveUp(win, context),
});
