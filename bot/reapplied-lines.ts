import type { Reapplied } from '../prisma/erasure/reapply.ts';

/** The lines that say what the list of erasures brought to a store, and which of it nobody can read. */
export const reappliedLines = ({
  erased,
  damaged,
}: Pick<Reapplied, 'erased' | 'damaged'>): string[] => [
  ...(erased > 0
    ? [
        `${erased} of its customers and contacts were erased after the backup, and are erased again.`,
      ]
    : []),
  ...damaged.map(
    (place) =>
      `Warning: ${place} cannot be read, and what it lists is not erased again. Put a good copy of that file there, and start again.`,
  ),
];
