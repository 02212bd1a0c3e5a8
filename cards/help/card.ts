import { stringsFor } from '../strings.ts';
import { press } from '../view/action.ts';
import type { Reader } from '../view/format.ts';
import { type Block, bold, line, text, type View } from '../view/view.ts';
import { helpAll } from './actions.ts';

export interface Helped {
  usage: string;
  summary: string;
  examples: readonly string[];
}

/** Sentences of this department's day, then the everyday commands; the others are a press away. */
export function helpCard(
  { daily, department }: { daily: readonly Helped[]; department: string },
  reader: Reader,
): View {
  const { help: strings } = stringsFor(reader);
  return {
    title: strings.title,
    blocks: [
      ...(strings.sentences[department] ?? strings.sentences['others'] ?? []).map((sentence) =>
        text(`“${sentence}”`),
      ),
      text(strings.plain, 'quiet'),
      { kind: 'heading', text: strings.commands },
      ...daily.map(oneOf),
      {
        kind: 'buttons',
        buttons: [{ kind: 'press', label: strings.all, ...press(helpAll, {}) }],
      },
    ],
  };
}

export function allHelpCard(commands: readonly Helped[], reader: Reader): View {
  const { help: strings } = stringsFor(reader);
  return { title: strings.all, blocks: [...commands.map(oneOf), text(strings.plain, 'quiet')] };
}

const oneOf = ({ usage, summary }: Helped): Block => text(line`${bold(usage)} ${summary}`);

/** After a command that could not be read: how it is typed, with an example. */
export function usageCard({ usage, summary, examples }: Helped, reader: Reader): View {
  const { help: strings } = stringsFor(reader);
  return {
    title: summary,
    blocks: [
      text(strings.usage(usage)),
      ...examples.slice(0, 2).map((example) => text(example, 'quiet')),
    ],
  };
}
