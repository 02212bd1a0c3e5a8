import type { SameCompany } from '../../crm/customer/same-company.ts';
import type { NewMessage } from '../../crm/notification/message.ts';
import type { Person } from '../../crm/person/person.ts';
import { stringsFor } from '../strings.ts';
import { firstName } from '../view/names.ts';
import { type SameCompanyCard, sameCompanyCard } from './same-company-card.ts';

export interface SameCompanyMessage {
  /** Names the question, as its subject. */
  id: string;
  question: SameCompany;
  card: SameCompanyCard;
  to: Person;
  /** The colleague who asks; null where the evidence does. */
  from: Person | null;
}

/** To the colleague who is asked whether two customers are one company. */
export function sameCompanyMessage({
  id,
  question,
  card,
  to,
  from,
}: SameCompanyMessage): NewMessage {
  const { reader, sides } = card;
  const { sameCompany: words } = stringsFor(reader);
  const view = sameCompanyCard(card);
  const owned = sides.find(({ ownerId }) => ownerId === to.id) ?? sides[0];
  return {
    key: `same-company:${id}:${question.version}:${to.id}`,
    subject: {
      kind: 'same-company',
      id,
      role: 'asked',
      version: question.version,
    },
    to: { kind: 'person', person: to.id },
    kind: from ? 'mention' : 'signal',
    customerId: owned.id,
    line: view.title,
    why: from ? words.whyAsked(firstName(from.name)) : words.whyOwner(owned.name),
    view,
    pressing: from !== null,
    sender: from?.id ?? null,
  };
}

/** To the colleague who handed the question on. */
export function sameCompanyAnswer({
  id,
  question,
  card,
  to,
  from,
}: SameCompanyMessage): NewMessage {
  const { reader, sides } = card;
  const { sameCompany: words } = stringsFor(reader);
  const [one, other] = sides;
  const by = firstName(from?.name ?? '');
  const line = words.answered(by, one.name, other.name, question.same === true);
  return {
    ...sameCompanyMessage({ id, question, card, to, from }),
    key: `same-company-answer:${id}:${question.version}`,
    subject: {
      kind: 'same-company',
      id,
      role: 'answer',
      version: question.version,
    },
    line,
    why: words.whyAnswer,
    view: { ...sameCompanyCard(card), title: line },
    pressing: false,
  };
}
