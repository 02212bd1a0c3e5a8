import { z } from 'zod';
import type { View } from './view.ts';

/** Views are made by us and kept as they are; this only tells them from something else. */
export const StoredView = z.custom<View>(
  (value) =>
    z
      .object({ title: z.string(), blocks: z.array(z.object({ kind: z.string() })) })
      .safeParse(value).success,
);
