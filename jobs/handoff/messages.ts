import { handoffCard, roleOf } from '../../cards/handoff/card.ts';
import { handoffEventNow } from '../../cards/handoff/event-card.ts';
import { aroundWords, type HandoffSummary } from '../../cards/handoff/lines.ts';
import {
  channelCard,
  hiddenHandoffCard,
  newsMessage,
  packetMessage,
} from '../../cards/handoff/messages.ts';
import { stringsFor } from '../../cards/strings.ts';
import type { Reader } from '../../cards/view/format.ts';
import { StoredView } from '../../cards/view/stored-view.ts';
import type { View } from '../../cards/view/view.ts';
import { mattersTo, standing, summarizeHandoff } from '../../crm/handoff/people.ts';
import type { Detour, Roster } from '../../crm/handoff/routing.ts';
import type { Message, NewMessage } from '../../crm/notification/message.ts';
import { isHandoffStep } from '../../crm/notification/message-subject.ts';
import type { Person } from '../../crm/person/person.ts';
import { accessOf, sees } from '../../crm/policy/policy.ts';
import type { Change } from '../../crm/store/change.ts';
import { accessOfPlace } from '../../crm/win/redact.ts';
import type { JobContext } from '../job.ts';

/** A handoff as it is now, with its names; null where it or its customer is gone. */
export async function loadHandoff(
  id: string,
  { store, readerOf }: Pick<JobContext, 'store' | 'readerOf'>,
): Promise<HandoffSummary | null> {
  const handoff = await store.handoffs.get(id);
  const customer = handoff && (await store.customers.name(handoff.customerId));
  return handoff && customer !== null
    ? summarizeHandoff(handoff, { customer, people: await store.people.all() }, { store, readerOf })
    : null;
}

/** As its receiver gets it. */
export async function packetTo(
  person: Person,
  said: HandoffSummary,
  { around, context }: { around: readonly Detour[]; context: JobContext },
): Promise<NewMessage> {
  const reader = context.readerOf(person);
  const matters = await mattersTo(
    accessOf(person),
    said.handoff.customerId,
    context.store,
    context.now(),
  );
  return packetMessage(said, {
    person,
    reader,
    oversees: standing(said.handoff, said.department, person).oversees,
    matters,
    around: aroundWords(around, said, reader) || null,
  });
}

/** That it is late, or what the clock did about it. */
export function newsTo(
  person: Person,
  said: HandoffSummary,
  {
    words,
    why,
    pressing = true,
    context,
  }: {
    words: (reader: Reader) => string;
    why: (reader: Reader) => string;
    pressing?: boolean;
    context: JobContext;
  },
): NewMessage {
  const reader = context.readerOf(person);
  const stands = standing(said.handoff, said.department, person);
  return newsMessage(said, {
    person,
    reader,
    role: roleOf(said, stands),
    oversees: stands.oversees,
    news: words(reader),
    words: null,
    why: why(reader),
    pressing,
  });
}

/** Redraws a message of a handoff as things are now; null where the message is up to date. */
export async function handoffNow(
  message: Message,
  said: HandoffSummary,
  context: JobContext,
): Promise<View | null> {
  const { subject, to } = message;
  if (subject.version === said.handoff.version) return null;
  return to.kind === 'place'
    ? inPlace(message, to.place, { said, context })
    : forPerson(message, await context.store.people.get(to.person), { said, context });
}

/** An event stays the line that it was; the packet says how things stand. */
async function forPerson(
  message: Message,
  person: Person | null,
  { said, context: { store, now, readerOf } }: { said: HandoffSummary; context: JobContext },
): Promise<View | null> {
  if (!person) return null;
  const stands = standing(said.handoff, said.department, person);
  const role = roleOf(said, stands);
  const reader = readerOf(person);
  if (isHandoffStep(message.subject))
    return handoffEventNow(
      { line: message.line, view: StoredView.parse(message.view) },
      { ...said, role, oversees: stands.oversees, reader },
    );
  const matters =
    role === 'receiver' || role === 'holder'
      ? await mattersTo(accessOf(person), said.handoff.customerId, store, now())
      : null;
  return handoffCard({
    ...said,
    role,
    oversees: stands.oversees,
    matters,
    reader,
  });
}

async function inPlace(
  message: Message,
  place: Extract<Message['to'], { kind: 'place' }>['place'],
  { said, context }: { said: HandoffSummary; context: JobContext },
): Promise<View> {
  const { store, audience, now, reader } = context;
  const [settings, readers] = await Promise.all([
    store.channels.get({ platform: place.platform, tenant: place.tenant, channel: place.id }),
    audience(place),
  ]);
  const access = accessOfPlace(readers, settings);
  if (!sees(access, 'identity')) return hiddenHandoffCard(reader());
  return channelCard(said, {
    reader: reader(),
    matters: await mattersTo(access, said.handoff.customerId, store, now()),
    late: isHandoffStep(message.subject),
  });
}

/** A word to the giver, who promised the customer something. */
export const toGiver = (
  said: HandoffSummary,
  { people }: Roster,
  {
    context,
    words,
    pressing = true,
  }: { context: JobContext; words: (reader: Reader) => string; pressing?: boolean },
): Change[] =>
  people
    .filter(({ id, active }) => active && id === said.handoff.from)
    .map((giver) => ({
      kind: 'message',
      message: newsTo(giver, said, {
        words,
        why: (reader) => stringsFor(reader).handoff.whyYou.giver,
        pressing,
        context,
      }),
    }));
