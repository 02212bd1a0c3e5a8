import type { NewMessage } from '../../crm/notification/message.ts';
import type { Person } from '../../crm/person/person.ts';
import { stringsFor } from '../strings.ts';
import { type DoneErasure, doneErasureCard, type ErasureCard, erasureCard } from './card.ts';

interface About {
  to: Pick<Person, 'id'>;
  version: number;
  customer: NewMessage['customerId'];
}

/** To a colleague who may agree. */
export function erasureQuestion(card: ErasureCard, { to, version, customer }: About): NewMessage {
  const view = erasureCard(card);
  return {
    key: `erasure:${card.erasure.id}:${to.id}`,
    subject: { kind: 'erasure', id: card.erasure.id, role: 'asked', version },
    to: { kind: 'person', person: to.id },
    kind: 'mention',
    customerId: customer,
    line: view.title,
    why: stringsFor(card.reader).erasure.why,
    view,
    pressing: true,
  };
}

/** To whoever asked: somebody said no, or nobody answered. */
export function erasureAnswer(
  card: ErasureCard,
  { to, version }: Omit<About, 'customer'>,
): NewMessage {
  return {
    ...erasureQuestion(card, { to, version, customer: null }),
    key: `erasure-answer:${card.erasure.id}:${version}`,
    subject: { kind: 'erasure', id: card.erasure.id, role: 'answer', version },
    why: stringsFor(card.reader).erasure.whyAnswer,
    sender: null,
  };
}

/** To both once it is done. */
export function erasureDone(
  done: DoneErasure,
  { to, version }: Omit<About, 'customer'>,
): NewMessage {
  const view = doneErasureCard(done);
  return {
    key: `erasure-done:${done.erasure.id}:${to.id}`,
    subject: { kind: 'erasure', id: done.erasure.id, role: 'answer', version },
    to: { kind: 'person', person: to.id },
    kind: 'mention',
    customerId: null,
    line: view.title,
    why: stringsFor(done.reader).erasure.whyDone,
    view,
    pressing: true,
    sender: null,
  };
}
