import { z } from 'zod';
import type { PersonId } from '../crm/person/person.ts';
import type { Store } from '../crm/store/store.ts';

const Via = z.looseObject({ via: z.string().max(150) });

/** Separates a button's own data from the name of the message that it stood on. */
export function splitVia(data: unknown): { data: unknown; via: string | null } {
  const parsed = Via.safeParse(data);
  if (!parsed.success) return { data, via: null };
  const { via, ...rest } = parsed.data;
  return { data: rest, via };
}

/** Remembers that somebody acted on what they were told: the first time. False where it was not told to them: what a client sends is not believed. */
export async function recordReaction(
  { messages }: Pick<Store, 'messages'>,
  { via, person, now }: { via: string; person: PersonId; now: Date },
): Promise<boolean> {
  const message = await messages.get(via);
  const isTheirs = message?.to.kind === 'person' && message.to.person === person;
  if (isTheirs && !message.actedAt) await messages.markActed(via, now);
  return isTheirs;
}
