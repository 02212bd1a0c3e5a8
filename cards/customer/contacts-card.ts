import type { Contact, Customer } from '../../crm/customer/customer.ts';
import { stringsFor } from '../strings.ts';
import { press } from '../view/action.ts';
import type { Reader } from '../view/format.ts';
import { joinByDots } from '../view/names.ts';
import { restBlock } from '../view/rest.ts';
import { bold, line, link, text, type View } from '../view/view.ts';
import { customerContacts, customerShow } from './actions.ts';

const MOST = 15;

/** The people there; ways to reach them only where `details` may be seen. */
export function contactsCard({
  customer,
  contacts,
  details,
  skip,
  reader,
}: {
  customer: Customer;
  contacts: readonly Contact[];
  details: boolean;
  skip: number;
  reader: Reader;
}): View {
  const strings = stringsFor(reader);
  return {
    title: strings.contacts.title(customer.name),
    blocks: [
      ...contacts.slice(skip, skip + MOST).map((contact) => text(sayContact(contact, details))),
      ...restBlock(
        contacts.length - skip - MOST,
        press(customerContacts, { customer: customer.id, skip: skip + MOST }),
        reader,
      ),
      ...(contacts.length === 0 ? [text(strings.contacts.none)] : []),
      ...(details ? [] : [text(strings.contacts.hidden, 'quiet')]),
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

function sayContact({ name, title, email, phone }: Contact, details: boolean) {
  const who = title ? line`${bold(name)}, ${title}` : line`${bold(name)}`;
  if (!details) return who;
  return line`${who}${email ? line` · ${link(email, `mailto:${email}`)}` : ''}${joinByDots(['', phone]) && ` · ${phone}`}`;
}
