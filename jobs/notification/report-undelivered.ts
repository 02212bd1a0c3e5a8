import { undeliveredCard } from '../../cards/notification/undelivered-card.ts';
import { stringsFor } from '../../cards/strings.ts';
import type { Handoff } from '../../crm/handoff/handoff.ts';
import type { UndeliveredReason } from '../../crm/notification/jobs.ts';
import type { Message } from '../../crm/notification/message.ts';
import { type WorkReference, workOf } from '../../crm/notification/message-subject.ts';
import { putTo, senderOf } from '../../crm/notification/undelivered.ts';
import { administratorFor } from '../../crm/person/administrator.ts';
import type { DepartmentId, Person } from '../../crm/person/person.ts';
import { isAdministrator } from '../../crm/policy/policy.ts';
import type { JobContext } from '../job.ts';

/** Tells the sender, once, that a message did not reach its colleague; a message to several, once it reached none. */
export async function tellSender(
  message: Message,
  why: UndeliveredReason,
  context: JobContext,
): Promise<void> {
  const { store } = context;
  const subject = workOf(message.subject);
  const sender = message.pressing ? await senderOf(message, store) : null;
  if (!subject || !sender || message.to.kind !== 'person' || message.to.person === sender) return;
  const [person, receiver, customer] = await Promise.all([
    store.people.get(sender),
    store.people.get(message.to.person),
    message.customerId && store.customers.name(message.customerId),
  ]);
  if (!person?.active || !receiver || !message.customerId || !customer) return;
  const handoff = subject.kind === 'handoff' ? await store.handoffs.get(subject.id) : null;
  const several = await severalOf(message, handoff, context);
  if (several?.heard) return;
  await tell(
    {
      message,
      subject,
      sender: person,
      receiver,
      customer: { id: message.customerId, name: customer },
      why,
      handoff,
      several,
    },
    context,
  );
}

interface Several {
  department: DepartmentId | null;
  /** It reached somebody, or still may. */
  heard: boolean;
}

/** Null where it was put to this one alone. */
async function severalOf(
  message: Message,
  handoff: Handoff | null,
  { store }: JobContext,
): Promise<Several | null> {
  const department =
    handoff?.holder === null && handoff.to.kind === 'department' ? handoff.to.department : null;
  const members =
    department === null
      ? []
      : (await store.people.all())
          .filter((one) => one.department === department)
          .map(({ id }) => id);
  const told = await putTo(message, members, store);
  return told.length > 1
    ? { department, heard: told.some(({ state }) => state !== 'failed' && state !== 'muted') }
    : null;
}

interface Telling {
  message: Message;
  subject: WorkReference;
  sender: Person;
  receiver: Person;
  customer: { id: NonNullable<Message['customerId']>; name: string };
  why: UndeliveredReason;
  handoff: Handoff | null;
  several: Several | null;
}

/** Nobody sends this one, so that nothing more is told where it fails in its turn. */
async function tell({ message, sender, ...told }: Telling, context: JobContext): Promise<void> {
  const { subject, receiver, customer, several, why } = told;
  const reader = context.readerOf(sender);
  const linked = why === 'unreachable' && !several;
  const administrator =
    linked && !isAdministrator(sender) ? await administratorFor(context.store, sender.id) : null;
  // Of several that fail at the same moment, each may be the last.
  const key = `untold:${subject.kind}:${subject.id}:${several ? 'all' : receiver.id}`;
  const view = undeliveredCard({
    ...told,
    key,
    passable: told.handoff?.state === 'offered',
    links: linked && isAdministrator(sender),
    administrator,
    reader,
  });
  await context.store.commit(
    [
      {
        kind: 'message',
        message: {
          key,
          subject: { ...subject, role: 'undelivered', version: null },
          to: { kind: 'person', person: sender.id },
          kind: message.kind,
          customerId: customer.id,
          line: view.title,
          why: stringsFor(reader).undelivered.why,
          view,
          pressing: false,
          sender: null,
        },
      },
    ],
    context.now(),
  );
}
