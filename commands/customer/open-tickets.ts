import { customerFactOf } from '../../cards/customer/actions.ts';
import { openTicketsCard, type TicketsOf } from '../../cards/customer/open-tickets-card.ts';
import { sentenceShow } from '../../cards/sentence/actions.ts';
import { stringsFor } from '../../cards/strings.ts';
import { press } from '../../cards/view/action.ts';
import { sees } from '../../crm/policy/policy.ts';
import { Problem } from '../../crm/problem.ts';
import type { Context, Reply } from '../command.ts';
import { customerHere } from '../parse/customer-here.ts';
import { readWhose, type WhoseRead } from '../parse/whose.ts';

const LISTED = 20;

/** Open tickets across customers: all, one's own, a department's, a colleague's; null where the words name a customer. */
export async function openTickets(words: string, context: Context): Promise<Reply | null> {
  const of = await ticketsOf(words, context);
  if (!of || of.kind === 'reply') return of?.reply ?? null;
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

async function ticketsOf(
  words: string,
  context: Context,
): Promise<TicketsOf | Extract<WhoseRead, { kind: 'reply' }> | null> {
  if (words.trim() === '') return (await customerHere(context)) ? null : { kind: 'everyone' };
  const read = await readWhose(
    words,
    {
      colleague: ({ email }) => press(sentenceShow, { command: 'tickets', typed: `@${email}` }),
      customer: (customer) => press(customerFactOf, { customer, fact: 'tickets' }),
    },
    context,
  );
  if (read.kind === 'reply') return read;
  return read.kind === 'whose' ? read.whose : null;
}
