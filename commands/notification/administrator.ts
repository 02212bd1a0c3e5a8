import type { z } from 'zod';
import { targetName } from '../../cards/note/target-name.ts';
import type { messagesAdministrator } from '../../cards/notification/actions.ts';
import {
  administratorMessageCard,
  refusedWriteCard,
  unreachedCard,
} from '../../cards/notification/administrator-card.ts';
import { stringsFor } from '../../cards/strings.ts';
import type { View } from '../../cards/view/view.ts';
import { auditLine } from '../../crm/audit/audit-line.ts';
import type { CustomerId } from '../../crm/customer/customer.ts';
import { noteText, readsNote } from '../../crm/note/rules.ts';
import type { WriteBack, WriteBackState } from '../../crm/note/write-back.ts';
import { authorOf, findTarget, writtenThing } from '../../crm/note/write-back.ts';
import type { MessageSubject } from '../../crm/notification/message-subject.ts';
import { administratorFor } from '../../crm/person/administrator.ts';
import type { Person, PersonId } from '../../crm/person/person.ts';
import { accessOf, isAdministrator } from '../../crm/policy/policy.ts';
import { Problem } from '../../crm/problem.ts';
import type { Context, Reply } from '../command.ts';

/** Asks an administrator for help: the reason, and words only as far as they may read them. Once for one thing. */
export async function tellAdministrator(
  asked: z.infer<typeof messagesAdministrator.data>,
  context: Context,
): Promise<Reply> {
  const { store, person, reader, now } = context;
  const to = await administrator(asked.to, context);
  const told =
    'writeBack' in asked
      ? await refused(asked.writeBack, to, context)
      : await unreached(asked.unreached, to, context);
  const detail = { administrator: to.id, about: told.key };
  await store.commit(
    [
      {
        kind: 'message',
        message: {
          key: `help:${told.key}:${to.id}`,
          subject: told.subject,
          to: { kind: 'person', person: to.id },
          kind: 'mention',
          customerId: told.customer,
          line: told.view.title,
          why: stringsFor(context.readerOf(to)).undelivered.administrator.why(person.name),
          view: told.view,
          pressing: true,
        },
      },
      auditLine({ action: 'mention', customer: told.customer, detail }, context),
    ],
    now,
  );
  return {
    kind: 'answer',
    view: administratorMessageCard({
      name: to.name,
      customer: told.customer,
      back: asked.back ?? null,
      reader,
    }),
  };
}

interface Told {
  key: string;
  subject: MessageSubject;
  customer: CustomerId | null;
  view: View;
}

/** The administrator whom the button names, while they still are one; else another. */
async function administrator(
  named: PersonId | undefined,
  { store, person, reader }: Context,
): Promise<Person> {
  const meant = named ? await store.people.get(named) : null;
  const found =
    meant?.active && isAdministrator(meant) ? meant : await administratorFor(store, person.id);
  if (!found)
    throw new Problem('no-administrator', stringsFor(reader).undelivered.administrator.nobody);
  return found;
}

async function refused(key: string, to: Person, context: Context): Promise<Told> {
  const { store, person, reader, readerOf } = context;
  const { already } = stringsFor(reader).undelivered.administrator;
  const asked = await store.writeBacks.get(key);
  if (asked?.state !== 'failed' || (await authorOf(asked, store)) !== person.id)
    throw new Problem('not-refused', already);
  const customer = {
    id: asked.customerId,
    name: (await store.customers.name(asked.customerId)) ?? '',
  };
  const view = refusedWriteCard({
    customer,
    by: person,
    what: asked.subject.kind,
    system: targetName(await findTarget(asked, context), stringsFor(readerOf(to))),
    fault: asked.fault ?? '',
    words: await wordsOf(asked, to, context),
    reader: readerOf(to),
  });
  const thing = await writtenThing(asked, store);
  return { key, subject: { ...thing, role: 'help' }, customer: asked.customerId, view };
}

/** The author's words, where the administrator may read them anyway. */
async function wordsOf(
  { subject }: WriteBack & WriteBackState,
  to: Person,
  { store, person }: Context,
): Promise<string | null> {
  if (subject.kind === 'owner' || subject.kind === 'stage') return null;
  if (subject.kind === 'task') return (await store.tasks.get(subject.id))?.what ?? null;
  const note = await store.notes.get(subject.id);
  return note && !note.deletedAt && readsNote(accessOf(to), note, person) ? noteText(note) : null;
}

async function unreached(
  id: PersonId,
  to: Person,
  { store, person, reader, readerOf }: Context,
): Promise<Told> {
  const colleague = await store.people.get(id);
  if (!colleague?.active)
    throw new Problem('gone-colleague', stringsFor(reader).people.problem.gone);
  return {
    key: `unreached:${id}`,
    subject: { kind: 'person', id, role: 'help', version: null },
    customer: null,
    view: unreachedCard({ colleague, by: person.name, reader: readerOf(to) }),
  };
}
