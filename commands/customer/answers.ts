import { customerFactOf } from '../../cards/customer/actions.ts';
import {
  invoicesCard,
  ownerCard,
  renewalCard,
  ticketsCard,
} from '../../cards/customer/answer-cards.ts';
import { stringsFor } from '../../cards/strings.ts';
import type { View } from '../../cards/view/view.ts';
import type { CustomerId } from '../../crm/customer/customer.ts';
import { redact, sees } from '../../crm/policy/policy.ts';
import { Problem } from '../../crm/problem.ts';
import type { Overview } from '../../crm/store/customers.ts';
import {
  type Command,
  CommandInput,
  type Context,
  defineCommand,
  inputText,
  on,
  type Phrase,
  type Reply,
} from '../command.ts';
import { addButtonData } from '../parse/customer-phrase.ts';
import { LONGEST, whichCustomer } from '../parse/which-customer.ts';
import { showCustomer } from './command.ts';
import { openTickets } from './open-tickets.ts';

type Answer = (overview: Overview, context: Context) => View;

/** Each question about one customer that has a short answer. */
const ANSWERS = {
  owner: (overview, { person, reader }) => ownerCard(overview, { me: person.id }, reader),
  renewal: (overview, { reader }) => renewalCard(overview, reader),
  tickets: (overview, { reader }) => ticketsCard(overview, reader),
  invoices: (overview, { access, reader }) =>
    invoicesCard(overview, { sees: sees(access, 'invoices') }, reader),
} satisfies Record<string, Answer>;

export type AnswerName = keyof typeof ANSWERS;

/** A command that answers one question about a customer in its first line. */
const answerCommand = (
  name: AnswerName,
  {
    across,
    ...spec
  }: {
    summary: string;
    phrases: readonly (string | Phrase)[];
    usage?: string;
    examples?: readonly string[];
    aliases?: readonly string[];
    /** Answers for all customers; null where the words name one. */
    across?: (words: string, context: Context) => Promise<Reply | null>;
  },
): Command =>
  defineCommand({
    name,
    usage: `${name} <customer>`,
    examples: [`${name} acme industries`],
    readsOnly: true,
    args: CommandInput,
    ...spec,
    async run(typed, context) {
      const named = inputText(typed).replace(/\?+$/, '');
      // A customer may be called Owner Ltd.
      const whole = await context.store.customers.named(`${name} ${named}`.slice(0, LONGEST));
      if (whole) return showCustomer(whole, context);
      const all = await across?.(typed.people[0] ? `@${typed.people[0]}` : named, context);
      if (all) return all;
      const which = await whichCustomer(named, context, {
        action: customerFactOf,
        label: 'show',
        ...(across && { orColleague: true as const }),
      });
      if (which.kind === 'one') return answer(name, which.id, context);
      return addButtonData(which.reply, { fact: name });
    },
    actions:
      name === 'owner'
        ? [on(customerFactOf, ({ customer, fact }, context) => answer(fact, customer, context))]
        : [],
  });

async function answer(name: AnswerName, customer: CustomerId, context: Context): Promise<Reply> {
  const seen = await context.look(customer);
  if (!seen)
    throw new Problem('unknown-customer', stringsFor(context.reader).problem.unknownCustomer);
  return { kind: 'answer', view: ANSWERS[name](redact(seen, context.access), context) };
}

export const owner = answerCommand('owner', {
  summary: 'Who answers for a customer, and who leads in each department',
  phrases: [
    'who owns|has|manages|runs|covers|handles|leads {customer}',
    'who looks after {customer}',
    'who is (responsible|in charge|accountable) for|of {customer}',
    'who is the owner|csm|manager|lead|rep [person] of|for|at {customer}',
    'who is the (account|customer success|key account|relationship) manager|owner|rep of|for|at {customer}',
    'who is looking after|handling|managing|covering {customer}',
    'who takes care of {customer}',
    'who is on {customer} [today|now|this week]',
    'who do|should i ask|talk|speak|turn|go [to] about|for|regarding {customer}',
    'whose customer|account is {customer}',
    'owner of|for {customer}',
    'the|our (account|customer success|key account) manager|owner|rep of|for|at {customer}',
    'the owner of|for {customer}',
    '{customer} owner',
    'who works on|with {customer}',
    'who is working on|with {customer}',
    'does anybody|anyone own|have|manage|cover {customer}',
    'is anybody|anyone looking after {customer}',
    'who is our person at|for {customer}',
    'who can|could help [me|us] with {customer}',
    'who knows {customer} [best]',
  ],
});

