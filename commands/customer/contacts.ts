import { customerContacts } from '../../cards/customer/actions.ts';
import { CommandInput, defineCommand, inputText } from '../command.ts';
import { whichCustomer } from '../parse/which-customer.ts';
import { showCustomer } from './command.ts';
import { contactsAt } from './people-there.ts';

/** The people at a customer, with phone and e-mail where the reader may see them. */
export const contacts = defineCommand({
  name: 'contacts',
  usage: 'contacts <customer>',
  summary: 'The people at a customer, with their phone numbers and e-mail addresses',
  examples: ['contacts halden', 'people at halden'],
  phrases: [
    'who do|should|can i call|ring|phone|email|write|contact at {customer}',
    'people|contacts|everybody at|of|from|for {customer}',
    'the|all|our people|contacts at|of|from|for {customer}',
    'who works at|for {customer}',
    'who do we know at {customer}',
    'who is [the|our] decision|main|key maker|contact|person at|of|for {customer}',
    'who is the|our|my contact [person] at|of|for {customer}',
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
});
