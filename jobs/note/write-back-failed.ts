import { targetName } from '../../cards/note/target-name.ts';
import { writeBackFailedCard } from '../../cards/note/write-back-card.ts';
import { stringsFor } from '../../cards/strings.ts';
import type { Target } from '../../crm/note/target-connector.ts';
import type { WriteBack } from '../../crm/note/write-back.ts';
import { authorOf, writtenThing } from '../../crm/note/write-back.ts';
import { administratorFor } from '../../crm/person/administrator.ts';
import type { PersonId } from '../../crm/person/person.ts';
import { isAdministrator } from '../../crm/policy/policy.ts';
import type { JobContext } from '../job.ts';

export interface Failure {
  target: Target;
  fault: string;
  /** The colleague in whose name it was to be written; null: as Rapport. */
  asPerson?: PersonId | null;
}

/** The author hears, once, that it did not get into the system and why. */
export async function tellAuthor(
  asked: WriteBack,
  { target, fault, asPerson = null }: Failure,
  { store, now, readerOf }: JobContext,
): Promise<void> {
  const { key, customerId, subject } = asked;
  const [author, name] = await Promise.all([
    authorOf(asked, store),
    store.customers.name(customerId),
  ]);
  const person = author && (await store.people.get(author));
  if (!person?.active) return;
  const administrator = isAdministrator(person) ? null : await administratorFor(store, person.id);
  const reader = readerOf(person);
  const { crm: strings } = stringsFor(reader).note;
  const system = targetName(target, stringsFor(reader));
  const customer = { id: customerId, name: name ?? '' };
  await store.commit(
    [
      {
        kind: 'message',
        message: {
          key: `${key}:failed`,
          subject: { ...(await writtenThing(asked, store)), role: 'failed' },
          to: { kind: 'person', person: person.id },
          kind: subject.kind === 'task' ? 'task' : 'mention',
          customerId,
          pressing: false,
          line: strings.failedLine(customer.name, strings.subject[subject.kind], system),
          why: strings.why[subject.kind],
          view: writeBackFailedCard({
            customer,
            note: subject.kind === 'note' ? subject.id : null,
            what: strings.subject[subject.kind],
            system,
            fault,
            asRapport: asPerson === person.id ? key : null,
            help: administrator && { writeBack: key, to: administrator, back: `${key}:failed` },
            reader,
          }),
        },
      },
    ],
    now(),
  );
}
