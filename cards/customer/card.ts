import type { CustomerId } from '../../crm/customer/customer.ts';
import type { Warning } from '../../crm/customer/warning.ts';
import type { Field } from '../../crm/policy/policy.ts';
import { unreachable } from '../../crm/problem.ts';
import type { Overview } from '../../crm/store/customers.ts';
import { HOUR } from '../../crm/time/durations.ts';
import type { TimelineLine } from '../../crm/timeline/rules.ts';
import { handoffBegin } from '../handoff/actions.ts';
import { noteBegin, notesList } from '../note/actions.ts';
import { sharePreview } from '../share/actions.ts';
import { type Strings, stringsFor } from '../strings.ts';
import { taskBegin } from '../task/actions.ts';
import { timelinePage } from '../timeline/actions.ts';
import { entryLine } from '../timeline/entry-line.ts';
import { press } from '../view/action.ts';
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
import { firstName, systemName } from '../view/names.ts';
import { type Block, linkButton, text, type View } from '../view/view.ts';
import { winBegin } from '../win/actions.ts';
import { customerContacts, customerFollow, customerWhy } from './actions.ts';

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
}

const WARNINGS = 2;
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
}: CustomerCard): View {
  const { customer } = overview;
  const strings = stringsFor(reader);
  return {
    title: customer.name,
    blocks: [
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
      ...(personal ? [buttons(overview, shareable, strings)] : []),
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

function warningBlocks(warnings: readonly Warning[], reader: Reader): Block[] {
  if (warnings.length === 0) return [];
  const strings = stringsFor(reader);
  const rest = warnings.length - WARNINGS;
  return [
    { kind: 'heading', text: strings.customer.before },
    ...warnings.slice(0, WARNINGS).map((warning) => text(warningText(warning, reader), 'caution')),
    ...(rest > 0
      ? [
          text(
            joinByDots(warnings.slice(WARNINGS).map((warning) => warningText(warning, reader))),
            'quiet',
          ),
        ]
      : []),
  ];
}

export function warningText(warning: Warning, reader: Reader): string {
  const { warning: strings, customer } = stringsFor(reader);
  switch (warning.kind) {
    case 'urgent-tickets': {
      const oldest = [...warning.tickets].sort(
        (one, other) => one.openedAt.getTime() - other.openedAt.getTime(),
      )[0];
      const age =
        oldest &&
        strings.openFor(
          warning.tickets.length,
          duration(reader.now.getTime() - oldest.openedAt.getTime(), reader),
        );
      const said = age
        ? `${strings.urgent(warning.tickets.length)}, ${age}`
        : strings.urgent(warning.tickets.length);
      return joinByDots([said, oldest?.owner ? firstName(oldest.owner) : null]);
    }
    case 'late-invoice':
      return joinByDots([
        strings.lateInvoice(warning.invoice.number, warning.daysLate),
        money(warning.invoice.money, reader),
        warning.others > 0 ? strings.moreLate(warning.others) : null,
      ]);
    case 'just-contacted':
      return strings.justContacted(firstName(warning.by), when(warning.at, reader));
    case 'silent':
      return joinByDots([
        strings.silent(warning.days),
        warning.renewsOn &&
          customer.renews(day(warning.renewsOn, reader), fromToday(warning.renewsOn, reader)),
      ]);
    case 'look-alike':
      return strings.lookAlike(warning.name, warning.others);
    default:
      return unreachable(warning);
  }
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
  const here = stateOf(customer.id, lookedAt);
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

/** Tells the timeline of this look: it moves the mark, and new entries stay new while one reads. */
const stateOf = (customer: CustomerId, lookedAt: Date | null) => ({
  customer,
  mark: lookedAt?.toISOString() ?? null,
});

function buttons(
  { customer: { id }, references, followed, lookedAt }: Overview,
  shareable: boolean,
  strings: Strings,
): Block {
  const customer = { customer: id };
  // One link a system: where a customer stands there twice, the label could not tell which is which.
  const links = [
    ...new Map(
      references.flatMap(({ source, url }) =>
        url ? [[source, linkButton(strings.buttons.open(systemName(source, strings)), url)]] : [],
      ),
    ).values(),
  ].filter((button) => button !== null);
  return {
    kind: 'buttons',
    buttons: [
      {
        kind: 'press',
        label: strings.buttons.timeline,
        ...press(timelinePage, stateOf(id, lookedAt)),
        tone: 'primary',
      },
      {
        kind: 'press',
        label: strings.note.buttons.note,
        ...press(noteBegin, customer),
        opens: 'form',
      },
      {
        kind: 'press',
        label: strings.note.buttons.handOff,
        ...press(handoffBegin, customer),
        opens: 'form',
      },
    ],
    more: {
      label: strings.customer.more,
      buttons: [
        ...(shareable
          ? [
              {
                kind: 'press' as const,
                label: strings.buttons.share,
                ...press(sharePreview, customer),
              },
            ]
          : []),
        {
          kind: 'press',
          label: strings.note.buttons.task,
          ...press(taskBegin, customer),
          opens: 'form',
        },
        {
          kind: 'press',
          label: strings.note.buttons.win,
          ...press(winBegin, customer),
          opens: 'form',
        },
        {
          kind: 'press',
          label: followed ? strings.buttons.unfollow : strings.buttons.follow,
          ...press(customerFollow, { ...customer, on: !followed }),
        },
        {
          kind: 'press',
          label: strings.buttons.contacts,
          ...press(customerContacts, customer),
        },
        { kind: 'press', label: strings.note.buttons.notes, ...press(notesList, customer) },
        { kind: 'press', label: strings.buttons.why, ...press(customerWhy, customer) },
        ...links.slice(0, 2),
      ],
    },
  };
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

export const joinByDots = (parts: readonly (string | null | undefined)[]): string =>
  parts.filter(Boolean).join(' · ');
