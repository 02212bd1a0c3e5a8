import type { CustomerId } from '../../crm/customer/customer.ts';
import type { SignalHistory, Talk } from '../../crm/signal/facts.ts';
import type { SignalRule } from '../../crm/signal/rule.ts';
import type { Cause, Signal } from '../../crm/signal/signal.ts';
import { customerShow } from '../customer/actions.ts';
import { handoffBegin } from '../handoff/actions.ts';
import { stringsFor } from '../strings.ts';
import { button, press } from '../view/action.ts';
import { capital, day, duration, fromToday, type Reader, when } from '../view/format.ts';
import { shortText } from '../view/lines.ts';
import { firstName, joinByDots } from '../view/names.ts';
import { type Block, type Button, text, type View } from '../view/view.ts';
import { signalAnswer, signalTask } from './actions.ts';
import { signalText } from './words.ts';

export type ShownSignal = Pick<Signal, 'id' | 'detail' | 'causes' | 'endedAt'> & {
  rule: Pick<SignalRule, 'id' | 'name' | 'tell'>;
};

export interface SignalCard {
  signal: ShownSignal;
  customer: Pick<SignalHistory['customer'], 'name' | 'renewsOn'> & { id: CustomerId };
  /** As far as the reader may see it. */
  lastTouch: Pick<Talk, 'at' | 'person'> | null;
  /** Others that stand at the same customer. */
  others: readonly ShownSignal[];
  /** The reader's own answer, and a line about what was done. */
  answer?: boolean | null;
  said?: string | null;
  reader: Reader;
}

const CAUSES = 4;

/** A signal for the people of its customer: what is so, why, what to do next, and whether it was of use. */
export function signalCard(card: SignalCard): View {
  const { signal, customer, others, answer = null, said = null, reader } = card;
  const { signal: strings, buttons: general } = stringsFor(reader);
  const told = signalText(signal, reader);
  const also = others.map((other) => signalText(other, reader).title);
  return {
    title: strings.title(customer.name, told.title),
    blocks: [
      ...(said ? [text(said)] : []),
      ...(signal.endedAt ? [text(strings.over(when(signal.endedAt, reader)))] : []),
      ...(told.more ? [text(capital(told.more, reader))] : []),
      ...(also.length > 0 ? [text(strings.also(joinByDots(also)))] : []),
      text(capital(joinByDots(aboutLine(card)), reader)),
      ...causeLines(signal.causes, reader),
      text(strings.next(told.next)),
      ...(answer === null
        ? []
        : [text(answer ? strings.answered.yes : strings.answered.no, 'quiet')]),
      {
        kind: 'buttons',
        buttons: [
          button(strings.buttons.task, press(signalTask, { signal: signal.id })),
          button(
            strings.buttons.handOff,
            press(handoffBegin, {
              customer: customer.id,
              reason: shortText(
                capital(`${told.title}. ${capital(told.next, reader)}`, reader),
                300,
              ),
            }),
            { opens: 'form' },
          ),
          ...answerButtons(signal.id, answer, reader),
          button(general.show, press(customerShow, { customer: customer.id })),
        ],
      },
    ],
  };
}

function answerButtons(signal: string, answer: boolean | null, reader: Reader): Button[] {
  const { buttons } = stringsFor(reader).signal;
  return [
    ...(answer === true
      ? []
      : [button(buttons.useful, press(signalAnswer, { signal, useful: true }))]),
    ...(answer === false
      ? []
      : [button(buttons.notUseful, press(signalAnswer, { signal, useful: false }))]),
  ];
}

/** `Renews 9 Jan, in 42 days · last contact 31 days ago · Tom`. */
function aboutLine({ customer: { renewsOn }, lastTouch, reader }: SignalCard): (string | null)[] {
  const { customer: words, signal: strings } = stringsFor(reader);
  return [
    renewsOn && words.renews(day(renewsOn, reader), fromToday(renewsOn, reader)),
    lastTouch?.person
      ? strings.lastContact(
          firstName(lastTouch.person),
          duration(reader.now.getTime() - lastTouch.at.getTime(), reader),
        )
      : strings.noContact,
  ];
}

/** The events that fired it, by name. */
function causeLines(causes: readonly Cause[], reader: Reader): Block[] {
  const { signal: strings } = stringsFor(reader);
  if (causes.length === 0) return [];
  const rest = causes.length - CAUSES;
  const named = causes.slice(0, CAUSES).map((cause) => causeWords(cause, reader));
  const line = joinByDots([...named, rest > 0 ? strings.more(String(rest)) : null]);
  return [text(`${strings.because} ${line}`, 'quiet')];
}

function causeWords({ kind, at, name, id, entry }: Cause, reader: Reader): string {
  const { signal: strings, entryKind, customer } = stringsFor(reader);
  const time = at ? when(at, reader) : '';
  if (kind === 'entry' && entry)
    return strings.cause.entry(
      entryKind[entry.kind],
      entry.person ?? entry.contact ?? customer.they,
      time,
    );
  const words = name ?? '';
  switch (kind) {
    case 'ticket':
      return strings.cause.ticket(shortText(words, 60), time);
    case 'answer':
      return strings.cause.answer(words, time);
    case 'usage':
      return strings.cause.usage(day(id, reader));
    case 'deal':
      return strings.cause.deal(shortText(words, 60));
    case 'payment':
      return strings.cause.payment(words, time);
    case 'invoice':
      return strings.cause.invoice(words);
    case 'handoff':
      return strings.cause.handoff(time);
    case 'promise':
      return strings.cause.promise(shortText(words, 60), time);
    case 'renewal':
      return strings.cause.renewal(day(id, reader));
    default:
      return strings.cause.customer(words);
  }
}
