import { stringsFor } from '../../cards/strings.ts';
import { departmentName, firstName } from '../../cards/view/names.ts';
import { hasChannel, putToAll } from '../../crm/notification/department-channel.ts';
import { refreshSentMessages } from '../../crm/notification/refresh-sent-messages.ts';
import { Problem } from '../../crm/problem.ts';
import type { Mention } from '../../crm/question/question.ts';
import { mentionsOf } from '../../crm/question/read.ts';
import { answerMention, closeQuestion, mentionId, questionOf } from '../../crm/question/rules.ts';
import type { Change } from '../../crm/store/change.ts';
import { type Decision, decide } from '../../crm/store/decide.ts';
import type { Store } from '../../crm/store/store.ts';
import type { Context } from '../command.ts';
import { readable } from '../note/steps.ts';
import { answerChanges, mentionChanges, shortened } from './messages.ts';
import type { Receivers } from './receivers.ts';
import { auditQuestion, type Question, questionEntry } from './record.ts';

/** Puts a question to colleagues: one private message each, with what they may know of the customer. */
export async function storeQuestion(question: Question, context: Context): Promise<void> {
  const { store, person, reader, now } = context;
  const { id } = question;
  const strings = stringsFor(reader);
  const title = strings.ask.entry(
    firstName(person.name),
    calledAs(question.asked, strings),
    shortened(question.words),
  );
  const inChannel =
    question.asked.kind === 'department' &&
    question.noteId === null &&
    (await hasChannel(question.asked.department, store));
  const told = await Promise.all(
    question.asked.people.map((to, i) =>
      mentionChanges(question, { to, id: mentionId(id, i), inChannel }, context),
    ),
  );
  const changes = [
    ...told.flat(),
    ...(inChannel ? [putToAll({ kind: 'mention', id })] : []),
    questionEntry(
      question.customer.id,
      { externalId: `mention:${id}`, title, body: question.words },
      context,
    ),
    auditQuestion(
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
      ...(await answerChanges(outcome.mention, words, context)),
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
