import type { Contact, Customer } from '../../crm/customer/customer.ts';
import { wordsFor } from '../strings.ts';
import { press } from '../view/action.ts';
import type { Reader } from '../view/format.ts';
import { bold, line, link, text, type View } from '../view/view.ts';
import { customerShow } from './actions.ts';
import { dotted } from './card.ts';

const MOST = 15;

/** The people there; ways to reach them only where `details` may be seen. */
export function contactsCard({
  customer,
  contacts,
  details,
  reader,
}: {
  customer: Customer;
  contacts: readonly Contact[];
  details: boolean;
  reader: Reader;
}): View {
  const words = wordsFor(reader);
  return {
    title: words.contacts.title(customer.name),
    blocks: [
      ...contacts.slice(0, MOST).map((contact) => text(sayContact(contact, details))),
      ...(contacts.length > MOST ? [text(words.andMore(contacts.length - MOST), 'quiet')] : []),
      ...(contacts.length === 0 ? [text(words.contacts.none)] : []),
      ...(details ? [] : [text(words.contacts.hidden, 'quiet')]),
      {
        kind: 'buttons',
        buttons: [
          {
            kind: 'press',
            label: words.buttons.card,
            ...press(customerShow, { customer: customer.id }),
          },
        ],
      },
    ],
  };
}

function sayContact({ name, title, email, phone }: Contact, details: boolean) {
  const who = title ? line`${bold(name)}, ${title}` : line`${bold(name)}`;
  if (!details) return who;
  return line`${who}${email ? line` · ${link(email, `mailto:${email}`)}` : ''}${dotted(['', phone]) && ` · ${phone}`}`;
}
