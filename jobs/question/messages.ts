import { channelQuestionCard, hiddenQuestionCard, mentionCard } from '../../cards/question/card.ts';
import { stringsFor } from '../../cards/strings.ts';
import type { Reader } from '../../cards/view/format.ts';
import { departmentName, firstName } from '../../cards/view/names.ts';
import type { View } from '../../cards/view/view.ts';
import type { Message, NewMessage } from '../../crm/notification/message.ts';
import type { Person } from '../../crm/person/person.ts';
import type { Place } from '../../crm/person/place.ts';
import { sees } from '../../crm/policy/policy.ts';
import type { Mention } from '../../crm/question/question.ts';
import type { Question } from '../../crm/question/read.ts';
import { questionOf } from '../../crm/question/rules.ts';
import { accessOfPlace } from '../../crm/win/redact.ts';
import type { JobContext } from '../job.ts';

/** To all of a department, in its channel. */
export function questionToChannel(
  id: string,
  question: Question,
  place: Place,
  { reader }: JobContext,
): NewMessage {
  const strings = stringsFor(reader());
  const department = departmentName(question.department ?? '', strings);
  const [mention] = question.mentions;
  return {
    key: `mention:${id}:channel`,
    subject: { kind: 'question', id, role: 'channel', version: null },
    to: { kind: 'place', place },
    kind: 'mention',
    customerId: mention.customerId,
    line: strings.ask.lineTo(firstName(question.from), department, question.customer),
    why: strings.ask.why.channel(department),
    view: hereCard(id, question, reader()),
    pressing: true,
  };
}

/** To one of those who were asked. */
export function questionTo(
  person: Person,
  mention: Mention,
  question: Question,
  { readerOf }: JobContext,
): NewMessage {
  const reader = readerOf(person);
  const { ask } = stringsFor(reader);
  return {
    key: `mention:${mention.id}`,
    subject: { kind: 'question', id: questionOf(mention), role: 'asked', version: null },
    to: { kind: 'person', person: person.id },
    kind: 'mention',
    customerId: mention.customerId,
    line: ask.line(firstName(question.from), question.customer),
    why: ask.why.department(departmentName(question.department ?? '', stringsFor(reader))),
    view: ownCard(mention, question, reader),
    pressing: true,
  };
}

/** Redraws a message of a question; null for an answer, and while nobody gave one. */
export async function questionNow(
  { subject, to }: Pick<Message, 'subject' | 'to'>,
  { id, question }: { id: string; question: Question },
  context: JobContext,
): Promise<View | null> {
  if (!question.answered) return null;
  if (to.kind === 'place')
    return subject.role === 'channel' ? inPlace(to.place, { id, question }, context) : null;
  if (subject.role !== 'asked') return null;
  const mention = question.mentions.find((one) => one.to === to.person);
  const person = mention && (await context.store.people.get(to.person));
  return mention && person ? ownCard(mention, question, context.readerOf(person)) : null;
}

async function inPlace(
  place: Place,
  { id, question }: { id: string; question: Question },
  { store, audience, reader }: JobContext,
): Promise<View> {
  const [settings, readers] = await Promise.all([
    store.channels.get({ platform: place.platform, tenant: place.tenant, channel: place.id }),
    audience(place),
  ]);
  return sees(accessOfPlace(readers, settings), 'identity')
    ? hereCard(id, question, reader())
    : hiddenQuestionCard(reader());
}

const hereCard = (id: string, question: Question, reader: Reader): View =>
  channelQuestionCard({
    question: id,
    mention: question.mentions[0],
    ...namesOf(question),
    department: departmentName(question.department ?? '', stringsFor(reader)),
    answered: answeredBy(question),
    reader,
  });

function ownCard(mention: Mention, question: Question, reader: Reader): View {
  const { department, mentions } = question;
  const several = department
    ? { kind: 'department' as const, name: departmentName(department, stringsFor(reader)) }
    : { kind: 'team' as const };
  const asked = mentions.length === 1 ? { kind: 'person' as const } : several;
  return mentionCard({
    mention,
    ...namesOf(question),
    asked,
    answered: answeredBy(question),
    card: null,
    reader,
  });
}

const namesOf = ({ customer, from }: Question) => ({ customer, from });
const answeredBy = ({ answered }: Question) =>
  answered && { ...answered, by: firstName(answered.by.name) };
