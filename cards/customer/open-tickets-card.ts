import type { DepartmentId, Person } from '../../crm/person/person.ts';
import type { ListedTicket, TicketsPart } from '../../crm/store/customers.ts';
import { stringsFor } from '../strings.ts';
import { button, press } from '../view/action.ts';
import { count as countText, duration, type Reader } from '../view/format.ts';
import { departmentName, firstName, joinByDots } from '../view/names.ts';
import { type Choice, text, type View } from '../view/view.ts';
import { customerFactOf } from './actions.ts';

export type TicketsOf =
  | { kind: 'everyone' | 'mine' }
  | { kind: 'department'; department: DepartmentId }
  | { kind: 'customer'; name: string }
  | { kind: 'colleague'; person: Pick<Person, 'id' | 'name'> };

/** Open tickets across customers, one line each; `count`: all of them, shown or not. */
export function openTicketsCard({
  of,
  only,
  tickets,
  count,
  reader,
}: {
  of: TicketsOf;
  /** A part of them; null for all. */
  only: TicketsPart | null;
  tickets: readonly ListedTicket[];
  count: number;
  reader: Reader;
}): View {
  const { across } = stringsFor(reader).answers;
  const whose = whoseTickets(of, reader);
  const part = only ? across.only[only] : '';
  const none = across.none(part, whose);
  const rest = count - tickets.length;
  return {
    title: count > 0 ? across.title(count, `${countText(count, reader)}${part}`, whose) : none,
    blocks: [
      ...(count > 0 ? [text(across.order, 'quiet')] : []),
      ...(tickets.length > 0
        ? [{ kind: 'choices' as const, choices: tickets.map((one) => lineOf(one, of, reader)) }]
        : []),
      ...(rest > 0 ? [text(across.more(rest, countText(rest, reader)), 'quiet')] : []),
      ...((of.kind !== 'everyone' || only) && count === 0 ? [text(across.all)] : []),
    ],
  };
}

function whoseTickets(of: TicketsOf, reader: Reader): string {
  const all = stringsFor(reader);
  const { whose } = all.answers.across;
  if (of.kind === 'department') return whose.of(departmentName(of.department, all));
  if (of.kind === 'customer') return whose.of(of.name);
  return of.kind === 'colleague' ? whose.of(firstName(of.person.name)) : whose[of.kind];
}

/** `Acme · “Export fails”`, `3 days · urgent · Mia`. */
function lineOf(
  { customer, name, subject, openedAt, priority, owner }: ListedTicket,
  of: TicketsOf,
  reader: Reader,
): Choice {
  const { across, tickets } = stringsFor(reader).answers;
  const age = duration(Math.max(0, reader.now.getTime() - openedAt.getTime()), reader);
  const isOnesOwn = of.kind === 'mine' || of.kind === 'colleague';
  const theirs = owner === null ? across.nobody : firstName(owner);
  return {
    title: across.line(name, subject),
    name,
    detail: joinByDots([age, tickets.priority[priority], isOnesOwn ? null : theirs]),
    button: button(across.show, press(customerFactOf, { customer, fact: 'tickets' })),
  };
}
