import type { Customer, CustomerSummary } from '../../crm/customer/customer.ts';
import type { CustomerEvent, Watched } from '../../crm/event/customer-event.ts';
import type { Entry } from '../../crm/timeline/entry.ts';
import { customerShow } from '../customer/actions.ts';
import { choice } from '../customer/choices-card.ts';
import { stringsFor } from '../strings.ts';
import { timelinePage } from '../timeline/actions.ts';
import { button, type CustomerAction, press, pressWithCustomer } from '../view/action.ts';
import { capital, count, day, fromToday, money, type Reader, when } from '../view/format.ts';
import { departmentName, firstName } from '../view/names.ts';
import { restBlock } from '../view/rest.ts';
import { type Button, text, type View } from '../view/view.ts';
import { followHere, followList, followStart, followStop, followStopHere } from './actions.ts';

export interface Following {
  customer: Pick<Customer, 'id' | 'name'>;
  on: boolean;
  /** The channel that follows; null where the asker does. */
  place: string | null;
  readers: number | null;
  inChannel: boolean;
  reader: Reader;
}

/** That somebody, or a channel, follows from now on or no more, and the way back. */
export function followCard({ customer, on, place, readers, inChannel, reader }: Following): View {
  const {
    room: { follow: strings },
    buttons,
  } = stringsFor(reader);
  const forCustomer = (label: string, action: CustomerAction): Button =>
    button(label, pressWithCustomer(action, customer.id));
  const said = on
    ? { me: strings.started, here: strings.startedHere }
    : { me: strings.stopped, here: strings.stoppedHere };
  const again = place
    ? forCustomer(on ? strings.stopHere : strings.here, on ? followStopHere : followHere)
    : forCustomer(on ? strings.stop : strings.start, on ? followStop : followStart);
  return {
    title: place ? said.here(customer.name, place) : said.me(customer.name),
    blocks: [
      ...(on ? [text(place ? strings.tellsHere : strings.tells)] : []),
      ...(on && readers !== null
        ? [text(strings.readers(readers, count(readers, reader)), 'quiet')]
        : []),
      {
        kind: 'buttons',
        buttons: [
          again,
          ...(on && !place && inChannel ? [forCustomer(strings.here, followHere)] : []),
          forCustomer(buttons.card, customerShow),
        ],
      },
    ],
  };
}

export function followedListCard(
  customers: readonly CustomerSummary[],
  rest: { count: number; skip: number },
  reader: Reader,
): View {
  const { follow: strings } = stringsFor(reader).room;
  return {
    title: strings.list,
    blocks: [
      customers.length > 0
        ? { kind: 'choices', choices: customers.map((customer) => choice(customer, reader)) }
        : text(strings.none),
      ...restBlock(rest.count, press(followList, { skip: rest.skip }), reader),
    ],
  };
}

export interface NewsCard {
  customer: Pick<Watched, 'id' | 'name' | 'owner' | 'stage' | 'renewsOn'>;
  event: CustomerEvent['kind'];
  /** Redacted to who reads it. */
  entry: Entry | null;
  /** Told to a channel. */
  inChannel: boolean;
  reader: Reader;
}

/** Tells a follower of an event at a customer. */
export function newsCard({ customer, event, entry, inChannel, reader }: NewsCard): View {
  const {
    room: { follow: strings },
    buttons,
  } = stringsFor(reader);
  const forCustomer = (label: string, action: CustomerAction): Button =>
    button(label, pressWithCustomer(action, customer.id));
  return {
    title: newsTitle(customer.name, event, reader),
    blocks: [
      ...(entry ? entryTold(entry, reader) : [text(stands(customer, event, reader))]),
      {
        kind: 'buttons',
        buttons: [
          forCustomer(buttons.show, customerShow),
          forCustomer(buttons.timeline, timelinePage),
          forCustomer(
            inChannel ? strings.stopHere : strings.stop,
            inChannel ? followStopHere : followStop,
          ),
        ],
      },
    ],
  };
}

export const newsTitle = (customer: string, event: CustomerEvent['kind'], reader: Reader): string =>
  stringsFor(reader).room.follow.event[event](customer);

/** How it stands now, where no entry tells of it. */
function stands(
  { owner, stage, renewsOn }: NewsCard['customer'],
  event: CustomerEvent['kind'],
  reader: Reader,
): string {
  const {
    room: { follow: strings },
    stage: stages,
  } = stringsFor(reader);
  if (event === 'owner') return owner ? strings.owner(owner) : strings.noOwner;
  return event === 'stage' ? strings.stage(stages[stage]) : renewal(renewsOn, reader);
}

const entryTold = ({ title, money: worth, department, at, person }: Entry, reader: Reader) => [
  text(worth ? `${title} · ${money(worth, reader)}` : title),
  text(
    [
      capital(when(at, reader), reader),
      departmentName(department, stringsFor(reader)),
      ...(person ? [firstName(person)] : []),
    ].join(' · '),
    'quiet',
  ),
];

const renewal = (renewsOn: string | null, reader: Reader): string =>
  renewsOn
    ? stringsFor(reader).room.follow.renews(day(renewsOn, reader), fromToday(renewsOn, reader))
    : '';
