import type { CustomerId } from '../../crm/customer/customer.ts';
import type { Caution } from '../../crm/customer/warning.ts';
import type { Field } from '../../crm/policy/policy.ts';
import { unreachable } from '../../crm/problem.ts';
import type { Overview } from '../../crm/store/customers.ts';
import { HOUR } from '../../crm/time/durations.ts';
import type { TimelineLine } from '../../crm/timeline/rules.ts';
import { handoffBegin } from '../handoff/actions.ts';
import { noteBegin, notesList } from '../note/actions.ts';
import { sharePreview } from '../share/actions.ts';
import { type Words, wordsFor } from '../strings.ts';
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
  cautions: readonly Caution[];
  lines: readonly TimelineLine[];
  reader: Reader;
  /** False where it is shown to others: no buttons, nothing about what this reader has seen. */
  personal: boolean;
  /** Somebody else reads where it is shown, so there is whom to share it with. */
  shareable?: boolean;
  /** What colleagues keep at hand about this customer, as far as this reader may see it. */
  pinned?: readonly { words: string; by: string }[];
}

const CAUTIONS = 2;
const NEWEST = 5;
const PINNED = 2;
const SITTING = HOUR;
/** As many new entries as are counted at most. */
const COUNTED = 1000;

export function customerCard({
  overview,
  hidden,
  cautions,
  lines,
  reader,
  personal,
  shareable = false,
  pinned = [],
}: CustomerCard): View {
  const { customer } = overview;
  const words = wordsFor(reader);
  return {
    title: customer.name,
    blocks: [
      text(who(overview, reader)),
      text(owner(overview, reader)),
      text(lastTouch(overview, reader)),
      ...worth(overview, hidden, reader),
      text(work(overview, reader)),
      ...beforeYouReachOut(cautions, reader),
      ...pinned
        .slice(0, PINNED)
        .map(({ words: said, by }) =>
          text(words.note.card.pinned(shortText(said, 120), firstName(by))),
        ),
      ...newest(overview, lines, reader, personal),
      ...(personal ? [buttons(overview, shareable, words)] : []),
      text(asOf(overview, reader), 'quiet'),
    ],
  };
}

/** `Mid-market · live since March · Berlin`. */
function who({ customer }: Overview, reader: Reader): string {
  const words = wordsFor(reader);
  const stage = words.stage[customer.stage];
  return dotted([
    customer.segment,
    customer.since ? words.customer.since(stage, month(customer.since, reader)) : stage,
    customer.city ?? customer.country,
  ]);
}

function owner({ owner: name, customer }: Overview, reader: Reader): string {
  const { customer: words } = wordsFor(reader);
  return dotted([
    `${words.owner} ${name ?? words.noOwner}`,
    customer.health === null ? null : words.health(count(customer.health, reader)),
  ]);
}

function lastTouch({ lastTouch: touch }: Overview, reader: Reader): string {
  const { customer: words, touch: kinds, ...rest } = wordsFor(reader);
  if (!touch) return `${words.lastTouchLabel} ${words.noTouch}`;
  const kind = words.lastTouch(
    kinds[touch.kind] ?? rest.entryKind[touch.kind],
    when(touch.at, reader),
  );
  return `${words.lastTouchLabel} ${firstName(touch.person)}, ${kind}`;
}

/** `€48,000 a year · renews 14 Dec, in 22 days`; a hidden figure is left out, an unknown one is named. */
function worth({ customer }: Overview, hidden: readonly Field[], reader: Reader): Block[] {
  const { customer: words } = wordsFor(reader);
  const unknown = hidden.includes('revenue') ? null : words.noRevenue;
  const revenue = customer.revenue ? words.revenue(money(customer.revenue, reader)) : unknown;
  const due =
    customer.renewsOn &&
    (customer.renewsOn < dayOf(reader.now, reader) ? words.renewed : words.renews)(
      day(customer.renewsOn, reader),
      fromToday(customer.renewsOn, reader),
    );
  const facts = dotted([revenue, due]);
  return facts ? [text(capital(facts, reader))] : [];
}

function work({ openTicketCount, openDeals }: Overview, reader: Reader): string {
  const { customer: words } = wordsFor(reader);
  const tickets =
    openTicketCount === 0
      ? words.noTickets
      : words.tickets(openTicketCount, count(openTicketCount, reader));
  const deals =
    openDeals.count === 0
      ? words.noDeals
      : words.deals(openDeals.count, count(openDeals.count, reader));
  return dotted([tickets, openDeals.total ? `${deals}, ${money(openDeals.total, reader)}` : deals]);
}

function beforeYouReachOut(cautions: readonly Caution[], reader: Reader): Block[] {
  if (cautions.length === 0) return [];
  const words = wordsFor(reader);
  const rest = cautions.length - CAUTIONS;
  return [
    { kind: 'heading', text: words.customer.before },
    ...cautions.slice(0, CAUTIONS).map((caution) => text(sayCaution(caution, reader), 'caution')),
    ...(rest > 0
      ? [
          text(
            dotted(cautions.slice(CAUTIONS).map((caution) => sayCaution(caution, reader))),
            'quiet',
          ),
        ]
      : []),
  ];
}

