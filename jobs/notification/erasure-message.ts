import { type ErasureCard, erasureCard } from '../../cards/erasure/card.ts';
import type { View } from '../../cards/view/view.ts';
import type { Erasure } from '../../crm/erasure/erasure.ts';
import { readErasure } from '../../crm/erasure/read.ts';
import type { Message } from '../../crm/notification/message.ts';
import type { Person } from '../../crm/person/person.ts';
import type { JobContext } from '../job.ts';

/** An erasure as this colleague reads it. */
export async function erasureCardFor(
  erasure: Erasure,
  to: Person,
  context: JobContext,
): Promise<ErasureCard> {
  const read = await readErasure(erasure, context);
  return { ...read, isOwn: erasure.askedBy === to.id, reader: context.readerOf(to) };
}

/** Redraws what a colleague was asked, by what became of it. */
export async function erasureNow(
  { to }: Pick<Message, 'to'>,
  erasure: Erasure,
  context: JobContext,
): Promise<View | null> {
  const person = to.kind === 'person' ? await context.store.people.get(to.person) : null;
  return person && erasureCard(await erasureCardFor(erasure, person, context));
}
