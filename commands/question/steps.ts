import { answerCard, type MentionCard, mentionCard } from '../../cards/question/card.ts';
import { stringsFor } from '../../cards/strings.ts';
import type { Reader } from '../../cards/view/format.ts';
import { departmentName, firstName } from '../../cards/view/names.ts';
import { auditLine } from '../../crm/audit/audit-line.ts';
import type { CustomerId } from '../../crm/customer/customer.ts';
import { hasChannel, putToAll } from '../../crm/notification/department-channel.ts';
import { refreshSentMessages } from '../../crm/notification/refresh-sent-messages.ts';
import type { DepartmentId, Person } from '../../crm/person/person.ts';
import { Problem } from '../../crm/problem.ts';
import type { Mention } from '../../crm/question/question.ts';
import { mentionsOf } from '../../crm/question/read.ts';
import { answerMention, closeQuestion, mentionId, questionOf } from '../../crm/question/rules.ts';
import type { Change } from '../../crm/store/change.ts';
import { type Decision, decide } from '../../crm/store/decide.ts';
import type { Store } from '../../crm/store/store.ts';
import type { Visibility } from '../../crm/timeline/entry.ts';
import { type NewEntry, ownEntry } from '../../crm/timeline/own-entry.ts';
import type { Context } from '../command.ts';
import { cardFor } from '../customer/card-for.ts';
import { readable } from '../note/steps.ts';
import type { Receivers } from './receivers.ts';

const TITLE = 160;

export interface Question {
  /** Names it, so that asked once more it asks nobody twice. */
  id: string;
  customer: { id: CustomerId; name: string };
  asked: Receivers;
  words: string;
  /** Where it stands in a note. */
  noteId: string | null;
}

/** Puts a question to colleagues: one private message each, with what they may know of the customer. */
export async function storeQuestion(question: Question, context: Context): Promise<void> {
  const { store, person, reader, now } = context;
  const { id } = question;
  const strings = stringsFor(reader);
  const title = strings.ask.entry(
    firstName(person.name),
    calledAs(question.asked, strings),
    short(question.words),
  );
  const inChannel =
    question.asked.kind === 'department' &&
    question.noteId === null &&
    (await hasChannel(question.asked.department, store));
  const told = await Promise.all(
    question.asked.people.map((to, i) =>
      tellOne(question, { to, id: mentionId(id, i), inChannel }, context),
    ),
  );
  const changes = [
    ...told.flat(),
    ...(inChannel ? [putToAll({ kind: 'mention', id })] : []),
    entry(
      question.customer.id,
      { externalId: `mention:${id}`, title, body: question.words },
      context,
    ),
    audited(
      question.customer.id,
      { mention: id, step: 'asked', people: question.asked.people.length },
      context,
    ),
  ];
  if ((await store.commit(changes, now)) === 'done') return;
  const before = await theMention(mentionId(id, 0), context);
  if (before.from !== person.id)
    throw new Problem('not-yours', { ...strings.ask.problem.gone, reopens: false });
}

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

