import type { Customer, CustomerSummary } from '../../crm/customer/customer.ts';
import type { Notable, Watched } from '../../crm/event/customer-event.ts';
import type { Entry } from '../../crm/timeline/entry.ts';
import { customerShow } from '../customer/actions.ts';
import { choice } from '../customer/choices-card.ts';
import { wordsFor } from '../strings.ts';
import { timelinePage } from '../timeline/actions.ts';
import { button, type CustomerAction, pressWithCustomer } from '../view/action.ts';
import { capital, count, day, fromToday, money, type Reader, when } from '../view/format.ts';
import { departmentName, firstName } from '../view/names.ts';
import { type Button, text, type View } from '../view/view.ts';
import { followHere, followStart, followStop, followStopHere } from './actions.ts';

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
    room: { follow: words },
    buttons,
  } = wordsFor(reader);
  const forCustomer = (label: string, action: CustomerAction): Button =>
    button(label, pressWithCustomer(action, customer.id));
  const said = on
    ? { me: words.started, here: words.startedHere }
    : { me: words.stopped, here: words.stoppedHere };
  const again = place
    ? forCustomer(on ? words.stopHere : words.here, on ? followStopHere : followHere)
    : forCustomer(on ? words.stop : words.start, on ? followStop : followStart);
  return {
    title: place ? said.here(customer.name, place) : said.me(customer.name),
    blocks: [
      ...(on ? [text(place ? words.tellsHere : words.tells)] : []),
      ...(on && readers !== null
        ? [text(words.readers(readers, count(readers, reader)), 'quiet')]
        : []),
      {
        kind: 'buttons',
        buttons: [
          again,
          ...(on && !place && inChannel ? [forCustomer(words.here, followHere)] : []),
          forCustomer(buttons.card, customerShow),
        ],
      },
    ],
  };
}

export function followedListCard(customers: readonly CustomerSummary[], reader: Reader): View {
  const { follow: words } = wordsFor(reader).room;
  return {
    title: words.list,
    blocks: [
      customers.length > 0
        ? { kind: 'choices', choices: customers.map((customer) => choice(customer, reader)) }
        : text(words.none),
    ],
  };
}

export interface Told {
  customer: Pick<Watched, 'id' | 'name' | 'owner' | 'stage' | 'renewsOn'>;
  event: Notable['kind'];
  /** Redacted to who reads it. */
  entry: Entry | null;
  /** Told to a channel. */
  inChannel: boolean;
  reader: Reader;
}

/** What happened to a followed customer. */
export function toldCard({ customer, event, entry, inChannel, reader }: Told): View {
  const {
    room: { follow: words },
    buttons,
  } = wordsFor(reader);
  const forCustomer = (label: string, action: CustomerAction): Button =>
    button(label, pressWithCustomer(action, customer.id));
  return {
    title: toldTitle(customer.name, event, reader),
    blocks: [
      ...(entry ? entryTold(entry, reader) : [text(stands(customer, event, reader))]),
      {
        kind: 'buttons',
        buttons: [
          forCustomer(buttons.show, customerShow),
          forCustomer(buttons.timeline, timelinePage),
          forCustomer(
            inChannel ? words.stopHere : words.stop,
            inChannel ? followStopHere : followStop,
          ),
        ],
      },
    ],
  };
}

export const toldTitle = (customer: string, event: Notable['kind'], reader: Reader): string =>
  wordsFor(reader).room.follow.event[event](customer);

/** How it stands now, where no entry tells of it. */
function stands(
  { owner, stage, renewsOn }: Told['customer'],
  event: Notable['kind'],
  reader: Reader,
): string {
  const {
    room: { follow: words },
    stage: stages,
  } = wordsFor(reader);
  if (event === 'owner') return owner ? words.owner(owner) : words.noOwner;
  return event === 'stage' ? words.stage(stages[stage]) : renewal(renewsOn, reader);
}

const entryTold = ({ title, money: worth, department, at, person }: Entry, reader: Reader) => [
  text(worth ? `${title} · ${money(worth, reader)}` : title),
  text(
    [
      capital(when(at, reader), reader),
      departmentName(department, wordsFor(reader)),
      ...(person ? [firstName(person)] : []),
    ].join(' · '),
    'quiet',
  ),
];

const renewal = (renewsOn: string | null, reader: Reader): string =>
  renewsOn
    ? wordsFor(reader).room.follow.renews(day(renewsOn, reader), fromToday(renewsOn, reader))
    : '';
