import type { View } from '../../cards/view/view.ts';
import { winTakenBackCard } from '../../cards/win/thanks-card.ts';
import type { Message } from '../../crm/notification/message.ts';
import type { Win } from '../../crm/win/win.ts';
import type { JobContext } from '../job.ts';

/** Redraws thanks for a win that was retracted; null while it stands. */
export async function winNow(
  { to }: Pick<Message, 'to'>,
  win: Win,
  { store, readerOf }: JobContext,
): Promise<View | null> {
  if (to.kind !== 'person' || win.state !== 'retracted') return null;
  const [person, name] = await Promise.all([
    store.people.get(to.person),
    store.customers.name(win.customerId),
  ]);
  return (
    person &&
    winTakenBackCard({
      customer: { id: win.customerId, name: name ?? '' },
      reader: readerOf(person),
    })
  );
}
