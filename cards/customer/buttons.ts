import type { CustomerId } from '../../crm/customer/customer.ts';
import type { Overview } from '../../crm/store/customers.ts';
import { goalShow } from '../goal/actions.ts';
import { handoffBegin } from '../handoff/actions.ts';
import { noteBegin, notesList } from '../note/actions.ts';
import { promisesShow } from '../promise/actions.ts';
import { sharePreview } from '../share/actions.ts';
import type { Strings } from '../strings.ts';
import { taskBegin } from '../task/actions.ts';
import { timelinePage } from '../timeline/actions.ts';
import { button, press } from '../view/action.ts';
import { shortText } from '../view/lines.ts';
import { systemName } from '../view/names.ts';
import { type Block, linkButton } from '../view/view.ts';
import { winBegin } from '../win/actions.ts';
import { customerContacts, customerFollow, customerWhy, duplicateShow } from './actions.ts';

/** Room for a name in a button's label. */
const NAME_MAX = 40;

export function customerButtons(
  { customer: { id }, references, followed, lookedAt }: Overview,
  shareable: boolean,
  strings: Strings,
): Block {
  const customer = { customer: id };
  // One link a system: where a customer stands there twice, the label could not tell which is which.
  const links = [
    ...new Map(
      references.flatMap(({ source, url }) =>
        url ? [[source, linkButton(strings.buttons.open(systemName(source, strings)), url)]] : [],
      ),
    ).values(),
  ].filter((button) => button !== null);
  return {
    kind: 'buttons',
    buttons: [
      {
        kind: 'press',
        label: strings.buttons.timeline,
        ...press(timelinePage, stateOf(id, lookedAt)),
        tone: 'primary',
      },
      {
        kind: 'press',
        label: strings.note.buttons.note,
        ...press(noteBegin, customer),
        opens: 'form',
      },
      {
        kind: 'press',
        label: strings.note.buttons.handOff,
        ...press(handoffBegin, customer),
        opens: 'form',
      },
    ],
    more: {
      label: strings.customer.more,
      buttons: [
        ...(shareable
          ? [
              {
                kind: 'press' as const,
                label: strings.buttons.share,
                ...press(sharePreview, customer),
              },
            ]
          : []),
        {
          kind: 'press',
          label: strings.note.buttons.task,
          ...press(taskBegin, customer),
          opens: 'form',
        },
        {
          kind: 'press',
          label: strings.note.buttons.win,
          ...press(winBegin, customer),
          opens: 'form',
        },
        { kind: 'press', label: strings.promise.button, ...press(promisesShow, customer) },
        { kind: 'press', label: strings.goal.button, ...press(goalShow, customer) },
        {
          kind: 'press',
          label: followed ? strings.buttons.unfollow : strings.buttons.follow,
          ...press(customerFollow, { ...customer, on: !followed }),
        },
        {
          kind: 'press',
          label: strings.buttons.contacts,
          ...press(customerContacts, customer),
        },
        { kind: 'press', label: strings.note.buttons.notes, ...press(notesList, customer) },
        { kind: 'press', label: strings.buttons.why, ...press(customerWhy, customer) },
        ...links.slice(0, 2),
      ],
    },
  };
}

/** Opens the comparison with each customer that may be the same company. */
export function twinButtons(
  { customer: { id: ours }, lookAlikes }: Overview,
  { customer }: Strings,
): Block[] {
  if (lookAlikes.length === 0) return [];
  const label = (name: string) =>
    lookAlikes.length === 1 ? customer.same : customer.sameAs(shortText(name, NAME_MAX));
  return [
    {
      kind: 'buttons',
      buttons: [
        ...lookAlikes.map(({ id, name }) =>
          button(label(name), press(duplicateShow, { customer: ours, other: id })),
        ),
      ],
    },
  ];
}

/** Tells the timeline of this look: it moves the mark, and new entries stay new while one reads. */
const stateOf = (customer: CustomerId, lookedAt: Date | null) => ({
  customer,
  mark: lookedAt?.toISOString() ?? null,
});

/** The card as the page from which an entry is opened. */
export const cardState = (customer: CustomerId, lookedAt: Date | null) => ({
  ...stateOf(customer, lookedAt),
  from: 'customer' as const,
});