export function sayCaution(caution: Caution, reader: Reader): string {
  const { caution: words, customer } = wordsFor(reader);
  switch (caution.kind) {
    case 'urgent-tickets': {
      const oldest = [...caution.tickets].sort(
        (one, other) => one.openedAt.getTime() - other.openedAt.getTime(),
      )[0];
      const age =
        oldest &&
        words.openFor(
          caution.tickets.length,
          duration(reader.now.getTime() - oldest.openedAt.getTime(), reader),
        );
      const said = age
        ? `${words.urgent(caution.tickets.length)}, ${age}`
        : words.urgent(caution.tickets.length);
      return dotted([said, oldest?.owner ? firstName(oldest.owner) : null]);
    }
    case 'late-invoice':
      return dotted([
        words.lateInvoice(caution.invoice.number, caution.daysLate),
        money(caution.invoice.money, reader),
        caution.others > 0 ? words.moreLate(caution.others) : null,
      ]);
    case 'just-contacted':
      return words.justContacted(firstName(caution.by), when(caution.at, reader));
    case 'silent':
      return dotted([
        words.silent(caution.days),
        caution.renewsOn &&
          customer.renews(day(caution.renewsOn, reader), fromToday(caution.renewsOn, reader)),
      ]);
    case 'look-alike':
      return words.lookAlike(caution.name, caution.others);
    default:
      return unreachable(caution);
  }
}

function newest(
  { customer, lookedAt, fresh }: Overview,
  lines: readonly TimelineLine[],
  reader: Reader,
  personal: boolean,
): Block[] {
  const { customer: words } = wordsFor(reader);
  if (lines.length === 0) return [text(words.quiet, 'quiet')];
  // Within one sitting nobody needs to hear that nothing is new since a minute ago.
  const sitting = lookedAt && reader.now.getTime() - lookedAt.getTime() < SITTING;
  const aside =
    personal && lookedAt && fresh !== null && !(sitting && fresh === 0)
      ? words.fresh(
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
    { kind: 'heading', text: words.newest, ...(aside && { aside }) },
    {
      kind: 'entries',
      entries: personal ? entries : entries.map(({ open: _, ...entry }) => entry),
    },
  ];
}

/** What the timeline needs to know of this look: it moves the mark, and what was new stays new while one reads. */
const stateOf = (customer: CustomerId, lookedAt: Date | null) => ({
  customer,
  mark: lookedAt?.toISOString() ?? null,
});

function buttons(
  { customer: { id }, references, followed, lookedAt }: Overview,
  shareable: boolean,
  words: Words,
): Block {
  const customer = { customer: id };
  // One link a system: where a customer stands there twice, the label could not tell which is which.
  const links = [
    ...new Map(
      references.flatMap(({ source, url }) =>
        url ? [[source, linkButton(words.buttons.open(systemName(source, words)), url)]] : [],
      ),
    ).values(),
  ].filter((button) => button !== null);
  return {
    kind: 'buttons',
    buttons: [
      {
        kind: 'press',
        label: words.buttons.timeline,
        ...press(timelinePage, stateOf(id, lookedAt)),
        tone: 'primary',
      },
      {
        kind: 'press',
        label: words.note.buttons.note,
        ...press(noteBegin, customer),
        opens: 'form',
      },
      {
        kind: 'press',
        label: words.note.buttons.handOff,
        ...press(handoffBegin, customer),
        opens: 'form',
      },
    ],
    more: {
      label: words.customer.more,
      buttons: [
        ...(shareable
          ? [
              {
                kind: 'press' as const,
                label: words.buttons.share,
                ...press(sharePreview, customer),
              },
            ]
          : []),
        {
          kind: 'press',
          label: words.note.buttons.task,
          ...press(taskBegin, customer),
          opens: 'form',
        },
        {
          kind: 'press',
          label: words.note.buttons.win,
          ...press(winBegin, customer),
          opens: 'form',
        },
        {
          kind: 'press',
          label: followed ? words.buttons.unfollow : words.buttons.follow,
          ...press(customerFollow, { ...customer, on: !followed }),
        },
        {
          kind: 'press',
          label: words.buttons.contacts,
          ...press(customerContacts, customer),
        },
        { kind: 'press', label: words.note.buttons.notes, ...press(notesList, customer) },
        { kind: 'press', label: words.buttons.why, ...press(customerWhy, customer) },
        ...links.slice(0, 2),
      ],
    },
  };
}

function asOf({ sources }: Overview, reader: Reader): string {
  const all = wordsFor(reader);
  const { customer: words } = all;
  const ages = sources
    .slice(0, 3)
    .map(({ source, at }) =>
      words.source(systemName(source, all), duration(reader.now.getTime() - at.getTime(), reader)),
    );
  return dotted([words.asOf(clock(reader.now, reader)), ...ages]);
}

export const dotted = (parts: readonly (string | null | undefined)[]): string =>
  parts.filter(Boolean).join(' · ');
