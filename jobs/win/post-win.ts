import { postWinJob, winPosts } from '../../crm/win/posts.ts';
import { defineJob } from '../job.ts';
import { gaveUp, tellWinners } from '../notification/report-lost-post.ts';
import { bringUp } from './refresh-post.ts';

/** Posts a win where its teller was told that it would be, at once or with the others of the day; later edits that post. */
export const postWin = defineJob({
  kind: postWinJob,
  async run({ win, first }, context) {
    const posts = winPosts(context.store.settings);
    const known = await posts.keyOf(win);
    if (known !== null)
      return bringUp(known, context, { first: first?.gathered === false && known === win });
    if (!first) return;
    const channel = await posts.channel();
    if (channel?.id !== first.place)
      return tellWinners(
        [win],
        { place: { id: first.place, name: null }, why: 'elsewhere' },
        context,
      );
    await posts.save(win, {
      place: channel,
      wins: [win],
      daily: first.gathered,
      reference: null,
      said: null,
    });
    if (!first.gathered) await bringUp(win, context, { first: true });
  },
  failed: ({ win }, _, context) => gaveUp(win, context),
});
