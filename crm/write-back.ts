import { z } from 'zod';
import type { WriteBack } from './changes.ts';
import type { Desk } from './desk.ts';
import type { PersonId } from './person.ts';
import { defineJobKind } from './queue.ts';

/** Brings the CRM up to what a write-back with this key asks for. */
export const writeBackJob = defineJobKind('write-back', z.object({ key: z.string() }));

/** Whose words they are that go to the CRM; null where they are gone. */
export async function authorOf(
  { subject }: Pick<WriteBack, 'subject'>,
  desk: Desk,
): Promise<PersonId | null> {
  if (subject.kind === 'owner') return subject.person;
  if (subject.kind === 'note') return (await desk.note(subject.id))?.authorId ?? null;
  return (await desk.task(subject.id))?.createdBy ?? (await desk.handoff(subject.id))?.from ?? null;
}
