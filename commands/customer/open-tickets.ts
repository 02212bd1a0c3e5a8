import { openTicketsCard, type TicketsOf } from '../../cards/customer/open-tickets-card.ts';
import { stringsFor } from '../../cards/strings.ts';
import { sees } from '../../crm/policy/policy.ts';
import { Problem } from '../../crm/problem.ts';
import type { Context, Reply } from '../command.ts';
import { customerHere } from '../parse/customer-here.ts';
import { whichColleague } from '../parse/which-colleague.ts';
import { whoseOf } from '../parse/which-department.ts';

const LISTED = 20;

/** Open tickets across customers: all, one's own, a department's, a colleague's; null where the words name a customer. */
export async function openTickets(words: string, context: Context): Promise<Reply | null> {
  const of = await ticketsOf(words, context);
  if (!of) return null;
  const { store, person, access, now, reader, audit } = context;
  if (!sees(access, 'identity'))
    throw new Problem('list-not-here', stringsFor(reader).customerList.notHere);
  const { tickets, count } = await store.customers.openTickets({
    ...(of.kind === 'mine' && { owner: person.id }),
    ...(of.kind === 'colleague' && { owner: of.person.id }),
    ...(of.kind === 'department' && { department: of.department }),
    now,
    limit: LISTED,
  });
  await audit({
    action: 'look-up',
    customer: null,
    detail: { shown: 'tickets', of: of.kind, count: tickets.length },
  });
  return { kind: 'answer', view: openTicketsCard({ of, tickets, count, reader }) };
}

async function ticketsOf(words: string, context: Context): Promise<TicketsOf | null> {
  const typed = words.replace(/^(?:(?:of|by|in) |@)/i, '').trim();
  if (typed === '') return (await customerHere(context)) ? null : { kind: 'everyone' };
  const whose = await whoseOf(typed, context);
  if (whose) return whose;
  const { store } = context;
  if (!/^@|^(?:of|by) /i.test(words)) return null;
  // `tickets of acme` is a customer's, and so are those of a name that a customer has as well.
  if (await store.customers.named(typed)) return null;
  const found = await whichColleague(typed, context);
  return found === 'nobody' || Array.isArray(found) ? null : { kind: 'colleague', person: found };
}