async function tellOne(
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

/**
 * Stores an answer, tells the asker, and lets go of the others who were asked; decided again where somebody else was
 * faster. A colleague who merely takes it finds it taken then: nothing is stored.
 */
export async function storeAnswer(
  id: string,
  words: string,
  context: Context,
  { takes = false }: { takes?: boolean } = {},
): Promise<Mention> {
  const { store, now, reader } = context;
  return decide(store, {
    async read() {
      const mention = await theMention(id, context);
      await mine(mention, context);
      return { mention, siblings: await siblingsOf(mention, store) };
    },
    async decide({ mention, siblings }) {
      if (takes && siblings.some(({ answer }) => answer)) return { changes: [], result: mention };
      return decideAnswer(mention, { siblings, words }, context);
    },
    now,
    busy: () => new Problem('mention-busy', stringsFor(reader).ask.problem.busy),
  });
}

async function decideAnswer(
  mention: Mention,
  { siblings, words }: { siblings: readonly Mention[]; words: string },
  context: Context,
): Promise<Decision<Mention>> {
  const { person, now, reader } = context;
  const outcome = answerMention(mention, words, { by: person.id, now });
  if (outcome.kind === 'refused')
    throw new Problem('not-yours', { ...stringsFor(reader).ask.problem.notYours, reopens: false });
  const others = siblings
    .filter(({ answeredAt }) => !answeredAt)
    .map((other): Change => ({ kind: 'mention', mention: closeQuestion(other, now) }));
  return {
    changes: [
      { kind: 'mention', mention: outcome.mention },
      ...others,
      ...(await answerTold(outcome.mention, words, context)),
      refreshSentMessages(
        { kind: 'question', id: questionOf(mention) },
        `${mention.id}:${outcome.mention.version}`,
        context.via ?? null,
      ),
    ],
    result: outcome.mention,
  };
}

/** Refuses whoever was not asked, or asked in a note that is not theirs to read any more. */
export async function mine(
  { id, to, customerId, noteId }: Mention,
  context: Context,
): Promise<void> {
  if (to !== context.person.id) {
    await context.audit({
      action: 'refused',
      customer: customerId,
      detail: { mention: id, why: 'not-yours' },
    });
    throw new Problem('not-yours', {
      ...stringsFor(context.reader).ask.problem.notYours,
      reopens: false,
    });
  }
  if (noteId !== null) await readable(noteId, context);
}

async function answerTold(mention: Mention, words: string, context: Context): Promise<Change[]> {
  const { store, person, reader } = context;
  const [asker, customer] = await Promise.all([
    store.people.get(mention.from),
    store.customers.name(mention.customerId),
  ]);
  const name = customer ?? '–';
  const by = firstName(person.name);
  const title = stringsFor(reader).ask.answerEntry(by, firstName(asker?.name ?? '–'), short(words));
  const stands = entry(
    mention.customerId,
    {
      externalId: `mention:${mention.id}:answer:${mention.version}`,
      title,
      body: words,
      ...(await keptTo(mention, store)),
    },
    context,
  );
  const record = audited(mention.customerId, { mention: mention.id, step: 'answered' }, context);
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

/** By its own name; by the question's, as a channel has it, the one that was put to who asks. */
export async function theMention(
  id: string,
  { store, reader, person }: Pick<Context, 'store' | 'reader' | 'person'>,
): Promise<Mention> {
  const asked = (await store.questions.get(id)) ?? (await mentionsOf(id, store.questions));
  const mention = Array.isArray(asked)
    ? (asked.find(({ to }) => to === person.id) ?? asked[0])
    : asked;
  if (!mention)
    throw new Problem('mention-gone', { ...stringsFor(reader).ask.problem.gone, reopens: false });
  return mention;
}

/** Everybody else who got the same question. */
export async function siblingsOf(
  mention: Mention,
  { questions }: Pick<Store, 'questions'>,
): Promise<Mention[]> {
  const question = questionOf(mention);
  if (question === mention.id) return [];
  return (await mentionsOf(question, questions)).filter((other) => other.id !== mention.id);
}

function calledAs(asked: Receivers, words: ReturnType<typeof stringsFor>): string {
  if (asked.kind === 'department') return departmentName(asked.department, words);
  return asked.kind === 'team'
    ? words.ask.nobodyElse
    : asked.people.map(({ name }) => firstName(name)).join('');
}

/** The readers of an entry, where they are not everybody. */
interface KeptTo {
  visibility?: Visibility;
  department?: DepartmentId;
}

/** An answer to a note's question has the readers of the note: those of its department, not of the answerer's. */
async function keptTo(
  { noteId }: Mention,
  { notes, people }: Pick<Store, 'notes' | 'people'>,
): Promise<KeptTo> {
  const note = noteId === null ? null : await notes.get(noteId);
  const author = note && (await people.get(note.authorId));
  return note && author
    ? {
        visibility: note.visibility,
        ...(note.visibility !== 'everyone' && { department: author.department }),
      }
    : {};
}

function entry(
  customerId: CustomerId,
  { visibility, department, ...said }: Pick<NewEntry, 'externalId' | 'title' | 'body'> & KeptTo,
  { person, now }: Context,
): Change {
  const by = { id: person.id, department: department ?? person.department };
  return {
    kind: 'entry',
    entry: ownEntry({
      kind: 'message',
      customerId,
      at: now,
      by,
      ...said,
      ...(visibility && { visibility }),
    }),
  };
}

const audited = (
  customer: CustomerId,
  detail: Record<string, string | number>,
  context: Context,
): Change => auditLine({ action: 'mention', customer, detail }, context);

const short = (words: string): string =>
  (words.length <= TITLE ? words : `${[...words].slice(0, TITLE - 1).join('')}…`).replace(
    /\s+/g,
    ' ',
  );
