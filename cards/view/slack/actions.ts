import type {
  ActionsBlock,
  KnownBlock,
  PlainTextOption,
  Button as SlackButton,
  StaticSelect,
} from '@slack/types';
import { chunk, labelText } from '../lines.ts';
import { packData } from '../press.ts';
import { entryWords } from '../text.ts';
import { type Button, type EntryLine, link, type Press, safeHref } from '../view.ts';
import { SLACK } from './limits.ts';
import { paragraph, plainText, richText } from './mrkdwn.ts';
import { packPicks } from './press.ts';

/** `place` is where in the message: Slack wants every action id and block id once only. */
export function buttonElement(button: Button, place: string, subject = ''): SlackButton | null {
  const words = { type: 'button' as const, text: plainText(button.label, SLACK.button) };
  if (button.kind === 'link') {
    const href = safeHref(button.href);
    return href === null ? null : { ...words, action_id: `link#${place}`, url: href };
  }
  const { action, tone, confirm } = button;
  return {
    ...words,
    action_id: `${action}#${place}`,
    value: packData(button),
    ...(tone && { style: tone }),
    ...(subject &&
      !button.label.includes(subject) && {
        accessibility_label: plainText(`${button.label}: ${subject}`, SLACK.accessibilityLabel)
          .text,
      }),
    ...(confirm && {
      confirm: {
        title: plainText(confirm.title, SLACK.confirm.title),
        text: plainText(confirm.text, SLACK.confirm.text),
        confirm: plainText(confirm.yes, SLACK.confirm.button),
        deny: plainText(confirm.no, SLACK.confirm.button),
        ...(tone === 'danger' && { style: 'danger' as const }),
      },
    }),
  };
}

/** Buttons, and the further ones behind a select that carries their name; its links stand below as one line. */
export function buttonRows(
  buttons: readonly Button[],
  more: { label: string; buttons: readonly Button[] } | undefined,
  place: string,
): KnownBlock[] {
  const further = more?.buttons ?? [];
  const presses = further.filter(isSelectable);
  const select = pickElement({
    presses,
    labels: presses.map(({ label }) => label),
    placeholder: more?.label ?? '',
    place: `${place}.more`,
  });
  const sure = askingMenu(further, place);
  const asButtons = [
    ...buttons,
    ...further.filter(
      (button) =>
        button.kind === 'press' && !(select && isSelectable(button)) && !(sure && button.confirm),
    ),
  ];
  const elements = asButtons
    .map((button, i) => buttonElement(button, `${place}.${i}`))
    .filter((button) => button !== null);
  const rows = chunk(elements, SLACK.actions - 1).map(
    (row): ActionsBlock => ({ type: 'actions', elements: row }),
  );
  return [
    ...(select ? withSelect(rows, select) : rows),
    ...(sure ? [sure] : []),
    ...linkLine(further),
  ];
}

/** A menu of its own for those that ask first: Slack asks once for a menu, so for one question at most. Else null. */
function askingMenu(further: readonly Button[], place: string): ActionsBlock | null {
  const asking = further.flatMap((one) => (one.kind === 'press' && one.confirm ? [one] : []));
  const [first] = asking;
  const isSame = asking.every(
    ({ confirm }) => JSON.stringify(confirm) === JSON.stringify(first?.confirm),
  );
  const menu = isSame
    ? pickElement({
        presses: asking,
        labels: asking.map(({ label }) => label),
        placeholder: first ? `${first.label.replace(/…$/, '')}…` : '',
        place: `${place}.sure`,
      })
    : null;
  const button = first && buttonElement(first, place);
  if (!menu || !button?.confirm) return null;
  const element = { ...menu.element, confirm: button.confirm };
  return { type: 'actions', block_id: menu.blockId, elements: [element] };
}

function withSelect(
  rows: ActionsBlock[],
  { blockId, element }: { blockId: string; element: StaticSelect },
): ActionsBlock[] {
  const last = rows.at(-1)?.elements ?? [];
  return [
    ...rows.slice(0, -1),
    { type: 'actions', block_id: blockId, elements: [...last, element] },
  ];
}

function linkLine(buttons: readonly Button[]): KnownBlock[] {
  const links = buttons.flatMap((button) =>
    button.kind === 'link' ? [link(labelText(button.label, SLACK.button), button.href)] : [],
  );
  return links.length > 0
    ? [paragraph(richText(links.flatMap((one, i) => (i > 0 ? [' · ', one] : [one]))))]
    : [];
}

export const isSelectable = (button: Button): button is Button & { kind: 'press' } =>
  button.kind === 'press' && !button.confirm;

export function entrySection(entry: EntryLine, place: string): KnownBlock {
  const words = plainText(entryWords(entry, SLACK.line), SLACK.line);
  const button =
    entry.open && buttonElement({ kind: 'press', label: 'Open', ...entry.open }, place, words.text);
  return { type: 'section', text: words, ...(button && { accessory: button }) };
}

interface Pick {
  presses: readonly Press[];
  labels: readonly string[];
  placeholder: string;
  place: string;
}

export function pickElement({
  presses,
  labels,
  placeholder,
  place,
}: Pick): { blockId: string; element: StaticSelect } | null {
  const packed =
    presses.length > 0 && presses.length <= SLACK.options ? packPicks(presses, place) : null;
  if (!packed) return null;
  const options = packed.values.map(
    (value, i): PlainTextOption => ({ text: plainText(labels[i] ?? '', SLACK.option), value }),
  );
  return {
    blockId: packed.blockId,
    element: {
      type: 'static_select',
      action_id: packed.actionId,
      placeholder: plainText(placeholder, SLACK.placeholder),
      options,
    },
  };
}
