import { helpShow } from '../help/actions.ts';
import { stringsFor } from '../strings.ts';
import { button, press } from '../view/action.ts';
import type { Reader } from '../view/format.ts';
import { type Block, type Button, text, type View } from '../view/view.ts';
import { workShow } from '../work/actions.ts';
import { sentenceDo, sentenceLeave } from './actions.ts';

/** A short answer to a greeting or to thanks, and the next step. */
export function smallTalkCard(
  { title, say, waiting }: { title: string; say: string; waiting: number | null },
  reader: Reader,
): View {
  const { sentence: strings, help } = stringsFor(reader);
  return {
    title,
    blocks: [
      ...(waiting === null
        ? []
        : [text(waiting > 0 ? strings.waits(waiting) : strings.nothingWaits)]),
      text(say, 'quiet'),
      {
        kind: 'buttons',
        buttons: [
          ...(waiting ? [button(strings.work, press(workShow, {}))] : []),
          button(help.button, press(helpShow, {})),
        ],
      },
    ],
  };
}

export interface Confirmed {
  command: string;
  /** The words after the command's name that do it; null where a button cannot carry them. */
  carried: string | null;
  typed: string;
  customer: string;
  /** The parts that were understood, in order: a slot's name and its words. */
  parts: readonly { name: string; value: string }[];
  /** A task that is for nobody else. */
  isOwn: boolean;
  /** The sentence may mean these instead. */
  others: readonly Button[];
}

/** The words of the question: those of a command, or of some of what it does. */
function keyOf({ command, typed, isOwn }: Pick<Confirmed, 'command' | 'typed' | 'isOwn'>): string {
  if (command === 'task' && isOwn) return 'ownTask';
  return command === 'away' && typed === 'over' ? 'back' : command;
}

/** How a sentence was understood that others would read, before anything is done. */
export function confirmCard(
  { command, carried, typed, customer, parts, isOwn, others }: Confirmed,
  reader: Reader,
): View {
  const { sentence: strings } = stringsFor(reader);
  const key = keyOf({ command, typed, isOwn });
  const words = isKeyOf(strings.confirm, key) ? strings.confirm[key] : strings.confirm.other;
  const facts = parts.map(({ name, value }) => ({
    label: strings.parts[`${command} ${name}`] ?? strings.parts[name] ?? name,
    value: [value],
  }));
  return {
    title: words.title(customer),
    blocks: [
      { kind: 'facts', facts },
      text(strings.notYet),
      text(carried === null ? strings.tooLong : strings.orType(`${command} ${typed}`), 'quiet'),
      ...(carried === null ? [text(`${command} ${typed}`)] : []),
      {
        kind: 'buttons',
        buttons: [
          ...(carried === null
            ? []
            : [
                button(words.press, press(sentenceDo, { command, typed: carried }), {
                  tone: 'primary',
                }),
              ]),
          ...others,
          button(strings.leave, press(sentenceLeave, {})),
        ],
      },
    ],
  };
}

const isKeyOf = <All extends object>(all: All, key: PropertyKey): key is keyof All =>
  Object.hasOwn(all, key);

/** A sentence that could be several things: all of it, and each of them as a button. */
export function unclearCard(
  {
    typed,
    likely,
    isSearch,
  }: {
    typed: string;
    likely: readonly Button[];
    /** It asks for words in the timelines of all customers. */
    isSearch: boolean;
  },
  reader: Reader,
): View {
  const { sentence: strings, help } = stringsFor(reader);
  const choices: Block = {
    kind: 'buttons',
    buttons: [...likely, button(help.button, press(helpShow, {}))],
  };
  return {
    title: strings.unclear.title,
    blocks: [
      text(strings.unclear.typed(typed)),
      ...(isSearch ? [text(strings.unclear.noSearch)] : []),
      text(likely.length > 0 ? strings.unclear.nothing : strings.unclear.nothingDone, 'quiet'),
      choices,
    ],
  };
}

/** Says first how a misspelt command was read. */
export const correctedView = (
  view: View,
  { typed, meant }: { typed: string; meant: string },
  reader: Reader,
): View => ({
  ...view,
  blocks: [text(stringsFor(reader).sentence.corrected(typed, meant), 'quiet'), ...view.blocks],
});

/** Says first which command a question was answered with, and what of it is left to be asked for. */
export const readAsView = (
  view: View,
  { read, left }: { read: string | null; left: readonly string[] },
  reader: Reader,
): View => ({
  ...view,
  blocks: [
    ...(read === null ? [] : [text(stringsFor(reader).sentence.readAs(read), 'quiet')]),
    ...left.map((part) => text(stringsFor(reader).sentence.leftOut(part.trim()))),
    ...view.blocks,
  ],
});
