import { customerFactOf } from '../../cards/customer/actions.ts';
import { openTicketsCard, type TicketsOf } from '../../cards/customer/open-tickets-card.ts';
import { sentenceShow } from '../../cards/sentence/actions.ts';
import { stringsFor } from '../../cards/strings.ts';
import { press } from '../../cards/view/action.ts';
import type { CustomerId } from '../../crm/customer/customer.ts';
import { sees } from '../../crm/policy/policy.ts';
import { Problem } from '../../crm/problem.ts';
import type { TicketsPart } from '../../crm/store/customers.ts';
import type { Context, Reply } from '../command.ts';
import { customerHere } from '../parse/customer-here.ts';
import { addButtonData } from '../parse/customer-phrase.ts';
import { withoutExtras } from '../parse/no-name.ts';
import { whichCustomer } from '../parse/which-customer.ts';
import { readWhose, type WhoseRead } from '../parse/whose.ts';

const LISTED = 20;

const PARTS: Record<string, TicketsPart> = { urgent: 'urgent', unassigned: 'unassigned' };
const ONLY = /^(urgent|unassigned)(?: |$)/i;

/** Open tickets across customers: all, one's own, a department's, a colleague's; null where the words name a customer. */
export async function openTickets(typed: string, context: Context): Promise<Reply | null> {
  const { store, person, access, now, reader, audit } = context;
  // A customer may be called Urgent Care.
  const [start = '', part] = (await store.customers.named(typed)) ? [] : (ONLY.exec(typed) ?? []);
  const only = part ? (PARTS[part.toLowerCase()] ?? null) : null;
  const words = await withoutExtras(typed.slice(start.length), context);
  const of = await ticketsOf(words, only !== null, context);
  if (!of || of.kind === 'reply') return of?.reply ?? null;
  if (!sees(access, 'identity'))
    throw new Problem('list-not-here', stringsFor(reader).customerList.notHere);
  const { tickets, count } = await store.customers.openTickets({
    ...(of.kind === 'mine' && { owner: person.id }),
    ...(of.kind === 'colleague' && { owner: of.person.id }),
    ...(of.kind === 'department' && { department: of.department }),
    ...(of.kind === 'customer' && { customer: of.id }),
    only,
    now,
    limit: LISTED,
  });
  await audit({
    action: 'look-up',
    customer: of.kind === 'customer' ? of.id : null,
    detail: { shown: 'tickets', of: of.kind, count: tickets.length },
  });
  return { kind: 'answer', view: openTicketsCard({ of, only, tickets, count, reader }) };
}

type Of =
  | Exclude<TicketsOf, { kind: 'customer' }>
  | { kind: 'customer'; id: CustomerId; name: string };
type OfOrReply = Of | Extract<WhoseRead, { kind: 'reply' }>;

/** `isPart`: a part of the tickets is asked for, which a customer's own answer does not show apart. */
async function ticketsOf(
  words: string,
  isPart: boolean,
  context: Context,
): Promise<OfOrReply | null> {
  if (words === '') return !isPart && (await customerHere(context)) ? null : { kind: 'everyone' };
  const read = await readWhose(
    words,
    {
      colleague: ({ email }) => press(sentenceShow, { command: 'tickets', typed: `@${email}` }),
      customer: (customer) => press(customerFactOf, { customer, fact: 'tickets' }),
    },
    context,
  );
  if (read.kind === 'reply') return read;
  if (read.kind === 'whose') return read.whose;
  return isPart ? ofCustomer(read.words, context) : null;
}

async function ofCustomer(words: string, context: Context): Promise<OfOrReply> {
  const which = await whichCustomer(words, context, {
    action: customerFactOf,
    label: 'show',
    orColleague: true,
  });
  if (which.kind === 'reply')
    return { kind: 'reply', reply: addButtonData(which.reply, { fact: 'tickets' }) };
  const name = await context.store.customers.name(which.id);
  if (name === null)
    throw new Problem('unknown-customer', stringsFor(context.reader).problem.unknownCustomer);
  return { kind: 'customer', id: which.id, name };
}
