import type { Filed } from '../../cards/note/card.ts';
import type { CustomerId } from '../../crm/customer/customer.ts';
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
  const [first] = await store.customers.find(said, 1);
  return first?.exact && first.customer.id === customer ? null : { kind: 'guessed', said };
}