export const renewal = answerCommand('renewal', {
  summary: 'When a customer renews',
  aliases: ['renews'],
  phrases: [
    'when does|do|will {customer} renew',
    'when is|are {customer} up for renewal',
    'when is|are {customer} renewing|due',
    'when is the renewal [date|day] of|for|at|with {customer}',
    'when is {customer} renewal',
    'when does the contract of|with {customer} end|expire|renew|run',
    'when does {customer} contract end|expire|renew',
    'when does {customer} expire',
    'the|next renewal [date|day] of|for {customer}',
    'renewal date|day of|for {customer}',
    'renewal of|for {customer}',
    '{customer} renewal [date|day]',
    'does {customer} renew {one=soon|this month|this quarter|this year}',
    'is {customer} renewing [soon]',
    'how long is {customer} contract',
  ],
});

export const tickets = answerCommand('tickets', {
  summary: 'The open tickets of a customer, of everybody, a department or a colleague',
  usage: 'tickets <customer> [or mine, all, a department, @colleague]',
  examples: ['tickets acme industries', 'tickets mine', 'tickets support'],
  across: openTickets,
  phrases: [
    {
      words: [
        'my [open] tickets|issues|cases',
        'which|what tickets|issues|cases are mine',
        'which|what tickets|issues|cases do i have [open]',
        'how many [open] tickets|issues|cases do i have [open]',
        'tickets assigned to me',
        'my oldest|newest tickets|issues|cases',
      ],
      typed: 'mine',
    },
    { words: ['our [open] tickets|issues|cases'], typed: 'ours' },
    { words: ['my urgent tickets|issues|cases'], typed: 'urgent mine' },
    { words: ['urgent tickets|issues|cases in|of|with {term}'], typed: 'urgent {term}' },
    {
      words: [
        '[the|all] urgent tickets|issues|cases',
        'which|what tickets|issues|cases are urgent',
      ],
      typed: 'urgent',
    },
    {
      words: [
        '[the|all] unassigned tickets|issues|cases',
        'tickets without [an] owner',
        'which|what tickets|issues|cases are unassigned',
      ],
      typed: 'unassigned',
    },
    {
      words: [
        'tickets|issues|cases of|for|in|by|with {term}',
        'oldest tickets|issues|cases in|of|with {term}',
        'how many [open] tickets|issues|cases are in|with {term}',
        'what|which tickets|issues|cases are with|in {term}',
        'tickets|issues|cases assigned to {term}',
      ],
      typed: '{term}',
    },
    {
      words: [
        '[all|the|any] open|unsolved|unresolved|pending tickets|issues|cases',
        'all [the] tickets',
        '[the|our] oldest|newest ticket',
        'what|which is the oldest|newest ticket',
        'oldest|newest tickets|issues|cases',
        'which|what tickets|issues|cases are oldest',
        'who has the oldest ticket',
        'which|what tickets|issues|cases are open|unsolved|unresolved',
        'how many tickets|issues|cases are [there] open',
        'how many open tickets|issues|cases are there',
        'how many open tickets|issues|cases do we have',
        'how many tickets|issues|cases do we have [open]',
        'are there [any] open tickets|issues|cases',
      ],
      typed: 'all',
    },
    'open|unsolved|unresolved|pending tickets|issues|cases|problems of|for|at|from|with {customer}',
    'the|any|all open|unsolved|unresolved|pending tickets|issues|cases|problems of|for|at|from|with {customer}',
    'list|show|get|give [me] [the|any|all] open|unsolved|unresolved|pending tickets|issues|cases|problems of|for|at|from|with {customer}',
    'which|what tickets|issues|cases are open at|for|with {customer}',
    'any tickets|issues|cases|problems open at|for|with {customer}',
    '{customer} open tickets|issues|cases',
    'open tickets|issues|cases {customer}',
    'how many [open] tickets|issues|cases does|do {customer} have [open]',
    'does|do {customer} have [any] open tickets|issues|cases',
    'are there [any] open tickets|issues|cases for|at|with|of {customer}',
    'what is broken at|for {customer}',
    'what problems|issues|tickets does|do {customer} have [open]',
  ],
});

export const invoices = answerCommand('invoices', {
  summary: 'The unpaid invoices of a customer',
  phrases: [
    'unpaid|open|late|overdue|outstanding invoices|bills of|for|at|from|with {customer}',
    'the|any|all unpaid|open|late|overdue|outstanding invoices|bills of|for|at|from|with {customer}',
    '{customer} unpaid|open|late|overdue|outstanding invoices|bills',
    'does|do {customer} owe us [anything|money]',
    'how much does|do {customer} owe [us]',
    'what does|do {customer} owe [us]',
    'has|have {customer} paid [us|everything|the invoice|their invoice]',
    'did {customer} pay [us|everything]',
    'which|what invoices of|from|at {customer} are unpaid|open|late|overdue|outstanding',
    'is|are {customer} late with paying|payments|payment',
  ],
});
