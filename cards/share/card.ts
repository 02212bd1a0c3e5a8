import type { Customer } from '../../crm/customer/customer.ts';
import type { Field } from '../../crm/policy/policy.ts';
import { customerShow } from '../customer/actions.ts';
import { stringsFor } from '../strings.ts';
import { type DataOf, press } from '../view/action.ts';
import { count, type Reader } from '../view/format.ts';
import { type Accounts, person, text, type View } from '../view/view.ts';
import { sharePost } from './actions.ts';

export interface SharePreview {
  customer: Pick<Customer, 'id' | 'name'>;
  place: string;
  readers: { size: number; guests: number; unknown: number };
  leftOut: { fields: readonly Field[]; entries: number };
  /** The card to post. */
  card: View;
  data: DataOf<typeof sharePost>;
  reader: Reader;
}

/** The second step before anything is seen by others: who will read it, what is left out, how it will look. */
export function sharePreviewCard({
  customer,
  place,
  readers,
  leftOut,
  card,
  data,
  reader,
}: SharePreview): View {
  const strings = stringsFor(reader);
  const { share } = strings;
  const left = [
    ...leftOut.fields.map((field) => strings.why.fields[field]),
    ...(leftOut.entries > 0 ? [share.entriesLeftOut(leftOut.entries)] : []),
  ];
  const who = [
    share.readers(readers.size, count(readers.size, reader)),
    ...(readers.guests > 0 ? [share.guests(readers.guests)] : []),
    ...(readers.unknown > 0 ? [share.unknown(readers.unknown)] : []),
  ];
  return {
    title: share.title(customer.name, place),
    blocks: [
      text(who.join(' ')),
      text(left.length > 0 ? share.leftOut(strings.timeline.and(left)) : share.nothingLeftOut),
      {
        kind: 'buttons',
        buttons: [
          { kind: 'press', label: share.yes, ...press(sharePost, data), tone: 'primary' },
          {
            kind: 'press',
            label: share.no,
            ...press(customerShow, { customer: customer.id }),
          },
        ],
      },
      { kind: 'divider' },
      text(share.looks, 'quiet'),
      text(card.title),
      ...card.blocks,
    ],
  };
}

/** The card as others see it, signed by who shared it. */
export function sharedCard(
  card: View,
  by: { name: string; accounts: Accounts },
  reader: Reader,
): View {
  const [before, after] = stringsFor(reader).share.by('\u0000').split('\u0000');
  return {
    title: card.title,
    blocks: [
      ...card.blocks,
      text(
        [before ?? '', person(by.name, by.accounts), after ?? ''].filter((part) => part !== ''),
        'quiet',
      ),
    ],
  };
}

export function shareDoneCard({
  customer,
  place,
  reader,
}: {
  customer: Pick<Customer, 'id' | 'name'>;
  place: string;
  reader: Reader;
}): View {
  const strings = stringsFor(reader);
  return {
    title: strings.share.done(customer.name, place),
    blocks: [
      text(strings.share.follows, 'quiet'),
      {
        kind: 'buttons',
        buttons: [
          {
            kind: 'press',
            label: strings.buttons.card,
            ...press(customerShow, { customer: customer.id }),
          },
        ],
      },
    ],
  };
}
