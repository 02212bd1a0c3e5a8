import { z } from 'zod';
import { PlatformId } from './person.ts';

/** Where something is asked or posted. */
export const Place = z.object({
  platform: PlatformId,
  tenant: z.string(),
  /** `direct` is between the person and the bot; `home` is the App Home or a personal tab. */
  kind: z.enum(['direct', 'group', 'channel', 'home']),
  id: z.string(),
  name: z.string().nullable(),
  /** Shared with another organisation, as the platform says; asked again before anything is posted. */
  shared: z.boolean(),
});
export type Place = z.infer<typeof Place>;
