import type { CustomerId } from '../../crm/customer/customer.ts';
import { stringsFor } from '../strings.ts';
import type { Reader } from '../view/format.ts';
import { text, type View } from '../view/view.ts';
import { customerButton } from './card.ts';

/** Said to the asker at once. */
export function colleagueQuestionCard({
  customer,
  who,
  words: said,
  away = null,
  placed = null,
  reader,
}: {
  customer: { id: CustomerId; name: string };
  who: string;
  words: string;
  away?: string | null;
  placed?: string | null;
  reader: Reader;
}): View {
  const { ask: words } = stringsFor(reader);
  return {
    title: words.sent(who, customer.name),
    blocks: [
      text(words.said(said)),
      ...(away ? [text(away, 'caution')] : []),
      ...(placed ? [text(placed, 'quiet')] : []),
      text(words.sentNext, 'quiet'),
      { kind: 'buttons', buttons: [customerButton(customer.id, reader)] },
    ],
  };
}
