import type { Delivery } from '../crm/attention.ts';
import type { Message } from '../crm/changes.ts';
import type { Reader } from './format.ts';
import { type Block, type Button, type Press, text, type View } from './view.ts';
import { wordsFor } from './words.ts';

export interface Told {
  message: Pick<Message, 'key' | 'kind' | 'customerId' | 'why' | 'to'>;
  view: View;
  /** How this kind comes to the receiver now; it is not offered again. */
  delivery: Delivery;
  reader: Reader;
  /** Leads back to the list that it was opened from. */
  list?: boolean;
}

/** A message as its receiver gets it: what it says, why it came, and how to have less of it. */
export function toldCard({ message, view, delivery, reader, list = false }: Told): View {
  const { told } = wordsFor(reader).attention;
  const { key, why, to } = message;
  const press = (label: string, action: string, data: Press['data'] = {}): Button => ({
    kind: 'press',
    label,
    action: `messages.${action}`,
    data: { key, ...data },
  });
  const buttons = [press(told.whyButton, 'why'), ...(list ? [press(told.list, 'list')] : [])];
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
          more: { label: told.mute, buttons: muting({ message, delivery, reader, press }) },
        }),
      },
    ],
  };
}

function muting({
  message: { kind, customerId },
  delivery,
  reader,
  press,
}: Pick<Told, 'message' | 'delivery' | 'reader'> & {
  press: (label: string, action: string, data?: Press['data']) => Button;
}): Button[] {
  const { told, kind: kinds } = wordsFor(reader).attention;
  const paces = [
    ['hourly', told.hourly],
    ['daily', told.daily],
    ['muted', told.never],
  ] as const;
  return [
    press(told.hour, 'snooze', { for: 'hour' }),
    press(told.tomorrow, 'snooze', { for: 'tomorrow' }),
    ...(customerId ? [press(told.customer, 'mute')] : []),
    ...paces
      .filter(([pace]) => pace !== delivery)
      .map(([pace, label]) => press(label(kinds[kind]), 'pace', { kind, delivery: pace })),
  ];
}

/** Room for the note beside what a button carries already. */
const LONGEST = 1800;
const LONGEST_KEY = 150;

/** What is pressed on a message says on which: the front door takes `via` off and notes that it was acted on. */
function noted(block: Block, via: string): Block {
  const noteOn = <One extends Press>(press: One): One =>
    via.length > LONGEST_KEY || JSON.stringify(press.data).length > LONGEST
      ? press
      : { ...press, data: { ...press.data, via } };
  const button = (one: Button): Button => (one.kind === 'press' ? noteOn(one) : one);
  switch (block.kind) {
    case 'buttons':
      return {
        ...block,
        buttons: block.buttons.map(button),
        ...(block.more && { more: { ...block.more, buttons: block.more.buttons.map(button) } }),
      };
    case 'choices':
      return {
        ...block,
        choices: block.choices.map((choice) => ({
          ...choice,
          button: button(choice.button),
          ...(choice.also && { also: button(choice.also) }),
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
