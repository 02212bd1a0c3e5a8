import { z } from 'zod';
import type { WriteBack } from './changes.ts';
import type { PersonId } from './person.ts';
import type { Store } from './store.ts';
import { defineJobKind } from './queue.ts';

/** Brings the CRM up to what a write-back with this key asks for. */
export const writeBackJob = defineJobKind('write-back', z.object({ key: z.string() }));

/** Whose words they are that go to the CRM; null where they are gone. */
export async function authorOf(
  { subject }: Pick<WriteBack, 'subject'>,
  store: Pick<Store, 'notes' | 'tasks' | 'handoffs'>,
): Promise<PersonId | null> {
  if (subject.kind === 'owner') return subject.person;
  if (subject.kind === 'note') return (await store.notes.get(subject.id))?.authorId ?? null;
  return (
    (await store.tasks.get(subject.id))?.createdBy ??
    (await store.handoffs.get(subject.id))?.from ??
    null
  );
}
