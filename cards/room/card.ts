import type { Customer } from '../../crm/customer/customer.ts';
import type { Overview } from '../../crm/store/customers.ts';
import { customerShow } from '../customer/actions.ts';
import { wordsFor } from '../strings.ts';
import { timelinePage } from '../timeline/actions.ts';
import { type DataOf, press } from '../view/action.ts';
import { capital, count, day, dayOf, fromToday, type Reader } from '../view/format.ts';
import { type Block, type Button, text, type View } from '../view/view.ts';
import { roomClose, roomOpen } from './actions.ts';

/** The line of a room, for everybody in it: who the customer is, who answers for them, what is on fire. `overview` as they may see it. */
export function roomLineCard(overview: Overview, reader: Reader): View {
  const {
    room: { room: words },
  } = wordsFor(reader);
  return {
    title: overview.customer.name,
    blocks: [
      ...facts(overview, reader),
      text(words.nameless, 'quiet'),
      ways(overview.customer, reader),
    ],
  };
}

function facts({ customer, owner, openTickets }: Overview, reader: Reader): Block[] {
  const {
    room: { room: words },
    stage,
    customer: said,
  } = wordsFor(reader);
  const urgent = openTickets.filter(({ priority }) => priority === 'urgent').length;
  const { renewsOn } = customer;
  const renewal =
    renewsOn &&
    (renewsOn < dayOf(reader.now, reader) ? said.renewed : said.renews)(
      day(renewsOn, reader),
      fromToday(renewsOn, reader),
    );
  return [
    text(
      capital(
        [stage[customer.stage], owner ? words.owner(owner) : words.noOwner, renewal]
          .filter(Boolean)
          .join(' · '),
        reader,
      ),
    ),
    urgent > 0 ? text(words.urgent(urgent, count(urgent, reader)), 'caution') : text(words.calm),
  ];
}

function ways({ id }: Pick<Customer, 'id'>, reader: Reader, more: readonly Button[] = []): Block {
  const { customer, timeline } = {
    customer: wordsFor(reader).buttons.show,
    timeline: wordsFor(reader).buttons.timeline,
  };
  const data = { customer: id };
  return {
    kind: 'buttons',
    buttons: [
      { kind: 'press', label: customer, ...press(customerShow, data) },
      { kind: 'press', label: timeline, ...press(timelinePage, data) },
      ...more,
    ],
  };
}

/** The second step before a channel becomes a room: who will read what. */
export function roomPreviewCard({
  overview,
  place,
  readers,
  instead,
  data,
  reader,
}: {
  overview: Overview;
  place: string;
  readers: number;
  instead: string | null;
  data: DataOf<typeof roomOpen>;
  reader: Reader;
}): View {
  const {
    room: { room: words },
  } = wordsFor(reader);
  const { customer } = overview;
  return {
    title: words.preview(place, customer.name),
    blocks: [
      ...(instead === null ? [] : [text(words.instead(instead))]),
      text(words.readers(readers, count(readers, reader))),
      text(customer.name),
      ...facts(overview, reader),
      {
        kind: 'buttons',
        buttons: [
          { kind: 'press', label: words.yes, ...press(roomOpen, data), tone: 'primary' },
          {
            kind: 'press',
            label: words.no,
            ...press(customerShow, { customer: customer.id }),
          },
        ],
      },
    ],
  };
}

/** What `room` shows in a room, and once it has become one. */
export function roomCard({
  overview,
  title,
  opens,
  reader,
}: {
  overview: Overview;
  title: string;
  opens: boolean;
  reader: Reader;
}): View {
  const {
    room: { room: words },
  } = wordsFor(reader);
  const close: Button = {
    kind: 'press',
    label: words.close,
    ...press(roomClose, { customer: overview.customer.id }),
  };
  return {
    title,
    blocks: [
      ...facts(overview, reader),
      text(opens ? words.opens : words.nameless, 'quiet'),
      ways(overview.customer, reader, [close]),
    ],
  };
}

export function roomClosedCard(place: string, reader: Reader): View {
  const {
    room: { room: words },
  } = wordsFor(reader);
  return { title: words.closed(place), blocks: [text(words.reopen, 'quiet')] };
}

/** In the place of the line while somebody reads there who may see no customer. */
export function roomHiddenCard(reader: Reader): View {
  const {
    room: { room: words },
  } = wordsFor(reader);
  return { title: words.hidden, blocks: [text(words.guests)] };
}

/** In the place of the line of a room that was closed. */
export function roomOverCard(reader: Reader): View {
  const {
    room: { room: words },
  } = wordsFor(reader);
  return { title: words.over, blocks: [text(words.reopen, 'quiet')] };
}
