import { chunk, labelText, oneLine } from '../lines.ts';
import { packData } from '../press.ts';
import { type Button, type Press, safeHref } from '../view.ts';
import type { Action, Element } from './elements.ts';
import { TEAMS } from './limits.ts';
import { literal } from './markdown.ts';

/** `data.data` is ours and `data.action` too; what was filled in stands beside them, under `field-…`. */
export function execute(press: Press) {
  packData(press);
  return {
    type: 'Action.Execute' as const,
    verb: press.action,
    data: { action: press.action, data: press.data },
    associatedInputs: 'none' as const,
  };
}

/** Sends what stands in one input of the card along: `input` is its id. */
export function executeWith(press: Press, input: string) {
  const { data, ...rest } = execute(press);
  return { ...rest, data: { ...data, input }, associatedInputs: 'auto' as const };
}

/** Teams opens a dialog only from a submit that asks for one. */
function submit(press: Press) {
  packData(press);
  return {
    type: 'Action.Submit' as const,
    data: { action: press.action, data: press.data, msteams: { type: 'task/fetch' } },
    associatedInputs: 'none' as const,
  };
}

export function buttonAction(button: Button, subject = ''): Action | null {
  const title = labelText(subject ? `${button.label} ${subject}` : button.label, TEAMS.button);
  if (button.kind === 'link') {
    const url = safeHref(button.href);
    return url === null ? null : { type: 'Action.OpenUrl', title, url };
  }
  const style = button.tone && {
    style: button.tone === 'danger' ? ('destructive' as const) : ('positive' as const),
  };
  if (!button.confirm)
    return { ...(button.opens === 'form' ? submit(button) : execute(button)), title, ...style };
  // Teams cannot ask "are you sure?", so the button opens the question below itself.
  const { title: question, text, yes } = button.confirm;
  const body: Element[] = [
    { type: 'TextBlock', text: literal(oneLine(question)), weight: 'Bolder', wrap: true },
    {
      type: 'TextBlock',
      text: literal(labelText(text, TEAMS.value)),
      wrap: true,
      spacing: 'Small',
    },
    {
      type: 'ActionSet',
      actions: [{ ...execute(button), title: labelText(yes, TEAMS.button), ...style }],
    },
  ];
  return showCard(title, body);
}

/** Six in a row, the further ones behind a button that carries their name. */
export function actionSets(
  buttons: readonly Button[],
  more?: { label: string; buttons: readonly Button[] },
): Element[] {
  const behind = more && more.buttons.length > 0 ? actionSets(more.buttons) : [];
  const actions = buttons.map((button) => buttonAction(button)).filter((action) => action !== null);
  const all =
    more && behind.length > 0
      ? [...actions, showCard(`${labelText(more.label, TEAMS.button - 2)} ▾`, behind)]
      : actions;
  return chunk(all, TEAMS.actions).map((row) => ({
    type: 'ActionSet',
    actions: row,
    spacing: 'Small',
  }));
}

const showCard = (title: string, body: Element[]): Action => ({
  type: 'Action.ShowCard',
  title,
  card: { type: 'AdaptiveCard', version: '1.5', body },
});
