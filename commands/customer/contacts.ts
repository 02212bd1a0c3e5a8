import { customerContacts } from '../../cards/customer/actions.ts';
import { contactsCard } from '../../cards/customer/contacts-card.ts';
import { stringsFor } from '../../cards/strings.ts';
import type { CustomerId } from '../../crm/customer/customer.ts';
import { redact, sees } from '../../crm/policy/policy.ts';
import { Problem } from '../../crm/problem.ts';
import {
  CommandInput,
  type Context,
  defineCommand,
  inputText,
  on,
  type Reply,
} from '../command.ts';
import { whichCustomer } from '../parse/which-customer.ts';
import { showCustomer } from './command.ts';

/** The people at a customer, with phone and e-mail where the reader may see them. */
export const contacts = defineCommand({
  name: 'contacts',
  usage: 'contacts <customer>',
  summary: 'The people at a customer, with their phone numbers and e-mail addresses',
  examples: ['contacts halden', 'people at halden'],
  phrases: [
    'people|contacts|everybody at|of|from|for {customer}',
    'the|all|our people|contacts at|of|from|for {customer}',
    'who works at|for {customer}',
    'who do we know at {customer}',
    'who is [the|our] decision|main|key maker|contact|person at|of|for {customer}',
    'who decides|signs at|for {customer}',
    'who are the|our people|contacts at|of|for {customer}',
    '{customer} contacts|people',
  ],
  readsOnly: true,
  args: CommandInput,
  async run(input, context) {
    const typed = inputText(input).replace(/[?!.]+$/, '');
    // A customer may be called Contacts Ltd.
    const whole = await context.store.customers.named(`contacts ${typed}`);
    if (whole) return showCustomer(whole, context);
    const which = await whichCustomer(typed, context, { action: customerContacts, label: 'show' });
    return which.kind === 'one' ? contactsAt(which.id, 0, context) : which.reply;
  },
  actions: [
    on(customerContacts, async ({ customer, skip }, context) =>
      contactsAt(customer, skip, context),
    ),
  ],
});

/** A page of the people there; the look is audited. */
export async function contactsAt(id: CustomerId, skip: number, context: Context): Promise<Reply> {
  const { store, person, access, now, reader } = context;
  const seen = await store.customers.overview(id, person.id, access, now);
  if (!seen) throw new Problem('unknown-customer', stringsFor(reader).problem.unknownCustomer);
  const { customer } = redact(seen, access);
  const found = await store.customers.contacts(id);
  await context.audit({
    action: 'look-up',
    customer: id,
    detail: { shown: 'contacts', count: found.length },
  });
  return {
    kind: 'answer',
    view: contactsCard({
      customer,
      contacts: found,
      details: sees(access, 'contactDetails'),
      skip,
      reader,
    }),
  };
}
