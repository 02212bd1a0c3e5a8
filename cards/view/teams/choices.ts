import { FEW } from '../few-buttons.ts';
import { labelText, titleLine, withWholeEnd } from '../lines.ts';
import type { Block, Choice } from '../view.ts';
import { buttonAction, executeWith } from './actions.ts';
import { CUSTOMERS, type Element, textBlock } from './elements.ts';
import { TEAMS } from './limits.ts';
import { inert } from './markdown.ts';
import { PICK } from './press.ts';

/** A few have their buttons; of more, the row itself opens, and the sign at its end says so. */
export const choicesElements = (choices: readonly Choice[]): Element[] =>
  choices.flatMap(
    (choice) => (choices.length > FEW ? tappedRow(choice) : null) ?? choiceElements(choice),
  );

/** Null where a card cannot do what a tap would have to. */
function tappedRow(choice: Choice): Element[] | null {
  const { detail, button, also } = choice;
  const tap = buttonAction(also ?? button);
  if (!tap || tap.type === 'Action.ShowCard') return null;
  const deed = also ? buttonAction(button) : null;
  const items = [
    textBlock([...titleLine(choice, TEAMS.title), `${NO_BREAK}›`]),
    detailBlock(detail),
  ];
  const row: Element = deed
    ? {
        type: 'ColumnSet',
        columns: [
          { type: 'Column', width: 'stretch', items },
          {
            type: 'Column',
            width: 'auto',
            verticalContentAlignment: 'Center',
            items: [{ type: 'ActionSet', actions: [deed] }],
          },
        ],
      }
    : { type: 'Container', items };
  return [{ type: 'Container', spacing: 'Small', items: [row], selectAction: tap }];
}

const NO_BREAK = '\u00A0';

const detailBlock = (detail: string): Element => ({
  ...textBlock([withWholeEnd(labelText(detail, TEAMS.line))], { isSubtle: true, size: 'Small' }),
  spacing: 'None' as const,
});

function choiceElements(choice: Choice): Element[] {
  const { detail, button, also } = choice;
  const name = textBlock(titleLine(choice, TEAMS.title));
  const tells = detailBlock(detail);
  const action = buttonAction(button);
  const second = also ? buttonAction(also) : null;
  if (second)
    return [
      {
        type: 'ColumnSet',
        spacing: 'Small',
        columns: [{ type: 'Column', width: 'stretch', items: [name, tells] }],
      },
      { type: 'ActionSet', spacing: 'None', actions: [...(action ? [action] : []), second] },
    ];
  return [
    {
      type: 'ColumnSet',
      spacing: 'Small',
      columns: [
        { type: 'Column', width: 'stretch', items: [name, tells] },
        ...(action
          ? [
              {
                type: 'Column' as const,
                width: 'auto' as const,
                verticalContentAlignment: 'Center' as const,
                items: [{ type: 'ActionSet' as const, actions: [action] }],
              },
            ]
          : []),
      ],
    },
  ];
}

/** Teams asks us for customers while somebody types; the chosen one is sent by the button. */
export function searchElements(block: Block & { kind: 'search' }, index: number): Element[] {
  const id = `${PICK}${index}`;
  const input: Element = {
    type: 'Input.ChoiceSet',
    id,
    label: inert(labelText(block.label, TEAMS.heading)),
    choices: [],
    'choices.data': { type: 'Data.Query', dataset: CUSTOMERS },
    placeholder: labelText(block.placeholder, TEAMS.option),
  };
  return [
    input,
    {
      type: 'ActionSet',
      spacing: 'Small',
      actions: [{ ...executeWith(block, id), title: 'Show' }],
    },
  ];
}
