import { z } from 'zod';
import type { View } from './view.ts';

const Stored = z.object({
  title: z.string(),
  blocks: z.array(z.looseObject({ kind: z.string() })),
});

/** Views are made by us and kept as they are; this only tells them from something else. */
export const StoredView = z.preprocess(
  renameImages,
  z.custom<View>((value) => Stored.safeParse(value).success),
);

/** A picture was called a chart before there were charts; a view that waits since then has it so. */
function renameImages(value: unknown): unknown {
  const view = Stored.safeParse(value).data;
  if (!view?.blocks.some(isOldImage)) return value;
  return {
    ...view,
    blocks: view.blocks.map((block) => (isOldImage(block) ? { ...block, kind: 'image' } : block)),
  };
}

const isOldImage = (block: { kind: string }): boolean => block.kind === 'chart' && 'url' in block;
