import type { Customer } from '../../crm/customer/customer.ts';
import type { Overview } from '../../crm/store/customers.ts';
import { customerShow } from '../customer/actions.ts';
import { stringsFor } from '../strings.ts';
import { timelinePage } from '../timeline/actions.ts';
import { type DataOf, press } from '../view/action.ts';
import { capital, count, day, dayOf, fromToday, type Reader } from '../view/format.ts';
import { type Block, type Button, text, type View } from '../view/view.ts';
import { roomClose, roomOpen } from './actions.ts';

/** The line of a room, for everybody in it: who the customer is, who answers for them, what is on fire. `overview` as they may see it. */
export function roomLineCard(overview: Overview, reader: Reader): View {
  const {
    room: { room: strings },
  } = stringsFor(reader);
  return {
    title: overview.customer.name,
    blocks: [
      ...facts(overview, reader),
      text(strings.nameless, 'quiet'),
      ways(overview.customer, reader),
    ],
  };
}

function facts({ customer, owner, openTickets }: Overview, reader: Reader): Block[] {
  const {
    room: { room: strings },
    stage,
    customer: said,
  } = stringsFor(reader);
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
        [stage[customer.stage], owner ? strings.owner(owner) : strings.noOwner, renewal]
          .filter(Boolean)
          .join(' · '),
        reader,
      ),
    ),
    urgent > 0
      ? text(strings.urgent(urgent, count(urgent, reader)), 'caution')
      : text(strings.calm),
  ];
}

function ways({ id }: Pick<Customer, 'id'>, reader: Reader, more: readonly Button[] = []): Block {
  const { customer, timeline } = {
    customer: stringsFor(reader).buttons.show,
    timeline: stringsFor(reader).buttons.timeline,
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
    room: { room: strings },
  } = stringsFor(reader);
  const { customer } = overview;
  return {
    title: strings.preview(place, customer.name),
    blocks: [
      ...(instead === null ? [] : [text(strings.instead(instead))]),
      text(strings.readers(readers, count(readers, reader))),
      text(customer.name),
      ...facts(overview, reader),
      {
        kind: 'buttons',
        buttons: [
          { kind: 'press', label: strings.yes, ...press(roomOpen, data), tone: 'primary' },
          {
            kind: 'press',
            label: strings.no,
            ...press(customerShow, { customer: customer.id }),
          },
        ],
      },
    ],
  };
}

/** Answers `room` in a room, also when the channel has just become one. */
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
    room: { room: strings },
  } = stringsFor(reader);
  const close: Button = {
    kind: 'press',
    label: strings.close,
    ...press(roomClose, { customer: overview.customer.id }),
  };
  return {
    title,
    blocks: [
      ...facts(overview, reader),
      text(opens ? strings.opens : strings.nameless, 'quiet'),
      ways(overview.customer, reader, [close]),
    ],
  };
}

export function roomClosedCard(place: string, reader: Reader): View {
  const {
    room: { room: strings },
  } = stringsFor(reader);
  return { title: strings.closed(place), blocks: [text(strings.reopen, 'quiet')] };
}

/** In the place of the line while somebody reads there who may see no customer. */
export function roomHiddenCard(reader: Reader): View {
  const {
    room: { room: strings },
  } = stringsFor(reader);
  return { title: strings.hidden, blocks: [text(strings.guests)] };
}

/** In the place of the line of a room that was closed. */
export function roomOverCard(reader: Reader): View {
  const {
    room: { room: strings },
  } = stringsFor(reader);
  return { title: strings.over, blocks: [text(strings.reopen, 'quiet')] };
}
