import { openTicketsCard, type TicketsOf } from '../../cards/customer/open-tickets-card.ts';
import { stringsFor } from '../../cards/strings.ts';
import { sees } from '../../crm/policy/policy.ts';
import { Problem } from '../../crm/problem.ts';
import type { Context, Reply } from '../command.ts';
import { customerHere } from '../parse/customer-here.ts';
import { whichColleague } from '../parse/which-colleague.ts';
import { whoseOf } from '../parse/which-department.ts';

const LISTED = 20;
/** So near that the words mean the customer, before a colleague. */
const CLEAR = 0.75;

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
  const { customers } = context.store;
  // A name that a customer has is theirs; without the sign, so is one that is clearly a part of a customer's.
  if (await customers.named(typed)) return null;
  const [likely] = words.startsWith('@') ? [] : await customers.find(typed, 1);
  if (likely && likely.score >= CLEAR) return null;
  const found = await whichColleague(typed, context);
  return found === 'nobody' || Array.isArray(found) ? null : { kind: 'colleague', person: found };
}
