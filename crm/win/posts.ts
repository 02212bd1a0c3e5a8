import { z } from 'zod';
import { Place } from '../person/place.ts';
import { defineJobKind } from '../queue.ts';
import type { Settings } from '../store/store.ts';

/** Posts a win, or edits its post; `first` says where its teller was told that it goes, and whether with the others of the day. */
export const postWinJob = defineJobKind(
  'post-win',
  z.object({
    win: z.string(),
    first: z.object({ place: z.string(), gathered: z.boolean() }).nullable(),
  }),
);

/** One post in the wins channel, and what stands in it. */
export const WinPost = z.object({
  place: Place,
  /** The wins that it tells: one, or the small ones of a day. */
  wins: z.array(z.string()),
  daily: z.boolean(),
  /** The platform's name for it; null until it stands there. */
  reference: z.string().nullable(),
  /** Its text, so that it is edited only when that changed; null where nobody knows, since an edit is under way. */
  said: z.string().nullable(),
  /** Where edits are under way: the one that began last, and when the one did that is under way longest. */
  editing: z.object({ id: z.string(), since: z.iso.datetime() }).optional(),
});
export type WinPost = z.infer<typeof WinPost>;

export interface WinPosts {
  /** Where wins are posted; null where no administrator has said so. */
  channel(): Promise<Place | null>;
  setChannel(place: Place | null): Promise<void>;
  /** The key of the post that tells this win. */
  keyOf(win: string): Promise<string | null>;
  post(key: string): Promise<WinPost | null>;
  /** False where somebody changed it since `was` was read. */
  replace(key: string, to: { was: WinPost; post: WinPost }): Promise<boolean>;
  /** Also makes it the one post of each of its wins. */
  save(key: string, post: WinPost): Promise<void>;
}

export function winPosts(settings: Settings): WinPosts {
  return {
    channel: async () => Place.safeParse(await settings.get('wins-channel')).data ?? null,
    setChannel: (place) => settings.set('wins-channel', place),
    keyOf: async (win) =>
      z
        .string()
        .nullable()
        .catch(null)
        .parse(await settings.get(`win-in:${win}`)),
    post: async (key) => WinPost.safeParse(await settings.get(`win-post:${key}`)).data ?? null,
    replace: (key, { was, post }) => settings.replace(`win-post:${key}`, { was, value: post }),
    async save(key, post) {
      await settings.set(`win-post:${key}`, post);
      for (const win of post.wins) await settings.set(`win-in:${win}`, key);
    },
  };
}
