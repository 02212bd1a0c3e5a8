import { stringsFor } from '../strings.ts';
import { press } from '../view/action.ts';
import type { Reader } from '../view/format.ts';
import { departmentName } from '../view/names.ts';
import { type Block, bold, line, text, type View } from '../view/view.ts';
import { helpAll } from './actions.ts';

export interface Helped {
  usage: string;
  summary: string;
  examples: readonly string[];
}

/** A sentence, and what the command that answers it does. */
export interface HelpSentence {
  sentence: string;
  summary: string;
}

/** The deeds of this person's every day, in sentences; the list of commands is a press away. */
export function helpCard(
  {
    sentences,
    leads,
    department,
  }: { sentences: readonly HelpSentence[]; leads: readonly HelpSentence[]; department: string },
  reader: Reader,
): View {
  const all = stringsFor(reader);
  const { help: strings } = all;
  return {
    title: strings.title,
    blocks: [
      text(strings.plain, 'quiet'),
      { kind: 'heading', text: strings.everyDay(departmentName(department, all)) },
      ...sentences.map(sentenceBlock),
      ...(leads.length > 0 ? [{ kind: 'heading' as const, text: strings.lead }] : []),
      ...leads.map(sentenceBlock),
      {
        kind: 'buttons',
        buttons: [{ kind: 'press', label: strings.more, ...press(helpAll, {}) }],
      },
    ],
  };
}

/** Of a summary the first part: the rest says more than an example needs. */
const sentenceBlock = ({ sentence, summary }: HelpSentence): Block =>
  text(line`${bold(`“${sentence}”`)} ${summary.split(/[;:]/)[0] ?? ''}`);

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
