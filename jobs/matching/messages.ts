import { sameCompanyMessage } from '../../cards/customer/messages.ts';
import { pairCard, sameCompanyCard } from '../../cards/customer/same-company-card.ts';
import type { View } from '../../cards/view/view.ts';
import { mayDecide, type ReadPair, readPair, sidesFor } from '../../crm/customer/read-pair.ts';
import { questionId, type SameCompany } from '../../crm/customer/same-company.ts';
import type { Message, NewMessage } from '../../crm/notification/message.ts';
import type { Person } from '../../crm/person/person.ts';
import { accessOf } from '../../crm/policy/policy.ts';
import type { JobContext } from '../job.ts';

/** The question to the owner; null where one of the two is gone. */
export async function askMessage(
  question: SameCompany,
  to: Person,
  context: JobContext,
): Promise<NewMessage | null> {
  const read = await readPair(question.pair, context.store);
  if (!read) return null;
  const pair: ReadPair = { ...read, question, asked: to };
  return sameCompanyMessage({
    id: questionId(question.pair),
    question,
    card: cardOf(pair, to, context),
    to,
    from: null,
  });
}

/** Redraws what a colleague was asked, by what became of it. */
export async function sameCompanyNow(
  { to }: Pick<Message, 'to'>,
  pair: ReadPair,
  context: JobContext,
): Promise<View | null> {
  const person = to.kind === 'person' ? await context.store.people.get(to.person) : null;
  return person && sameCompanyCard(cardOf(pair, person, context));
}

const cardOf = (pair: ReadPair, person: Person, { readerOf }: JobContext) =>
  pairCard({
    pair,
    sides: sidesFor(pair, accessOf(person)),
    person,
    decides: mayDecide(pair, person),
    reader: readerOf(person),
  });
