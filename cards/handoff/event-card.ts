import { stringsFor } from '../strings.ts';
import { type Block, text, type View } from '../view/view.ts';
import { eventButtons } from './buttons.ts';
import type { HandoffCard } from './card.ts';

/** One step of a handoff, for somebody who has its packet already: a line, the words that were said, and the way in. */
export function handoffEvent({
  news,
  words = null,
  ...card
}: HandoffCard & {
  news: string;
  /** Those that a colleague wrote with the step. */
  words?: string | null;
}): View {
  const { quoted } = stringsFor(card.reader).handoff;
  return {
    title: news,
    blocks: [
      ...(words ? [text(quoted(words))] : []),
      ...(card.mind ? [text(card.mind, 'caution')] : []),
      eventButtons(card),
    ],
  };
}

/** The same step after the handoff went on: what was said stays, and only buttons that still work are there. */
export function handoffEventNow(
  { line, view }: { line: string; view: View },
  card: HandoffCard,
): View {
  const said = view.blocks.filter((block: Block) => block.kind === 'text' && !block.tone);
  return { title: line, blocks: [...said, eventButtons(card)] };
}
