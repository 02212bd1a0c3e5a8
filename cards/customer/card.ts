import type { Contact } from '../../crm/customer/customer.ts';
import type { Warning } from '../../crm/customer/warning.ts';
import type { Field } from '../../crm/policy/policy.ts';
import type { Overview } from '../../crm/store/customers.ts';
import { HOUR } from '../../crm/time/durations.ts';
import type { TimelineLine } from '../../crm/timeline/rules.ts';
import { stringsFor } from '../strings.ts';
import { entryLine } from '../timeline/entry-line.ts';
import {
  capital,
  clock,
  count,
  day,
  dayOf,
  duration,
  fromToday,
  money,
  month,
  type Reader,
  when,
} from '../view/format.ts';
import { shortText } from '../view/lines.ts';
import { firstName, joinByDots, systemName } from '../view/names.ts';
import { type Block, text, type View } from '../view/view.ts';
import { cardState, customerButtons } from './buttons.ts';
import { warningBlocks } from './warnings.ts';

export interface CustomerCard {
  /** Redacted: what is null or missing here is not known, or `hidden`. */
  overview: Overview;
  hidden: readonly Field[];
  warnings: readonly Warning[];
  lines: readonly TimelineLine[];
  reader: Reader;
  /** False where it is shown to others: no buttons, nothing about what this reader has seen. */
  personal: boolean;
  /** Somebody else reads where it is shown, so there is whom to share it with. */
  shareable?: boolean;
  /** Notes that colleagues pinned to this customer, as far as this reader may see them. */
  pinned?: readonly { words: string; by: string }[];
  /** The person there who was asked for. */
  contact?: Pick<Contact, 'name' | 'title'> | undefined;
}

const NEWEST = 5;

const PINNED = 2;

const SITTING = HOUR;

/** As many new entries as are counted at most. */
const COUNTED = 1000;

export function customerCard({
  overview,
  hidden,
  warnings,
  lines,
  reader,
  personal,
  shareable = false,
  pinned = [],
  contact,
}: CustomerCard): View {
  const { customer } = overview;
  const strings = stringsFor(reader);
  return {
    title: customer.name,
    blocks: [
      ...(contact ? [text(strings.customer.person(contact.name, contact.title))] : []),
      text(who(overview, reader)),
      text(owner(overview, reader)),
      text(lastTouch(overview, reader)),
      ...worth(overview, hidden, reader),
      text(work(overview, reader)),
      ...warningBlocks(warnings, reader),
      ...pinned
        .slice(0, PINNED)
        .map(({ words: said, by }) =>
          text(strings.note.card.pinned(shortText(said, 120), firstName(by))),
        ),
      ...newest(overview, lines, reader, personal),
      ...(personal ? [customerButtons(overview, shareable, strings)] : []),
      text(asOf(overview, reader), 'quiet'),
    ],
  };
}

/** `Mid-market · live since March · Berlin`. */
function who({ customer }: Overview, reader: Reader): string {
  const strings = stringsFor(reader);
  const stage = strings.stage[customer.stage];
  return joinByDots([
    customer.segment,
    customer.since ? strings.customer.since(stage, month(customer.since, reader)) : stage,
    customer.city ?? customer.country,
  ]);
}

function owner({ owner: name, customer }: Overview, reader: Reader): string {
  const { customer: strings } = stringsFor(reader);
  return joinByDots([
    `${strings.owner} ${name ?? strings.noOwner}`,
    customer.health === null ? null : strings.health(count(customer.health, reader)),
  ]);
}

function lastTouch({ lastTouch: touch }: Overview, reader: Reader): string {
  const { customer: strings, touch: kinds, ...rest } = stringsFor(reader);
  if (!touch) return `${strings.lastTouchLabel} ${strings.noTouch}`;
  const kind = strings.lastTouch(
    kinds[touch.kind] ?? rest.entryKind[touch.kind],
    when(touch.at, reader),
  );
  return `${strings.lastTouchLabel} ${firstName(touch.person)}, ${kind}`;
}

/** `€48,000 a year · renews 14 Dec, in 22 days`; a hidden figure is left out, an unknown one is named. */
function worth({ customer }: Overview, hidden: readonly Field[], reader: Reader): Block[] {
  const { customer: strings } = stringsFor(reader);
  const unknown = hidden.includes('revenue') ? null : strings.noRevenue;
  const revenue = customer.revenue ? strings.revenue(money(customer.revenue, reader)) : unknown;
  const due =
    customer.renewsOn &&
    (customer.renewsOn < dayOf(reader.now, reader) ? strings.renewed : strings.renews)(
      day(customer.renewsOn, reader),
      fromToday(customer.renewsOn, reader),
    );
  const facts = joinByDots([revenue, due]);
  return facts ? [text(capital(facts, reader))] : [];
}

function work({ openTicketCount, openDeals }: Overview, reader: Reader): string {
  const { customer: strings } = stringsFor(reader);
  const tickets =
    openTicketCount === 0
      ? strings.noTickets
      : strings.tickets(openTicketCount, count(openTicketCount, reader));
  const deals =
    openDeals.count === 0
      ? strings.noDeals
      : strings.deals(openDeals.count, count(openDeals.count, reader));
  return joinByDots([
    tickets,
    openDeals.total ? `${deals}, ${money(openDeals.total, reader)}` : deals,
  ]);
}

function newest(
  { customer, lookedAt, fresh }: Overview,
  lines: readonly TimelineLine[],
  reader: Reader,
  personal: boolean,
): Block[] {
  const { customer: strings } = stringsFor(reader);
  if (lines.length === 0) return [text(strings.quiet, 'quiet')];
  // Within one sitting nobody needs to hear that nothing is new since a minute ago.
  const sitting = lookedAt && reader.now.getTime() - lookedAt.getTime() < SITTING;
  const aside =
    personal && lookedAt && fresh !== null && !(sitting && fresh === 0)
      ? strings.fresh(
          fresh,
          `${count(fresh, reader)}${fresh < COUNTED ? '' : '+'}`,
          when(lookedAt, reader),
        )
      : null;
  const here = cardState(customer.id, lookedAt);
  const entries = lines
    .slice(0, NEWEST)
    .map((item) => entryLine(item, { reader, style: 'when', here }));
  return [
    { kind: 'heading', text: strings.newest, ...(aside && { aside }) },
    {
      kind: 'entries',
      entries: personal ? entries : entries.map(({ open: _, ...entry }) => entry),
    },
  ];
}

function asOf({ sources }: Overview, reader: Reader): string {
  const all = stringsFor(reader);
  const { customer: words } = all;
  const ages = sources
    .slice(0, 3)
    .map(({ source, at }) =>
      words.source(systemName(source, all), duration(reader.now.getTime() - at.getTime(), reader)),
    );
  return joinByDots([words.asOf(clock(reader.now, reader)), ...ages]);
}
