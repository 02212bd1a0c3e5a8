import type { Filed } from '../../cards/note/card.ts';
import type { CustomerId } from '../../crm/customer/customer.ts';
import { nameWords } from '../../crm/matching/names.ts';
import type { Match } from '../../crm/store/customers.ts';
import type { Context } from '../command.ts';
import { customerHere } from '../parse/customer-here.ts';

/** Where the note may stand with another customer than was meant: by a name that was spelt otherwise, or in the room of another one. */
export async function filedAs(
  { customer, said }: { customer: CustomerId; said: string | null },
  context: Context,
): Promise<Filed | null> {
  if (said === null) return null;
  const { store } = context;
  const room = await customerHere(context);
  const name = room && room !== customer ? await store.customers.name(room) : null;
  if (room && name) return { kind: 'room', here: { id: room, name } };
  const [first, second] = await store.customers.find(said, 2);
  if (first?.exact && first.customer.id === customer) return null;
  const isAlone = !second || (hasWords(said, first) && !hasWords(said, second));
  return { kind: 'guessed', said, amongSeveral: !isAlone };
}

/** `halden` is a word of Halden Logistics, and only looks like one of Mainstahl Handel. */
function hasWords(said: string, match: Match | undefined): boolean {
  const words = nameWords(match?.customer.name ?? '');
  return nameWords(said).every((word) => words.includes(word));
}
