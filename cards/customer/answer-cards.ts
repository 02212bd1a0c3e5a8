import type { Person } from '../../crm/person/person.ts';
import type { OpenTicket, Overview, UnpaidInvoice } from '../../crm/store/customers.ts';
import { handoffBegin } from '../handoff/actions.ts';
import { tellBegin } from '../question/actions.ts';
import { stringsFor } from '../strings.ts';
import { timelinePage } from '../timeline/actions.ts';
import { button, press } from '../view/action.ts';
import { day, dayOf, duration, fromToday, money, type Reader } from '../view/format.ts';
import { departmentName, firstName, joinByDots } from '../view/names.ts';
import { type Block, type Button, text, type View } from '../view/view.ts';
import { customerPick, customerShow } from './actions.ts';

type Asked = Pick<Overview, 'customer'>;

const toCard = (
  { customer: { id, name } }: Asked,
  reader: Reader,
  others: readonly Button[] = [],
): Block => ({
  kind: 'buttons',
  buttons: [
    button(stringsFor(reader).answers.card(name), press(customerShow, { customer: id }), {
      tone: 'primary',
    }),
    ...others,
  ],
});

/** The owner in the first line, then who leads in each department. */
export function ownerCard(overview: Overview, { me }: { me: string }, reader: Reader): View {
  const strings = stringsFor(reader);
  const { owner: words } = strings.answers;
  const { customer, owner, heldBy, leads } = overview;
  const mine = customer.ownerId === me;
  const owned = mine ? words.mine(customer.name) : words.title(owner ?? '', customer.name);
  const begin = button(
    strings.note.buttons.handOff,
    press(handoffBegin, { customer: customer.id }),
    { opens: 'form' },
  );
  return {
    title: owner ? owned : words.nobody(customer.name),
    blocks: [
      ...(heldBy ? [text(words.heldBy(heldBy.name))] : []),
      ...(leads.length > 0
        ? [
            {
              kind: 'facts' as const,
              facts: leads.map(({ department, name }) => ({
                label: departmentName(department, strings),
                value: [name],
              })),
            },
          ]
        : []),
      ...(owner ? [] : [text(words.next, 'quiet')]),
      toCard(overview, reader, owner ? [] : [begin]),
    ],
  };
}

/** The day of the renewal, and how far it is. */
export function renewalCard(overview: Overview, reader: Reader): View {
  const { renewal: words } = stringsFor(reader).answers;
  const { customer, owner } = overview;
  const { renewsOn, name, revenue } = customer;
  if (!renewsOn)
    return {
      title: words.unknown(name),
      blocks: [text(words.next, 'quiet'), toCard(overview, reader)],
    };
  const isPast = renewsOn < dayOf(reader.now, reader);
  return {
    title: (isPast ? words.past : words.title)(name, day(renewsOn, reader)),
    blocks: [
      text(
        joinByDots([
          fromToday(renewsOn, reader),
          revenue && words.value(money(revenue, reader)),
          owner && words.owner(owner),
        ]),
      ),
      toCard(overview, reader),
    ],
  };
}

/** Open tickets, the oldest first. */
export function ticketsCard(overview: Overview, reader: Reader): View {
  const { tickets: words } = stringsFor(reader).answers;
  const { customer, openTickets, openTicketCount: all } = overview;
  const oldest = openTickets.toSorted((a, b) => a.openedAt.getTime() - b.openedAt.getTime());
  const rest = all - oldest.length;
  const timeline = button(
    words.all,
    press(timelinePage, { customer: customer.id, kinds: ['ticket'] }),
  );
  return {
    title: all > 0 ? words.title(customer.name, all) : words.none(customer.name),
    blocks: [
      ...oldest.map((ticket) => text(ticketLine(ticket, reader))),
      ...(rest > 0 ? [text(words.more(rest), 'quiet')] : []),
      toCard(overview, reader, [timeline]),
    ],
  };
}

function ticketLine({ subject, openedAt, priority, owner }: OpenTicket, reader: Reader): string {
  const { tickets: words } = stringsFor(reader).answers;
  const age = duration(Math.max(0, reader.now.getTime() - openedAt.getTime()), reader);
  return joinByDots([words.line(subject, age, words.priority[priority]), owner]);
}

/** Invoices that are owed, the one due first on top; null where the reader may not see them. */
export function invoicesCard(
  overview: Overview,
  { sees }: { sees: boolean },
  reader: Reader,
): View {
  const { invoices: words } = stringsFor(reader).answers;
  const { customer, unpaid } = overview;
  if (!sees)
    return {
      title: words.hidden(customer.name),
      blocks: [text(words.askFinance, 'quiet'), toCard(overview, reader)],
    };
  const first = unpaid.toSorted((a, b) => a.dueOn.localeCompare(b.dueOn));
  return {
    title: first.length > 0 ? words.title(customer.name, first.length) : words.none(customer.name),
    blocks: [...first.map((one) => text(invoiceLine(one, reader))), toCard(overview, reader)],
  };
}

const invoiceLine = ({ number, money: owed, dueOn }: UnpaidInvoice, reader: Reader): string =>
  stringsFor(reader).answers.invoices.line(
    number,
    money(owed, reader),
    `${day(dueOn, reader)}, ${fromToday(dueOn, reader)}`,
  );

/** A colleague: their work, how to reach them, and whether they are away. */
export function colleagueCard(
  {
    person,
    owns,
    awayUntil,
    me,
  }: { person: Person; owns: number | null; awayUntil: Date | null; me: string },
  reader: Reader,
): View {
  const strings = stringsFor(reader);
  const { colleague: words } = strings.answers;
  const { name, title, department, role, email } = person;
  return {
    title: person.id === me ? words.you(name) : name,
    blocks: [
      text(words.works(title ?? strings.roles[role], departmentName(department, strings))),
      ...(awayUntil ? [text(words.away(day(dayOf(awayUntil, reader), reader)))] : []),
      {
        kind: 'facts',
        facts: [
          { label: words.mail, value: [email] },
          ...(owns ? [{ label: words.ownsLabel, value: [words.owns(owns)] }] : []),
        ],
      },
      {
        kind: 'buttons',
        buttons: [
          ...(person.id === me
            ? []
            : [
                button(words.ask(firstName(name)), press(tellBegin, { to: person.id }), {
                  opens: 'form',
                }),
              ]),
          button(words.alsoCustomer(name), press(customerPick, { query: name })),
        ],
      },
    ],
  };
}

/** Colleagues of one name. */
export const namesakesCard = (typed: string, people: readonly Person[], reader: Reader): View => ({
  title: stringsFor(reader).answers.colleague.several(typed),
  blocks: people
    .slice(0, 10)
    .map(({ name, title, department, email }) =>
      text(joinByDots([name, title ?? departmentName(department, stringsFor(reader)), email])),
    ),
});
