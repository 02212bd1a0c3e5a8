import type { z } from 'zod';
import { forgetShow } from '../../cards/erasure/actions.ts';
import { provenCard, whichContactCard } from '../../cards/erasure/list.ts';
import { stringsFor } from '../../cards/strings.ts';
import type { ErasureAbout } from '../../crm/erasure/erasure.ts';
import { emailOf } from '../../crm/matching/addresses.ts';
import { fold } from '../../crm/matching/names.ts';
import { Problem } from '../../crm/problem.ts';
import type { ErasableContact } from '../../crm/store/erasures.ts';
import type { Context, Reply } from '../command.ts';
import { LONGEST, whichCustomer } from '../parse/which-customer.ts';

/** A customer or a contact, as a button names it. */
export type ErasureTarget = z.output<typeof forgetShow.data>;

/** As many people of one name as are offered. */
const MOST = 10;

/** Finds the one that the words mean: a customer of this very name, else a contact, else a customer; or the reply that asks. */
export async function whomToErase(
  words: string,
  context: Context,
): Promise<ErasureTarget | { reply: Reply }> {
  const { store, reader } = context;
  const short = words.slice(0, LONGEST);
  const named = await store.customers.named(short);
  const name = named && (await store.customers.name(named));
  if (named && name && fold(name) === fold(short)) return { customer: named };
  const contacts = await store.erasures.contacts(short, MOST);
  const [contact, ...others] = contacts;
  if (contact && others.length === 0) return targetOf(contact);
  if (contact)
    return { reply: { kind: 'answer', view: whichContactCard(short, contacts, reader) } };
  const proven = named ? [] : await store.erasures.proven(short);
  if (proven.length > 0) {
    const names = await namesOfColleagues(context);
    const view = provenCard({ name: short, erasures: proven, names, reader });
    return { reply: { kind: 'answer', view } };
  }
  // An address in a customer's domain is not the whole customer.
  const address = emailOf(short);
  if (address !== null)
    throw new Problem('no-contact', {
      ...stringsFor(reader).erasure.noContact(address),
      reopens: false,
    });
  const which = await whichCustomer(words, context, { action: forgetShow, label: 'forget' });
  return which.kind === 'reply' ? which : { customer: which.id };
}

function targetOf({ contacts: [first] }: ErasableContact): ErasureTarget {
  if (!first) throw new Error('A contact without a row');
  return { customer: first.customerId, source: first.source, contact: first.externalId };
}

export const namesOfColleagues = async ({
  store,
}: Pick<Context, 'store'>): Promise<Map<string, string>> =>
  new Map((await store.people.all()).map(({ id, name }) => [id, name]));

/** Describes an erasure of this. Throws `Problem` where it is gone. */
export async function aboutOf(
  { customer, source, contact }: ErasureTarget,
  { store, reader }: Context,
): Promise<ErasureAbout> {
  if (source !== undefined && contact !== undefined) {
    const key = { customerId: customer, source, externalId: contact };
    const found = await store.erasures.contact(key);
    if (found) {
      const { contacts, customers, name, email } = found;
      return {
        customerId: null,
        contacts: [...contacts],
        name,
        email,
        customers: [...customers],
        terms: null,
      };
    }
  } else {
    const name = await store.customers.name(customer);
    if (name !== null) return { customerId: customer, contacts: [], name, terms: null };
  }
  throw new Problem('gone', { ...stringsFor(reader).erasure.gone, reopens: false });
}
