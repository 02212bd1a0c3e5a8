import type { Command } from './command.ts';

const ORDER = ['daily', 'early', 'others', 'late'] as const;

/** In the order of lists: daily commands, those that many use, the others, and those that set something up. */
export const inListOrder = (commands: readonly Command[]): Command[] =>
  ORDER.flatMap((place) =>
    commands.filter(({ daily, listed }) => (daily ? 'daily' : (listed ?? 'others')) === place),
  );
