import type { ActionsBlock, Button as SlackButton, KnownBlock, PlainTextOption, StaticSelect } from '@slack/types';
import { chunk } from '../lines.ts';
import { packData } from '../press.ts';
import { entryWords } from '../text.ts';
import { type Button, type Choice, type EntryLine, type Press, safeHref } from '../view.ts';
import { SLACK } from './limits.ts';
import { packPicks } from './press.ts';
import { plainLines, plainText } from './words.ts';

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
    ...(subject && { accessibility_label: plainText(`${button.label}: ${subject}`, SLACK.accessibilityLabel).text }),
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

/** Buttons, and the further ones behind a select that carries their name. */
export function buttonRows(buttons: readonly Button[], more: { label: string; buttons: readonly Button[] } | undefined, place: string): KnownBlock[] {
  const selectable = more?.buttons.filter(isSelectable) ?? [];
  const select = more && pick({ presses: selectable, labels: selectable.map(({ label }) => label), placeholder: more.label, place: `${place}.more` });
  const shown = select ? [...buttons, ...(more?.buttons.filter((button) => !isSelectable(button)) ?? [])] : [...buttons, ...(more?.buttons ?? [])];
  const elements = shown.map((button, i) => buttonElement(button, `${place}.${i}`)).filter((button) => button !== null);
  const rows = chunk(elements, select ? SLACK.actions - 1 : SLACK.actions);
  if (!select) return rows.map((row) => ({ type: 'actions', elements: row }));
  const [last = [], ...before] = rows.toReversed();
  return [...before.toReversed().map((row): ActionsBlock => ({ type: 'actions', elements: row })), { type: 'actions', block_id: select.blockId, elements: [...last, select.element] }];
}

const isSelectable = (button: Button): button is Button & { kind: 'press' } => button.kind === 'press' && !button.confirm;

/** One select opens them all; null where they do not fit into one. */
export function openers(entries: readonly EntryLine[], place: string): KnownBlock | null {
  const open = entries.flatMap((entry) => (entry.open ? [{ entry, press: entry.open }] : []));
  const select = pick({ presses: open.map(({ press }) => press), labels: open.map(({ entry }) => entryWords(entry, SLACK.line)), placeholder: 'Open an entry…', place });
  return select && { type: 'actions', block_id: select.blockId, elements: [select.element] };
}

/** Whether an entry's own data is small enough for a select's option. */
export const isPickable = ({ open }: EntryLine): boolean => open === undefined || packPicks([open, { action: '', data: {} }], '') !== null;

export function entrySection(entry: EntryLine, place: string): KnownBlock {
  const words = plainText(entryWords(entry, SLACK.line), SLACK.line);
  const button = entry.open && buttonElement({ kind: 'press', label: 'Open', ...entry.open }, place, words.text);
  return { type: 'section', text: words, ...(button && { accessory: button }) };
}

export function choiceSection({ title, detail, button }: Choice, place: string): KnownBlock {
  const name = plainText(title, SLACK.header).text;
  const element = buttonElement(button, place, name);
  return { type: 'section', text: plainLines(`${name}\n${plainText(detail, SLACK.line).text}`, SLACK.section), ...(element && { accessory: element }) };
}

interface Pick {
  presses: readonly Press[];
  labels: readonly string[];
  placeholder: string;
  place: string;
}

function pick({ presses, labels, placeholder, place }: Pick): { blockId: string; element: StaticSelect } | null {
  const packed = presses.length > 0 && presses.length <= SLACK.options ? packPicks(presses, place) : null;
  if (!packed) return null;
  const options = packed.values.map((value, i): PlainTextOption => ({ text: plainText(labels[i] ?? '', SLACK.option), value }));
  return {
    blockId: packed.blockId,
    element: { type: 'static_select', action_id: packed.actionId, placeholder: plainText(placeholder, SLACK.placeholder), options },
  };
}
