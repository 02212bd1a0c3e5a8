import { z } from 'zod';
import { Place } from '../person/place.ts';
import { defineJobKind } from '../queue.ts';

/** Posts a win, or edits its post; `first` says where its teller was told that it goes, and whether with the others of the day. */
export const postWinJob = defineJobKind(
  'post-win',
  z.object({
    win: z.string(),
    first: z.object({ place: z.string(), gathered: z.boolean() }).nullable(),
  }),
);

/** One post in the wins channel, and the wins that stand in it. */
export const WinPost = z.object({
  key: z.string(),
  /** Grows by one with every change. */
  version: z.number().int(),
  place: Place,
  /** The wins that it tells: one, or the small ones of a day. */
  wins: z.array(z.string()),
  daily: z.boolean(),
  /** The platform's name for it; null until it stands there. */
  reference: z.string().nullable(),
  /** The view that it shows, so that it is edited only when that changed; null where nobody knows, since an edit is under way. */
  content: z.string().nullable(),
  /** Where edits are under way: the one that began last, and when the one did that is under way longest. */
  editing: z.object({ id: z.string(), since: z.date() }).nullable(),
});
export type WinPost = z.infer<typeof WinPost>;

/** A post that does not stand in the channel yet. */
export const unsentPost = (post: Pick<WinPost, 'key' | 'place' | 'wins' | 'daily'>): WinPost => ({
  ...post,
  version: 1,
  reference: null,
  content: null,
  editing: null,
});
