import { writeBackFailedCard } from '../../cards/note/write-back-card.ts';
import { stringsFor } from '../../cards/strings.ts';
import { authorOf, type WriteBack } from '../../crm/note/write-back.ts';
import { administratorFor } from '../../crm/person/administrator.ts';
import { isAdministrator } from '../../crm/policy/policy.ts';
import type { JobContext } from '../job.ts';

/** Tells the author, once, that it did not get into the CRM and why. */
export async function tellAuthor(
  asked: WriteBack,
  fault: string,
  { store, crm, now, readerOf }: JobContext,
): Promise<void> {
  const { key, customerId, subject } = asked;
  const [author, name] = await Promise.all([
    authorOf(asked, store),
    store.customers.name(customerId),
  ]);
  const person = author && (await store.people.get(author));
  if (!person?.active || !crm) return;
  const administrator = isAdministrator(person) ? null : await administratorFor(store, person.id);
  const reader = readerOf(person);
  const { crm: strings } = stringsFor(reader).note;
  const customer = { id: customerId, name: name ?? '' };
  await store.commit(
    [
      {
        kind: 'message',
        message: {
          key: `${key}:failed`,
          to: { kind: 'person', person: person.id },
          kind: subject.kind === 'task' ? 'task' : 'mention',
          customerId,
          pressing: false,
          line: strings.failedLine(customer.name, strings.subject[subject.kind], crm.name),
          why: strings.why[subject.kind],
          view: writeBackFailedCard({
            customer,
            note: subject.kind === 'note' ? subject.id : null,
            what: strings.subject[subject.kind],
            system: crm.name,
            fault,
            help: administrator && { writeBack: key, to: administrator, back: `${key}:failed` },
            reader,
          }),
        },
      },
    ],
    now(),
  );
}
