import { contactsCard } from '../../cards/customer/contacts-card.ts';
import { stringsFor } from '../../cards/strings.ts';
import type { CustomerId } from '../../crm/customer/customer.ts';
import { redact, sees } from '../../crm/policy/policy.ts';
import { Problem } from '../../crm/problem.ts';
import type { Context, Reply } from '../command.ts';

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
