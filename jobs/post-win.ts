import { z } from 'zod';
import { winPosts } from '../crm/win-posts.ts';
import { defineJob } from './job.ts';
import { bringUp } from './win-post.ts';

/** Posts a win, or edits the post that tells it. */
export const postWin = defineJob({
  id: 'post-win',
  data: z.object({ win: z.string(), first: z.boolean() }),
  async run({ win, first }, context) {
    const posts = winPosts(context.store.settings);
    const known = await posts.keyOf(win);
    if (known !== null) return bringUp(known, context, { first: first && known === win });
    const channel = first ? await posts.channel() : null;
    if (!channel) return;
    await posts.save(win, { place: channel.place, wins: [win], daily: false, reference: null, said: null });
    await bringUp(win, context, { first });
  },
});
