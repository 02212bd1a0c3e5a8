import { answerCard, type MentionCard, mentionCard } from '../../cards/question/card.ts';
import { stringsFor } from '../../cards/strings.ts';
import type { Reader } from '../../cards/view/format.ts';
import { departmentName, firstName } from '../../cards/view/names.ts';
import type { Person } from '../../crm/person/person.ts';
import type { Mention } from '../../crm/question/question.ts';
import { questionOf } from '../../crm/question/rules.ts';
import type { Change } from '../../crm/store/change.ts';
import { clip } from '../../crm/text/cut.ts';
import type { Context } from '../command.ts';
import { cardFor } from '../customer/card-for.ts';
import { auditQuestion, type Question, questionEntry, readersOf } from './record.ts';

const TITLE = 160;

/** Why the one who is asked hears of it. */
function whyAsked(whom: MentionCard['asked'], asker: string, reader: Reader): string {
  const { why } = stringsFor(reader).ask;
  switch (whom.kind) {
    case 'department':
      return why.department(whom.name);
    case 'team':
      return why.team;
    case 'person':
      return why.person(asker);
  }
}

export async function mentionChanges(
  { customer, asked, words, noteId }: Question,
  { to, id, inChannel }: { to: Person; id: string; inChannel: boolean },
  context: Context,
): Promise<Change[]> {
  const { person, now } = context;
  const reader = context.readerOf(to);
  const said = stringsFor(reader);
  const mention: Mention = {
    id,
    customerId: customer.id,
    version: 1,
    createdAt: now,
    from: person.id,
    to: to.id,
    words,
    noteId,
    answer: null,
    answeredAt: null,
  };
  if (inChannel) return [{ kind: 'mention', mention }];
  const card = await cardFor(customer.id, to, context);
  const whom =
    asked.kind === 'department'
      ? { kind: asked.kind, name: departmentName(asked.department, said) }
      : { kind: asked.kind };
  const view = mentionCard({
    mention,
    customer: customer.name,
    from: person.name,
    asked: whom,
    answered: null,
    card,
    reader,
  });
  const why = whyAsked(whom, person.name, reader);
  const message = {
    key: `mention:${id}`,
    subject: {
      kind: 'question' as const,
      id: questionOf(mention),
      role: 'asked' as const,
      version: null,
    },
    to: { kind: 'person' as const, person: to.id },
    kind: 'mention' as const,
    customerId: customer.id,
    line: said.ask.line(firstName(person.name), customer.name),
    why,
    view,
    pressing: true,
  };
  return [
    { kind: 'mention', mention },
    { kind: 'message', message },
  ];
}

export async function answerChanges(
  mention: Mention,
  words: string,
  context: Context,
): Promise<Change[]> {
  const { store, person, reader } = context;
  const [asker, customer] = await Promise.all([
    store.people.get(mention.from),
    store.customers.name(mention.customerId),
  ]);
  const name = customer ?? '–';
  const by = firstName(person.name);
  const title = stringsFor(reader).ask.answerEntry(
    by,
    firstName(asker?.name ?? '–'),
    shortened(words),
  );
  const stands = questionEntry(
    mention.customerId,
    {
      externalId: `mention:${mention.id}:answer:${mention.version}`,
      title,
      body: words,
      ...(await readersOf(mention, store)),
    },
    context,
  );
  const record = auditQuestion(
    mention.customerId,
    { mention: mention.id, step: 'answered' },
    context,
  );
  if (!asker?.active) return [stands, record];
  const theirs = context.readerOf(asker);
  const said = stringsFor(theirs).ask;
  const view = answerCard({ mention, customer: name, by, words, reader: theirs });
  const message = {
    key: `mention:${mention.id}:answer:${mention.version}`,
    subject: {
      kind: 'question' as const,
      id: questionOf(mention),
      role: 'answer' as const,
      version: mention.version,
    },
    to: { kind: 'person' as const, person: asker.id },
    kind: 'mention' as const,
    customerId: mention.customerId,
    line: said.answersLine(by, name),
    why: said.why.answer,
    view,
    pressing: true,
  };
  return [stands, record, { kind: 'message', message }];
}

export const shortened = (words: string): string => clip(words.replace(/\s+/g, ' '), TITLE);
