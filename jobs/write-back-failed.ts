import { writeBackFailedCard } from '../cards/note-card.ts';
import { wordsFor } from '../cards/words.ts';
import type { WriteBack } from '../crm/changes.ts';
import type { PersonId } from '../crm/person.ts';
import type { JobContext } from './job.ts';

/** Whoever wrote it hears, once, that it did not get into the CRM and why. */
export async function tellAuthor({ key, customerId, subject }: WriteBack, fault: string, { store, crm, now, readerOf }: JobContext): Promise<void> {
  const [author, name] = await Promise.all([authorOf(subject, store), store.customers.name(customerId)]);
  const person = author && (await store.people.get(author));
  if (!person?.active || !crm) return;
  const reader = readerOf(person);
  const { crm: words } = wordsFor(reader).note;
  const customer = { id: customerId, name: name ?? '' };
  await store.desk.commit([{
    kind: 'message',
    message: {
      key: `${key}:failed`, to: { kind: 'person', person: person.id }, kind: subject.kind === 'task' ? 'task' : 'mention', customerId, pressing: false,
      line: words.failedLine(customer.name, words.subject[subject.kind], crm.name), why: words.why[subject.kind],
      view: writeBackFailedCard({ customer, note: subject.kind === 'note' ? subject.id : null, what: words.subject[subject.kind], system: crm.name, fault, reader }),
    },
  }], now());
}

async function authorOf(subject: WriteBack['subject'], { desk }: JobContext['store']): Promise<PersonId | null> {
  if (subject.kind === 'owner') return subject.person;
  return subject.kind === 'note' ? ((await desk.note(subject.id))?.authorId ?? null) : ((await desk.task(subject.id))?.createdBy ?? (await desk.handoff(subject.id))?.from ?? null);
}
