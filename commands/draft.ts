import { wordsFor } from '../cards/words.ts';
import type { CustomerId } from '../crm/customer.ts';
import type { Draft } from '../crm/desk.ts';
import { Problem } from '../crm/problem.ts';
import type { Context } from './command.ts';
import { splitCustomer } from './customer-words.ts';

const TRIED = 8;

/** The message from which this person began; nobody else's. */
export async function draftOf(id: string, { store, person, reader }: Context): Promise<Draft> {
  const draft = await store.desk.draft(id);
  if (!draft || draft.person !== person.id) throw new Problem('draft-gone', wordsFor(reader).task.problem.draftGone);
  return draft;
}

/** Whose room the message stands in, whose name the channel bears, or whose name, domain or address it says. */
export async function likelyCustomer({ place, origin }: Draft, { store }: Context): Promise<CustomerId | null> {
  const room = await store.desk.room(place);
  if (room) return room.customerId;
  const channel = place.kind === 'channel' && place.name ? [place.name.replace(/^#/, '').replace(/[-_]+/g, ' ')] : [];
  const said = origin.messages.map(({ words }) => words.slice(0, 2000));
  const addresses = said.flatMap((words) => words.match(/[\p{L}\p{N}._%+-]*@?[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.\p{L}{2,}/gu) ?? []);
  // An address that nobody knows may still be of a domain that somebody has.
  const domains = addresses.flatMap((address) => [address, ...(address.includes('@') ? [address.replace(/^.*@/, '')] : [])]);
  const names = said.flatMap((words) => words.match(/\p{Lu}[\p{L}\p{N}&'’-]*(?:\s+\p{Lu}[\p{L}\p{N}&'’-]*){0,3}/gu) ?? []);
  for (const name of [...new Set([...channel, ...domains, ...names])].slice(0, TRIED)) {
    const { customer } = await splitCustomer(name, { store });
    const [found] = await store.customers.find(customer, 1);
    if (found?.exact) return found.customer.id;
  }
  return null;
}
