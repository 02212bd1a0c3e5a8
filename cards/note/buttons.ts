import type { Customer } from '../../crm/customer/customer.ts';
import { asRapportButton } from '../connection/as-rapport-button.ts';
import { customerShow } from '../customer/actions.ts';
import { type Strings, stringsFor } from '../strings.ts';
import { button, press } from '../view/action.ts';
import { type Block, type Button, linkButton } from '../view/view.ts';
import {
  noteDelete,
  noteEdit,
  noteMoveForm,
  noteMoveTo,
  notePin,
  noteRetry,
  noteShow,
  noteShowTo,
  noteTexts,
} from './actions.ts';
import type { NoteCard } from './card.ts';
import { refusedInOwnName } from './crm-shown.ts';

export function noteButtons({
  customer,
  note,
  mine,
  crm,
  filed,
  reader,
}: Pick<NoteCard, 'customer' | 'note' | 'mine' | 'crm' | 'filed' | 'reader'>): Block {
  const strings = stringsFor(reader);
  const { buttons: labels } = strings.note;
  const data = { note: note.id };
  const step = (label: string, action: typeof noteShow): Button =>
    button(label, press(action, data));
  const refused = refusedInOwnName(crm);
  const link =
    crm?.state?.state === 'done' && crm.state.url
      ? linkButton(strings.note.crm.open(crm.name), crm.state.url)
      : null;
  const progress = crm?.state?.state === 'waiting' ? [step(labels.refresh, noteShow)] : [];
  const texts =
    note.history.length > 0
      ? [step(strings.note.texts.button(note.history.length), noteTexts)]
      : [];
  if (!mine)
    return { kind: 'buttons', buttons: [...progress, ...texts, backToCard(customer, strings)] };
  const narrower =
    note.visibility === 'everyone'
      ? button(labels.department, press(noteShowTo, { ...data, visibility: 'department' }))
      : button(labels.everyone, press(noteShowTo, { ...data, visibility: 'everyone' }));
  return {
    kind: 'buttons',
    buttons: [
      ...(filed?.kind === 'room'
        ? [
            button(
              labels.moveTo(filed.here.name),
              press(noteMoveTo, { ...data, customer: filed.here.id }),
            ),
          ]
        : []),
      ...(filed?.kind === 'guessed'
        ? [
            {
              kind: 'press' as const,
              label: labels.another,
              ...press(noteMoveForm, data),
              opens: 'form' as const,
            },
          ]
        : []),
      ...(refused ? [asRapportButton(refused, strings)] : []),
      ...(crm?.state?.state === 'failed' ? [step(labels.retry, noteRetry)] : []),
      { kind: 'press', label: labels.edit, ...press(noteEdit, data), opens: 'form' },
      narrower,
      step(labels.undo, noteDelete),
      ...progress,
    ],
    more: {
      label: strings.customer.more,
      buttons: [
        button(
          note.pinned ? labels.unpin : labels.pin,
          press(notePin, { ...data, on: !note.pinned }),
        ),
        ...texts,
        ...(link ? [link] : []),
        backToCard(customer, strings),
      ],
    },
  };
}

export const backToCard = ({ id }: NamedCustomer, strings: Strings): Button => ({
  kind: 'press',
  label: strings.buttons.card,
  ...press(customerShow, { customer: id }),
});

export type NamedCustomer = Pick<Customer, 'id' | 'name'>;
