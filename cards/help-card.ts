import type { Reader } from './format.ts';
import { type Block, bold, line, text, type View } from './view.ts';
import { wordsFor } from './words.ts';
import { helpAll } from './help/actions.ts';
import { press } from './view/action.ts';

export interface Helped {
  usage: string;
  summary: string;
  examples: readonly string[];
}

/** What people ask every day; the rest is a press away. */
export function helpCard(daily: readonly Helped[], reader: Reader): View {
  const { help: words } = wordsFor(reader);
  return {
    title: words.title,
    blocks: [
      ...daily.map(oneOf),
      text(words.plain, 'quiet'),
      {
        kind: 'buttons',
        buttons: [{ kind: 'press', label: words.all, ...press(helpAll, {}) }],
      },
    ],
  };
}

export function allHelpCard(commands: readonly Helped[], reader: Reader): View {
  const { help: words } = wordsFor(reader);
  return { title: words.all, blocks: [...commands.map(oneOf), text(words.plain, 'quiet')] };
}

const oneOf = ({ usage, summary }: Helped): Block => text(line`${bold(usage)} ${summary}`);

/** After a command that could not be read: how it is typed, with an example. */
export function usageCard({ usage, summary, examples }: Helped, reader: Reader): View {
  const { help: words } = wordsFor(reader);
  return {
    title: summary,
    blocks: [
      text(words.usage(usage)),
      ...examples.slice(0, 2).map((example) => text(example, 'quiet')),
    ],
  };
}
