import type { Contact, Customer } from '../../crm/customer/customer.ts';
import { stringsFor } from '../strings.ts';
import { press } from '../view/action.ts';
import type { Reader } from '../view/format.ts';
import { joinByDots } from '../view/names.ts';
import { listSome } from '../view/plural.ts';
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
      ...contacts
        .slice(skip, skip + MOST)
        .map((contact) => text(sayContact(contact, { details, reader }))),
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

function sayContact(
  { name, title, email, phone, elsewhere }: Contact,
  { details, reader }: { details: boolean; reader: Reader },
) {
  const who = title ? line`${bold(name)}, ${title}` : line`${bold(name)}`;
  const places = saidElsewhere(elsewhere, reader);
  if (!details) return line`${who}${places}`;
  const written = joinByDots(['', phone]) && ` · ${phone}`;
  return line`${who}${email ? line` · ${link(email, `mailto:${email}`)}` : ''}${written}${places}`;
}

/** Where else they are, their primary customer first. */
function saidElsewhere(elsewhere: Contact['elsewhere'], reader: Reader): string {
  const { mainlyAt, alsoAt } = stringsFor(reader).contacts;
  const of = (isPrimary: boolean) =>
    elsewhere.filter((one) => one.isPrimary === isPrimary).map(({ name }) => name);
  const [main, others] = [of(true), of(false)];
  const said = joinByDots([
    main.length > 0 ? mainlyAt(listSome(main)) : null,
    others.length > 0 ? alsoAt(listSome(others)) : null,
  ]);
  return said && ` · ${said}`;
}
