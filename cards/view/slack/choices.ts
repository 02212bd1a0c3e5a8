import type { ActionsBlock, KnownBlock, PlainTextOption, StaticSelect } from '@slack/types';
import { FEW } from '../few-buttons.ts';
import { labelText, titleLine, withWholeEnd } from '../lines.ts';
import { type Button, type Choice, type Line, line } from '../view.ts';
import { buttonElement, isSelectable } from './actions.ts';
import { SLACK } from './limits.ts';
import { plainText } from './mrkdwn.ts';
import { packPicks } from './press.ts';

type PressButton = Button & { kind: 'press' };

export type ChoicePart = { line: Line; starts?: boolean } | { block: KnownBlock };

/** A few have their buttons below each. More of them are a line each, and one menu for each button that they share. */
export function choiceParts(choices: readonly Choice[], place: string): ChoicePart[] {
  const menus = choices.length > FEW ? menusOf(choices, place) : null;
  if (!menus) return choices.flatMap((choice, i) => withButtons(choice, `row${place}.${i}`));
  return [
    ...choices.map(
      (choice): ChoicePart => ({
        line: joined(
          titleLine(choice, SLACK.header),
          withWholeEnd(labelText(choice.detail, SLACK.line)),
        ),
      }),
    ),
    { block: menus },
  ];
}

/** A dot, for a gap between two texts is lost where the line breaks. */
const joined = (title: Line, detail: string): Line =>
  detail === '' ? title : line`${title} · ${detail}`;

function withButtons(choice: Choice, place: string): ChoicePart[] {
  const { title, detail, button, also } = choice;
  const name = labelText(title, SLACK.header);
  const elements = [
    buttonElement(button, place, name),
    also ? buttonElement(also, `${place}.also`, name) : null,
  ].filter((element) => element !== null);
  return [
    {
      starts: true,
      line: line`${titleLine(choice, SLACK.header)}\n${withWholeEnd(labelText(detail, SLACK.line))}`,
    },
    ...(elements.length > 0 ? [{ block: { type: 'actions' as const, elements } }] : []),
  ];
}

/** An option of a menu: what is pressed, under which name, and what the button is called. */
interface Named {
  press: PressButton;
  title: string;
  name: string;
}

const ALSO = '.also';

/** Null where a button of theirs cannot be an option, or the options do not fit into a menu. */
function menusOf(choices: readonly Choice[], place: string): ActionsBlock | null {
  const columns = [
    choices.flatMap((choice) => named(choice, choice.button)),
    choices.flatMap((choice) => (choice.also ? named(choice, choice.also) : [])),
  ];
  const buttons = choices.reduce((sum, { also }) => sum + (also ? 2 : 1), 0);
  const presses = columns.flat().map(({ press }) => press);
  const packed = presses.length === buttons ? packPicks(presses, `row${place}`) : null;
  if (!packed || choices.length > SLACK.options || packed.actionId.length > SLACK.id - ALSO.length)
    return null;
  const [first = [], second = []] = columns;
  return {
    type: 'actions',
    block_id: packed.blockId,
    elements: [
      menu(first, packed.values, packed.actionId),
      ...(second.length > 0
        ? [menu(second, packed.values.slice(first.length), `${packed.actionId}${ALSO}`)]
        : []),
    ],
  };
}

const named = ({ title, detail }: Choice, press: Button): Named[] =>
  isSelectable(press) ? [{ press, title, name: `${title} · ${detail}` }] : [];

/** Under the name of its button; under headings of their names where they differ. */
function menu(items: readonly Named[], values: readonly string[], actionId: string): StaticSelect {
  const labels = [...new Set(items.map(({ press }) => press.label))];
  const option = (text: string, i: number): PlainTextOption => ({
    text: plainText(text, SLACK.option),
    value: values[i] ?? '',
  });
  const base = { type: 'static_select' as const, action_id: actionId };
  const called = (words: string) => ({ placeholder: plainText(words, SLACK.placeholder) });
  // Each names its row by itself: `Add the note to Acme Retail`.
  if (items.every(({ press, title }) => press.label.includes(title)))
    return {
      ...base,
      ...called('Choose…'),
      options: items.map(({ press }, i) => option(press.label, i)),
    };
  const under = (label: string): PlainTextOption[] =>
    items.flatMap(({ name, press }, i) => (press.label === label ? [option(name, i)] : []));
  const [only = ''] = labels;
  if (labels.length === 1)
    return { ...base, ...called(`${only.replace(/…$/, '')}…`), options: under(only) };
  return {
    ...base,
    ...called(labels.join(', ')),
    option_groups: labels.map((label) => ({
      label: plainText(label, SLACK.option),
      options: under(label),
    })),
  };
}
