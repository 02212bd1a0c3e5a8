import { z } from 'zod';
import { winPosts } from '../crm/win-posts.ts';
import { defineJob } from './job.ts';
import { bringUp } from './win-post.ts';

/** Posts a win where its teller was told that it would be, at once or with the others of the day; later edits that post. */
export const postWin = defineJob({
  id: 'post-win',
  data: z.object({ win: z.string(), first: z.object({ place: z.string(), gathered: z.boolean() }).nullable() }),
  async run({ win, first }, context) {
    const posts = winPosts(context.store.settings);
    const known = await posts.keyOf(win);
    if (known !== null) return bringUp(known, context, { first: first?.gathered === false && known === win });
    const channel = first && (await posts.channel());
    if (!first || channel?.id !== first.place) return;
    await posts.save(win, { place: channel, wins: [win], daily: first.gathered, reference: null, said: null });
    if (!first.gathered) await bringUp(win, context, { first: true });
  },
});
