import type { CustomerId } from '../../crm/customer/customer.ts';
import type { Person } from '../../crm/person/person.ts';
import { customerShow } from '../customer/actions.ts';
import { peopleShow } from '../person/actions.ts';
import { tellBegin } from '../question/actions.ts';
import { type Strings, stringsFor } from '../strings.ts';
import { press } from '../view/action.ts';
import type { Reader } from '../view/format.ts';
import { shortText } from '../view/lines.ts';
import { firstName } from '../view/names.ts';
import { type Block, type Button, linkButton, text, type View } from '../view/view.ts';
import { messagesShow } from './actions.ts';

export interface RefusedWrite {
  customer: { id: CustomerId; name: string };
  by: Pick<Person, 'id' | 'name'>;
  what: keyof Strings['undelivered']['administrator']['refused']['what'];
  system: string;
  /** The CRM's reason. */
  fault: string;
  /** Null where the reader may not read them. */
  words: string | null;
  reader: Reader;
}

const LONGEST = 600;

/** An administrator is asked for help: the CRM refuses something, and why. */
export function refusedWriteCard({
  customer,
  by,
  what,
  system,
  fault,
  words,
  reader,
}: RefusedWrite): View {
  const {
    administrator: { refused },
  } = stringsFor(reader).undelivered;
  return {
    title: refused.title(customer.name, system),
    blocks: [
      text(fault, 'caution'),
      text(refused.who(firstName(by.name), refused.what[what])),
      ...(words ? [text(refused.text(shortText(words, LONGEST)), 'quiet')] : []),
      text(refused.next(system, firstName(by.name))),
      buttons([
        {
          kind: 'press',
          label: refused.answer(firstName(by.name)),
          ...press(tellBegin, { customer: customer.id, to: by.id }),
          opens: 'form',
        },
        {
          kind: 'press',
          label: stringsFor(reader).undelivered.buttons.customer,
          ...press(customerShow, { customer: customer.id }),
        },
      ]),
    ],
  };
}

/** A colleague whom no message reaches. */
export function unreachedCard({
  colleague,
  by,
  reader,
}: {
  colleague: Pick<Person, 'name' | 'email'>;
  by: string;
  reader: Reader;
}): View {
  const {
    administrator: { unreached },
    buttons: labels,
  } = stringsFor(reader).undelivered;
  const write = colleague.email
    ? linkButton(labels.write(firstName(colleague.name)), `mailto:${colleague.email}`)
    : null;
  return {
    title: unreached.title(colleague.name),
    blocks: [
      text(unreached.text(firstName(by), firstName(colleague.name))),
      text(unreached.next),
      buttons([
        { kind: 'press', label: labels.link, ...press(peopleShow, {}) },
        ...(write ? [write] : []),
      ]),
    ],
  };
}

/** Confirms that the request for help is on its way, with a button back to its subject. */
export function administratorMessageCard({
  name,
  customer,
  back,
  reader,
}: {
  name: string;
  customer: CustomerId | null;
  back: string | null;
  reader: Reader;
}): View {
  const {
    undelivered: { administrator: strings, buttons: labels },
    notifications,
  } = stringsFor(reader);
  const ways: Button[] = [
    ...(back
      ? [
          {
            kind: 'press' as const,
            label: notifications.told.back,
            ...press(messagesShow, { key: back }),
          },
        ]
      : []),
    ...(customer
      ? [
          {
            kind: 'press' as const,
            label: labels.customer,
            ...press(customerShow, { customer }),
          },
        ]
      : []),
  ];
  return {
    title: strings.asked(firstName(name)),
    blocks: [
      text(customer ? strings.askedNext : strings.askedLink),
      ...(ways.length > 0 ? [buttons(ways)] : []),
    ],
  };
}

const buttons = (all: readonly Button[]): Block => ({ kind: 'buttons', buttons: all });
