import type { Matters } from '../../crm/handoff/people.ts';
import type { NewMessage } from '../../crm/notification/message.ts';
import type { Person, PersonId } from '../../crm/person/person.ts';
import type { Place } from '../../crm/person/place.ts';
import { stringsFor } from '../strings.ts';
import { type Absent, absentWords } from '../task/messages.ts';
import { moment, type Reader } from '../view/format.ts';
import { departmentName } from '../view/names.ts';
import { text, type View } from '../view/view.ts';
import { type HandoffRole, handoffCard, handoffTitle } from './card.ts';
import { handoffEvent } from './event-card.ts';
import { type HandoffSummary, nameOf, receiverName } from './lines.ts';

/** Entries that are enough in a channel. */
const HERE = 3;

interface To {
  person: Person;
  reader: Reader;
}

/** The receiver's message: one per offer, so that a repeated step sends nothing twice. */
export function packetMessage(
  said: HandoffSummary,
  {
    person,
    reader,
    oversees,
    matters,
    around = null,
  }: To & { oversees: boolean; matters: Matters; around?: string | null },
): NewMessage {
  const { handoff, department } = said;
  const all = stringsFor(reader);
  const why =
    handoff.holder === null
      ? all.handoff.whyYou.department(nameOf(handoff.from, said), departmentName(department, all))
      : all.handoff.whyYou.offered(nameOf(handoff.from, said));
  return {
    ...base(said, person, 'packet'),
    line: handoffTitle({ ...said, role: 'receiver' }, reader),
    why,
    view: handoffCard({ ...said, role: 'receiver', oversees, reader, matters, around }),
    pressing: true,
  };
}

/** For who gave it: whoever accepted it is away when it is due. */
export function absentHandoffMessage(said: HandoffSummary, absent: Absent): NewMessage {
  const { giver, until, substitute, reader } = absent;
  const { handoff, customer } = said;
  const strings = stringsFor(reader).handoff.receipt.away(customer, absentWords(absent));
  return {
    key: `handoff:${handoff.id}:${handoff.version}:away:${until.toISOString()}:${giver.id}`,
    subject: { kind: 'handoff', id: handoff.id, role: 'away', version: handoff.version },
    to: { kind: 'person', person: giver.id },
    kind: 'handoff',
    customerId: handoff.customerId,
    line: strings,
    why: stringsFor(reader).handoff.whyYou.away,
    view: handoffEvent({ ...said, role: 'giver', reader, news: strings, substitute }),
    pressing: false,
  };
}

/** The same for all of a department at once, in its channel: whoever is first has it. Or that it is late by now. */
export function channelMessage(
  said: HandoffSummary,
  {
    place,
    reader,
    matters,
    around = null,
    late,
  }: { place: Place; reader: Reader; matters: Matters; around?: string | null; late: boolean },
): NewMessage {
  const { handoff, department } = said;
  const all = stringsFor(reader);
  const view = channelCard(said, { reader, matters, around, late });
  const role = late ? 'late' : 'channel';
  return {
    key: `handoff:${handoff.id}:${handoff.version}:${role}`,
    subject: { kind: 'handoff', id: handoff.id, role, version: handoff.version },
    to: { kind: 'place', place },
    kind: 'handoff',
    customerId: handoff.customerId,
    line: view.title,
    why: all.handoff.whyYou.channel(departmentName(department, all)),
    view,
    pressing: true,
  };
}

/** As everybody in the department's channel reads it: offered, or who has it. That it is late is one line more. */
export function channelCard(
  said: HandoffSummary,
  {
    reader,
    matters,
    around = null,
    late = false,
  }: { reader: Reader; matters: Matters | null; around?: string | null; late?: boolean },
): View {
  const isOffered = said.handoff.state === 'offered' && said.handoff.holder === null;
  const known =
    isOffered && matters ? { ...matters, entries: matters.entries.slice(0, HERE) } : null;
  const card = { ...said, role: isOffered ? ('receiver' as const) : ('other' as const), reader };
  return late
    ? handoffEvent({ ...card, news: lateWords(said, reader) })
    : handoffCard({ ...card, around, matters: known });
}

/** In its place, once somebody reads there who may know of no customer. */
export function hiddenHandoffCard(reader: Reader): View {
  const { hidden } = stringsFor(reader).handoff;
  return { title: hidden.title, blocks: [text(hidden.text)] };
}

/** `Acme Labs waits for you since yesterday 17:00`. */
export function lateWords(said: HandoffSummary, reader: Reader, to?: PersonId): string {
  const { receipt, you } = stringsFor(reader).handoff;
  const since = moment(said.handoff.dueAt, reader);
  if (said.handoff.state === 'accepted')
    return said.handoff.holder === to
      ? receipt.yoursLate(said.customer, since)
      : receipt.theirsLate(said.customer, receiverName(said, reader), since);
  return receipt.late(
    said.customer,
    said.handoff.holder !== null && said.handoff.holder === to ? you : receiverName(said, reader),
    since,
  );
}

/** Tells a participant of a step in the handoff. */
export function newsMessage(
  said: HandoffSummary,
  {
    person,
    reader,
    role,
    oversees,
    news,
    words,
    why,
    pressing,
  }: To & {
    role: HandoffRole;
    oversees: boolean;
    news: string;
    words: string | null;
    why: string;
    pressing: boolean;
  },
): NewMessage {
  return {
    ...base(said, person, 'news'),
    line: news,
    why,
    view: handoffEvent({ ...said, role, oversees, reader, news, words }),
    pressing,
  };
}

/** For the owner of the customer, who neither gave it nor got it. */
export function ownerMessage(
  said: HandoffSummary,
  {
    person,
    reader,
    news,
    why,
    step,
  }: To & { news: string; why: string; step: 'offered' | 'owned' },
): NewMessage {
  const { handoff } = said;
  return {
    ...base(said, person, 'news'),
    key: `handoff:${handoff.id}:${handoff.version}:owner:${step}:${person.id}`,
    line: news,
    why,
    view: handoffEvent({
      ...said,
      role: 'other',
      reader,
      news,
      words: step === 'offered' ? handoff.reason : null,
    }),
    pressing: false,
  };
}

const base = (
  { handoff }: HandoffSummary,
  person: Person,
  role: 'packet' | 'news',
): Pick<NewMessage, 'key' | 'subject' | 'to' | 'kind' | 'customerId'> => ({
  key: `handoff:${handoff.id}:${handoff.version}:${role}:${person.id}`,
  subject: { kind: 'handoff', id: handoff.id, role, version: handoff.version },
  to: { kind: 'person', person: person.id },
  kind: 'handoff',
  customerId: handoff.customerId,
});
