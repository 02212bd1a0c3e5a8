import type { KnownBlock } from '@slack/types';
import { entryWords } from '../text.ts';
import type { Block, EntryLine, Press } from '../view.ts';
import { pickElement } from './actions.ts';
import { SLACK } from './limits.ts';
import { plainText } from './mrkdwn.ts';
import { packPicks } from './press.ts';

export interface Openers {
  block: KnownBlock;
  entries: ReadonlySet<EntryLine>;
}

/** One select opens the entries of a message, under the headings that they stand under: all of them, or those with little data; null where they do not fit into one. */
export function openers(blocks: readonly Block[], place: string): Openers | null {
  return openersOf(blocks, place, () => true) ?? openersOf(blocks, place, isSmall);
}

function openersOf(
  blocks: readonly Block[],
  place: string,
  isMeant: (open: Press) => boolean,
): Openers | null {
  const groups = blocks.flatMap((block, i) =>
    block.kind === 'entries'
      ? [
          {
            label: headingBefore(blocks, i),
            entries: block.entries.filter(({ open }) => open && isMeant(open)),
          },
        ]
      : [],
  );
  const filled = groups.filter(({ entries }) => entries.length > 0);
  const entries = filled.flatMap((group) => group.entries);
  const select = pickElement({
    presses: entries.flatMap(({ open }) => open ?? []),
    labels: entries.map((entry) => entryWords(entry, SLACK.line)),
    placeholder: 'Open an entry…',
    place,
  });
  if (!select) return null;
  const { options = [], ...element } = select.element;
  const starts = filled.map((_, i) =>
    filled.slice(0, i).reduce((sum, group) => sum + group.entries.length, 0),
  );
  const option_groups = filled.map(({ label, entries }, i) => ({
    label: plainText(label, SLACK.option),
    options: options.slice(starts[i] ?? 0, (starts[i] ?? 0) + entries.length),
  }));
  const block: KnownBlock = {
    type: 'actions',
    block_id: select.blockId,
    elements: [filled.length > 1 ? { ...element, option_groups } : select.element],
  };
  return { block, entries: new Set(entries) };
}

function headingBefore(blocks: readonly Block[], at: number): string {
  const heading = blocks.slice(0, at).findLast((block) => block.kind === 'heading');
  return heading?.kind === 'heading' ? heading.text : 'Entries';
}

/** Fits into an option even where it shares nothing with the others. */
const isSmall = (open: Press): boolean => packPicks([open, { action: '', data: {} }], '') !== null;
