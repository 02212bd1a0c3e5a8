import type { Contact } from '../../crm/customer/customer.ts';
import type { Field } from '../../crm/policy/policy.ts';
import type { SignalRule } from '../../crm/signal/rule.ts';
import type { Warning } from '../../crm/signal/warning.ts';
import type { Overview } from '../../crm/store/customers.ts';
import { HOUR } from '../../crm/time/durations.ts';
import type { TimelineLine } from '../../crm/timeline/rules.ts';
import { type CustomerGoals, goalBlocks, NO_GOALS } from '../goal/lines.ts';
import { notesList } from '../note/actions.ts';
import { promiseBlocks } from '../promise/lines.ts';
import { holdBlocks } from '../signal/hold.ts';
import { type Strings, stringsFor } from '../strings.ts';
import { button, press } from '../view/action.ts';
import {
  capital,
  clock,
  count,
  day,
  dayInWords,
  dayOf,
  duration,
  fromToday,
  moment,
  money,
  month,
  type Reader,
  when,
} from '../view/format.ts';
import { oneLine, shortText } from '../view/lines.ts';
import { departmentName, firstName, joinByDots, systemName } from '../view/names.ts';
import { type Block, text, type View } from '../view/view.ts';
import { customerButtons, twinButtons } from './buttons.ts';
import { newest } from './newest.ts';
import { sinceWords } from './since.ts';
import { warningBlocks } from './warnings.ts';

export interface CustomerCard {
  /** Redacted: what is null or missing here is not known, or `hidden`. */
  overview: Overview;
  hidden: readonly Field[];
  warnings: readonly Warning[];
  /** Rules for whose sake an offer waits. */
  holds: readonly Pick<SignalRule, 'name'>[];
  lines: readonly TimelineLine[];
  reader: Reader;
  /** False where it is shown to others: no buttons, nothing about what this reader has seen. */
  personal: boolean;
  /** Somebody else reads where it is shown, so there is whom to share it with. */
  shareable?: boolean;
  /** Notes that colleagues pinned to this customer, as far as this reader may see them. */
  pinned?: readonly { words: string; by: string }[];
  /** Each department's goal for them. */
  goals?: CustomerGoals;
  /** The person there who was asked for. */
  contact?: Pick<Contact, 'name' | 'title' | 'email' | 'phone'> | undefined;
}

const PINNED = 2;

const PLANNED = 90;

export function customerCard({
  overview,
  hidden,
  warnings,
  holds,
  lines,
  reader,
  personal,
  shareable = false,
  pinned = [],
  goals = NO_GOALS,
  contact,
}: CustomerCard): View {
  const { customer } = overview;
  const strings = stringsFor(reader);
  const waiting = warnings.find((warning) => warning.kind === 'unanswered');
  return {
    title: customer.name,
    blocks: [
      ...(contact ? [text(strings.customer.person(contact.name, contact.title))] : []),
      ...(contact && (contact.email || contact.phone)
        ? [text(joinByDots([contact.email, contact.phone]))]
        : []),
      text(who(overview, reader)),
      text(owner(overview, reader)),
      text(lastTouch(overview, reader)),
      ...planned(overview, reader),
      ...worth(overview, hidden, reader),
      ...owed(overview, reader),
      text(work(overview, reader)),
      ...goalBlocks(goals, reader),
      ...promiseBlocks(overview.promises, { customer: customer.id, reader, personal }),
      ...warningBlocks(warnings, reader),
      ...holdBlocks({ overview, holds, personal, reader }),
      ...(personal ? twinButtons(overview, strings) : []),
      ...pinnedNotes(overview, pinned, strings),
      ...newest(overview, lines, { reader, personal, waiting }),
      ...(personal ? [customerButtons(overview, shareable, strings)] : []),
      ...staleSources(overview, reader),
      text(asOf(overview, reader), 'quiet'),
    ],
  };
}

/** The first notes whole, and how many more there are, with the button that shows them. */
function pinnedNotes(
  { customer }: Overview,
  pinned: readonly { words: string; by: string }[],
  strings: Strings,
): Block[] {
  const rest = pinned.length - PINNED;
  const { customer: words, note } = strings;
  return [
    ...pinned
      .slice(0, PINNED)
      .map(({ words: said, by }) => text(note.card.pinned(oneLine(said), firstName(by)))),
    ...(rest > 0
      ? [
          {
            kind: 'buttons' as const,
            buttons: [button(words.morePinned(rest), press(notesList, { customer: customer.id }))],
          },
        ]
      : []),
  ];
}

/** `Mid-market · at risk since 3 Nov · customer since March · Berlin`. */
function who({ customer }: Overview, reader: Reader): string {
  const strings = stringsFor(reader);
  const stage = strings.stage[customer.stage];
  return joinByDots([
    customer.segment,
    customer.stageSince
      ? strings.customer.stageSince(stage, dayInWords(customer.stageSince, reader))
      : stage,
    customer.since && sinceWords({ since: customer.since, stage: customer.stage }, month, reader),
    customer.city ?? customer.country,
  ]);
}

function owner({ owner: name, customer, heldBy, leads }: Overview, reader: Reader): string {
  const all = stringsFor(reader);
  const { customer: strings } = all;
  const held = heldBy && heldBy.person !== customer.ownerId ? heldBy : null;
  return joinByDots([
    `${strings.owner} ${name ?? strings.noOwner}`,
    held && strings.heldBy(firstName(held.name), held.since && dayInWords(held.since, reader)),
    ...leads.map(
      ({ department, name: lead, inferred }) =>
        `${departmentName(department, all)} ${inferred ? strings.inferredLead(firstName(lead)) : firstName(lead)}`,
    ),
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

function planned({ planned: entry }: Overview, reader: Reader): Block[] {
  const { customer: strings } = stringsFor(reader);
  if (!entry) return [];
  return [text(strings.planned(shortText(entry.title, PLANNED), moment(entry.at, reader)))];
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

/** `Credit note CN-1 · €500`: we owe it to them. */
function owed({ credits }: Overview, reader: Reader): Block[] {
  const { customer: strings } = stringsFor(reader);
  return credits.map(({ count: n, number, money: sum }) =>
    text(
      joinByDots([
        number === null ? strings.credits(n, count(n, reader)) : strings.credit(number),
        money(sum, reader),
      ]),
    ),
  );
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

/** A connected system is read every few minutes. */
const STALE = HOUR;

/** Systems that know the customer and cannot be read, or were not for long: their facts may have changed. */
function staleSources({ sources }: Overview, reader: Reader): Block[] {
  const all = stringsFor(reader);
  const { customer: words } = all;
  return sources.flatMap(({ source, readAt, failing }) => {
    const system = systemName(source, all);
    if (failing)
      return [
        text(
          words.failing(system, when(failing.since, reader), words.faults[failing.fault]),
          'caution',
        ),
      ];
    const age = readAt ? reader.now.getTime() - readAt.getTime() : 0;
    return age > STALE ? [text(words.stale(system, duration(age, reader)), 'caution')] : [];
  });
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
