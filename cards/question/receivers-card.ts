import type { Message } from '../../crm/notification/message.ts';
import type { Delivery } from '../../crm/notification/preferences.ts';
import {
  messagesList,
  messagesMute,
  messagesPace,
  messagesSnooze,
  messagesWhy,
} from '../notification/actions.ts';
import { stringsFor } from '../strings.ts';
import { button, press } from '../view/action.ts';
import type { Reader } from '../view/format.ts';
import { type Block, type Button, type Press, text, type View } from '../view/view.ts';

export interface SentMessage {
  message: Pick<Message, 'key' | 'kind' | 'customerId' | 'why' | 'to'>;
  view: View;
  /** How this kind comes to the receiver now; it is not offered again. */
  delivery: Delivery;
  reader: Reader;
  /** Leads back to the list that it was opened from. */
  list?: boolean;
}

/** A message as its receiver gets it: what it says, why it came, and how to have less of it. */
export function sentMessageCard({
  message,
  view,
  delivery,
  reader,
  list = false,
}: SentMessage): View {
  const { told } = stringsFor(reader).notifications;
  const { key, why, to } = message;
  const buttons = [
    button(told.whyButton, press(messagesWhy, { key })),
    ...(list ? [button(told.list, press(messagesList, { key, skip: 0 }))] : []),
  ];
  const isOwn = to.kind === 'person';
  return {
    title: view.title,
    blocks: [
      ...(isOwn ? view.blocks.map((block) => noted(block, key)) : view.blocks),
      text(told.why(why), 'quiet'),
      {
        kind: 'buttons',
        buttons,
        ...(isOwn && {
          more: { label: told.mute, buttons: muting({ message, delivery, reader }) },
        }),
      },
    ],
  };
}

function muting({
  message: { key, kind, customerId },
  delivery,
  reader,
}: Pick<SentMessage, 'message' | 'delivery' | 'reader'>): Button[] {
  const { told, kind: kinds } = stringsFor(reader).notifications;
  const paces = [
    ['hourly', told.hourly],
    ['daily', told.daily],
    ['muted', told.never],
  ] as const;
  return [
    button(told.hour, press(messagesSnooze, { key, for: 'hour' })),
    button(told.tomorrow, press(messagesSnooze, { key, for: 'tomorrow' })),
    ...(customerId ? [button(told.customer, press(messagesMute, { key }))] : []),
    ...paces
      .filter(([pace]) => pace !== delivery)
      .map(([pace, label]) =>
        button(label(kinds[kind]), press(messagesPace, { key, kind, delivery: pace })),
      ),
  ];
}

/** Room for the note beside what a button carries already. */
const LONGEST = 1800;
const LONGEST_KEY = 150;

/** Adds the message's key to its buttons as `via`; the front door takes it off and notes that somebody acted. */
function noted(block: Block, via: string): Block {
  const noteOn = <One extends Press>(one: One): One =>
    via.length > LONGEST_KEY || JSON.stringify(one.data).length > LONGEST
      ? one
      : { ...one, data: { ...one.data, via } };
  const noteOnButton = (one: Button): Button => (one.kind === 'press' ? noteOn(one) : one);
  switch (block.kind) {
    case 'buttons':
      return {
        ...block,
        buttons: block.buttons.map(noteOnButton),
        ...(block.more && {
          more: { ...block.more, buttons: block.more.buttons.map(noteOnButton) },
        }),
      };
    case 'choices':
      return {
        ...block,
        choices: block.choices.map((choice) => ({
          ...choice,
          button: noteOnButton(choice.button),
          ...(choice.also && { also: noteOnButton(choice.also) }),
        })),
      };
    case 'entries':
      return {
        ...block,
        entries: block.entries.map((entry) =>
          entry.open ? { ...entry, open: noteOn(entry.open) } : entry,
        ),
      };
    default:
      return block;
  }
}
