import { signalCard } from '../../cards/signal/card.ts';
import { stringsFor } from '../../cards/strings.ts';
import type { Reader } from '../../cards/view/format.ts';
import type { View } from '../../cards/view/view.ts';
import type { NewMessage } from '../../crm/notification/message.ts';
import type { Person } from '../../crm/person/person.ts';
import type { Place } from '../../crm/person/place.ts';
import { type Access, accessOf, seesEntry } from '../../crm/policy/policy.ts';
import type { SignalHistory } from '../../crm/signal/facts.ts';
import { lastTouchIn, type SignalRule } from '../../crm/signal/rule.ts';
import { signalsBeside } from '../../crm/signal/rules.ts';
import type { Signal } from '../../crm/signal/signal.ts';
import { seesSignal } from '../../crm/signal/watch.ts';
import type { JobContext } from '../job.ts';

/** A signal that is told, with all that its receivers' cards say. */
export interface ToTell {
  signal: Signal;
  rule: SignalRule;
  history: SignalHistory;
  /** Everything that stands at the customer. */
  standing: readonly Signal[];
}

export type SignalMessage = NewMessage & { view: View };

/** The message to a colleague; null where they may not see it. */
export function toPerson(found: ToTell, person: Person, context: JobContext): SignalMessage | null {
  const reader = context.readerOf(person);
  const { customer } = found.history;
  const strings = stringsFor(reader).signal;
  const why =
    customer.ownerId === person.id
      ? strings.whyOwner(customer.name)
      : strings.whyFollower(customer.name);
  const to = { kind: 'person' as const, person: person.id };
  const own = found.signal.answers.find((one) => one.person === person.id);
  return message(found, {
    access: accessOf(person),
    reader,
    why,
    to,
    name: `person:${person.id}`,
    answer: own?.useful ?? null,
  });
}

/** The message to a channel that follows; null where its readers may not see it. */
export function toPlace(
  found: ToTell,
  { place, access, reader }: { place: Place; access: Access; reader: Reader },
): SignalMessage | null {
  const { signal: strings, problem } = stringsFor(reader);
  const why = strings.whyHere(place.name ?? problem.thisChannel, found.history.customer.name);
  const { platform, tenant, id } = place;
  const name = `place:${platform}:${tenant}:${id}`;
  return message(found, { access, reader, why, to: { kind: 'place', place }, name });
}

interface Receiving extends Pick<NewMessage, 'why' | 'to'> {
  access: Access;
  reader: Reader;
  name: string;
  /** The receiver's own. */
  answer?: boolean | null;
}

function message(
  { signal, rule, history, standing }: ToTell,
  { access, reader, why, to, name, answer = null }: Receiving,
): SignalMessage | null {
  if (!seesSignal(access, rule, signal)) return null;
  const { customer, talks } = history;
  const view = signalCard({
    signal: { ...signal, rule },
    customer,
    lastTouch: lastTouchIn(talks.filter((talk) => seesEntry(access, talk))) ?? null,
    others: signalsBeside(rule, standing, access),
    answer,
    reader,
  });
  return {
    key: `signal:${signal.id}:${name}`,
    subject: { kind: 'signal', id: signal.id, role: 'raised', version: null },
    to,
    kind: 'signal',
    customerId: customer.id,
    line: view.title,
    why,
    view,
    pressing: false,
    sender: null,
  };
}
