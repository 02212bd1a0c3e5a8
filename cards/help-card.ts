import type { Reader } from './format.ts';
import { bold, line, text, type View } from './view.ts';
import { wordsFor } from './words.ts';

export interface Helped {
  usage: string;
  summary: string;
  examples: readonly string[];
}

export function helpCard(commands: readonly Helped[], reader: Reader): View {
  const { help: words } = wordsFor(reader);
  return {
    title: words.title,
    blocks: [...commands.map(({ usage, summary }) => text(line`${bold(usage)} ${summary}`)), text(words.plain, 'quiet')],
  };
}

/** After a command that could not be read: how it is typed, with an example. */
export function usageCard({ usage, summary, examples }: Helped, reader: Reader): View {
  const { help: words } = wordsFor(reader);
  return { title: summary, blocks: [text(words.usage(usage)), ...examples.slice(0, 2).map((example) => text(example, 'quiet'))] };
}
